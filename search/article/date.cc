#include "search/article/date.h"
