#include "search/index/xapian_errors.h"
