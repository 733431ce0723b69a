#include "search/language/text.h"
