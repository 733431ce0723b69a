#include "search/index/document_builder.h"
