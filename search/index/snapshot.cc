#include "search/index/snapshot.h"
