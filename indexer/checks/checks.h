#pragma once

#include <vector>

#include "indexer/content.h"
#include "indexer/diagnostic.h"

namespace tiski {

// The families of checks, each in a file of its own. All append to `findings`; none throws for what content holds.

// The error rules that need more than one file's own text; part of load_content.
void check_errors(const Content& content, std::vector<Diagnostic>& findings);

// identity.cc: ids, slugs and aliases name one article each.
void check_identity(const Content& content, std::vector<Diagnostic>& findings);
// links.cc: links, anchors, images, `related`, and what kb.yaml refers to.
void check_links(const Content& content, std::vector<Diagnostic>& findings);
// personal_data.cc: identity codes, phone numbers, e-mail addresses, account numbers, in any line of any text file.
void check_personal_data(const Content& content, std::vector<Diagnostic>& findings);

}  // namespace tiski
