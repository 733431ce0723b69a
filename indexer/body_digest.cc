#include "indexer/body_digest.h"

#include <algorithm>

#include "search/index/digest.h"

namespace tiski {

std::string body_digest(std::string_view body) {
  std::string unix_lines(body);
  unix_lines.erase(std::remove(unix_lines.begin(), unix_lines.end(), '\r'), unix_lines.end());
  return sha256_hex(unix_lines).substr(0, 12);
}

}  // namespace tiski
