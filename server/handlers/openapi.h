#pragma once

#include "server/handlers/site.h"

namespace tiski {

// templates/openapi.json with this server's version, languages and facets filled in.
Response openapi_document(const Site& site);

}  // namespace tiski
