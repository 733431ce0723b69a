#include "search/language/analyzer.h"

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>

#include "search/language/finnish_analyzer.h"
#include "search/language/snowball_analyzer.h"

namespace tiski {

bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&b](const auto& x) { return std::find(b.begin(), b.end(), x) != b.end(); });
}

std::unique_ptr<Analyzer> Analyzer::open(std::string_view lang) {
  if (lang == "fi") return std::make_unique<FinnishAnalyzer>();
  return std::make_unique<SnowballAnalyzer>(lang);
}

struct AnalyzerPool::State {
  std::mutex mutex;
  std::map<std::string, std::vector<std::unique_ptr<Analyzer>>, std::less<>> idle;  // the last used at the back
};

AnalyzerPool::AnalyzerPool() : state_(std::make_unique<State>()) {}
AnalyzerPool::~AnalyzerPool() = default;

AnalyzerPool::Lease AnalyzerPool::lease(std::string_view lang) {
  {
    const std::lock_guard lock(state_->mutex);
    const auto found = state_->idle.find(lang);
    if (found != state_->idle.end() && !found->second.empty()) {
      std::unique_ptr<Analyzer> analyzer = std::move(found->second.back());
      found->second.pop_back();
      return {*this, std::move(analyzer)};
    }
  }
  return {*this, Analyzer::open(lang)};
}

void AnalyzerPool::give_back(std::unique_ptr<Analyzer> analyzer) {
  const std::lock_guard lock(state_->mutex);
  state_->idle[analyzer->lang()].push_back(std::move(analyzer));
}

AnalyzerPool::Lease::~Lease() {
  if (analyzer_) pool_->give_back(std::move(analyzer_));
}

}  // namespace tiski
