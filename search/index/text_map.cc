#include "search/index/text_map.h"
