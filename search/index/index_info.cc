#include "search/index/index_info.h"
