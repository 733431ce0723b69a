#include "search/article/knowledge_base.h"
