#include "search/query/searcher.h"
