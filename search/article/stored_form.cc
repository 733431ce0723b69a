#include "search/article/stored_form.h"
