#pragma once

#include <optional>

#include "server/http/message.h"

namespace tiski {

// The fields of a posted body, sanitised: a form (application/x-www-form-urlencoded) or a flat JSON object of texts.
// Nothing for any other type, and for JSON that is no such object.
std::optional<Parameters> read_form_body(const Request& request);

}  // namespace tiski
