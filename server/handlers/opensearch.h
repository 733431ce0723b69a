#pragma once

#include "server/handlers/site.h"

namespace tiski {

// The description by which a browser searches Tiski from its address bar; `lang` as in the API.
Response opensearch(const Site& site, const Request& request);

}  // namespace tiski
