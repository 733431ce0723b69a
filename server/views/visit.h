#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "search/query/searcher.h"
#include "server/http/message.h"
#include "server/messages.h"

namespace tiski {

// One request for a page or its JSON: everything it may know. All it says comes from one generation of the index.
struct Visit {
  const Request& request;
  std::shared_ptr<const Searcher> searcher;  // null: there is no index
  std::string lang;                          // of the page
  const Catalog& words;                      // in `lang`
  const Messages& messages;
  Date today;
  std::string form_token;  // empty: nothing can be stored here
  bool has_trainer = false;

  mutable std::optional<Xapian::Database> opened = std::nullopt;

  const Snapshot& snapshot() const { return searcher->snapshot(); }
  // Opened at the first use, then the same for the whole visit.
  const Xapian::Database& database() const {
    if (!opened) opened = snapshot().database();
    return *opened;
  }
  const KnowledgeBase& kb() const { return snapshot().knowledge_base(); }
};

}  // namespace tiski
