#pragma once

#include <functional>
#include <string>
#include <thread>

#include "search/query/searcher.h"

namespace tiski {

// Opens each newly published index, and once the languages' dictionaries, before a reader has to wait for it (a
// dictionary takes some tens of milliseconds for each worker), logs once what is wrong with one that can't be read, and
// gives the memory of the one before back to the system. Looks five times a second, on a thread of its own, until its
// end.
class WarmUp {
 public:
  // The source must outlive it. `said`: the source's problem, empty for none, that has been logged already. It is given
  // and not asked for, since the thread may begin late: what broke in the meantime would never be said.
  WarmUp(SearcherSource& source, unsigned workers, std::function<Date()> today, std::string said);

 private:
  std::jthread thread_;
};

}  // namespace tiski
