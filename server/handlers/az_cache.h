#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "server/views/browse_pages.h"
#include "server/views/visit.h"

namespace tiski {

// The A–Ö lists of the generation and day that are asked for now: making one costs some hundred searches. Thread safe;
// two who ask first may both make it.
class AzCache {
 public:
  std::vector<views::AzLetter> get(const Visit& visit);

 private:
  using Letters = std::shared_ptr<const std::vector<views::AzLetter>>;

  std::mutex mutex_;
  std::string made_for_;  // generation and day
  std::map<std::string, Letters, std::less<>> by_lang_;
};

}  // namespace tiski
