#include "server/handlers/az_cache.h"

#include "server/views/make_browse_pages.h"

namespace tiski {

std::vector<views::AzLetter> AzCache::get(const Visit& visit) {
  const auto wanted = visit.snapshot().info().generation + ' ' + format_date(visit.today);
  {
    const std::lock_guard lock(mutex_);
    const auto found = by_lang_.find(visit.lang);
    if (made_for_ == wanted && found != by_lang_.end()) return *found->second;
  }
  auto letters = std::make_shared<const std::vector<views::AzLetter>>(make_az_letters(visit));
  const std::lock_guard lock(mutex_);
  if (made_for_ != wanted) by_lang_.clear();
  made_for_ = wanted;
  by_lang_[visit.lang] = letters;
  return *letters;
}

}  // namespace tiski
