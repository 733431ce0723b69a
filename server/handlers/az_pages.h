#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "server/handlers/site.h"

namespace tiski {

// The A–Ö pages of the generation and day that are asked for now, as they are sent: making one costs some hundred
// searches and 15 MB while it is made, so one is made at a time. Thread safe.
class AzPages {
 public:
  Response get(const Site& site, const Visit& visit);

 private:
  std::optional<std::string> find(const std::string& made_for, const std::string& frame);
  void keep(const std::string& made_for, const std::string& frame, const std::string& page);

  std::mutex making_;     // before `guard_`, never after it
  std::mutex guard_;      // of what follows
  std::string made_for_;  // generation and day
  // By the same page without its list: language, desk mode and whatever else a page shows of its visit.
  std::map<std::string, std::string, std::less<>> by_frame_;
};

}  // namespace tiski
