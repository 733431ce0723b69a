#include "search/index/index_writer.h"
