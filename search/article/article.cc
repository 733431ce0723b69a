#include "search/article/article.h"
