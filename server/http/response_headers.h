#pragma once

#include <string>
#include <string_view>

#include "server/http/message.h"

namespace tiski {

// What stands on every answer, refusals and failures included: no script, style, picture or frame but our own.
const HeaderList& security_headers();

// RFC 9110's date, of now.
std::string http_date();

// Does an If-None-Match header name this ETag (or any, by *)? Weak comparison.
bool matches_etag(std::string_view if_none_match, std::string_view etag);

// A whole answer as bytes, for refusals: they never reach the HTTP library. Ends the connection.
std::string refusal_bytes(const Refusal& refusal, std::string_view content_type, std::string_view body,
                          std::string_view request_id);

}  // namespace tiski
