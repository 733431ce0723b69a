#include "server/handlers/az_pages.h"

#include "server/views/make_browse_pages.h"

namespace tiski {
namespace {

constexpr std::size_t kMostPages = 12;  // three languages, each for desks and other screens, and as many again

}  // namespace

Response AzPages::get(const Site& site, const Visit& visit) {
  const auto wanted = visit.snapshot().info().generation + ' ' + format_date(visit.today);
  auto response = html_response(site, visit, make_az_page(visit, {}));
  const auto frame = response.body;
  auto page = find(wanted, frame);
  if (!page) {
    const std::lock_guard lock(making_);
    page = find(wanted, frame);  // who waited finds what the other has made
    if (!page) {
      page = html_response(site, visit, make_az_page(visit, make_az_letters(visit))).body;
      keep(wanted, frame, *page);
    }
  }
  response.body = std::move(*page);
  return response;
}

std::optional<std::string> AzPages::find(const std::string& made_for, const std::string& frame) {
  const std::lock_guard lock(guard_);
  const auto found = by_frame_.find(frame);
  if (made_for_ != made_for || found == by_frame_.end()) return std::nullopt;
  return found->second;
}

void AzPages::keep(const std::string& made_for, const std::string& frame, const std::string& page) {
  const std::lock_guard lock(guard_);
  if (made_for_ != made_for || by_frame_.size() >= kMostPages) by_frame_.clear();
  made_for_ = made_for;
  by_frame_[frame] = page;
}

}  // namespace tiski
