#include "indexer/checks/checks.h"

namespace tiski {

void check_errors(const Content& content, std::vector<Diagnostic>& findings) {
  check_identity(content, findings);
  check_links(content, findings);
  check_personal_data(content, findings);
}

}  // namespace tiski
