#include "search/language/analyzer.h"
