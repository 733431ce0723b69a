#include "search/language/analyzer.h"

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>
#include <utility>

#include "search/language/finnish_analyzer.h"
#include "search/language/shared_forms.h"
#include "search/language/snowball_analyzer.h"

namespace tiski {

bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&b](const auto& x) { return std::find(b.begin(), b.end(), x) != b.end(); });
}

std::unique_ptr<Analyzer> Analyzer::open(std::string_view lang, std::shared_ptr<SharedForms> shared) {
  if (lang == "fi") return std::make_unique<FinnishAnalyzer>(std::move(shared));
  return std::make_unique<SnowballAnalyzer>(lang);
}

struct AnalyzerPool::State {
  std::shared_ptr<SharedForms> forms_of(std::string_view lang) {
    if (shared_words == 0) return nullptr;
    const std::lock_guard lock(mutex);
    auto& forms = shared[std::string(lang)];
    if (!forms) forms = std::make_shared<SharedForms>(shared_words);
    return forms;
  }

  std::size_t shared_words = 0;
  std::mutex mutex;
  std::map<std::string, std::shared_ptr<SharedForms>> shared;
  std::map<std::string, std::vector<std::unique_ptr<Analyzer>>, std::less<>> idle;  // the last used at the back
};

AnalyzerPool::AnalyzerPool(std::size_t shared_words) : state_(std::make_unique<State>()) {
  state_->shared_words = shared_words;
}
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
  return {*this, Analyzer::open(lang, state_->forms_of(lang))};
}

void AnalyzerPool::give_back(std::unique_ptr<Analyzer> analyzer) {
  const std::lock_guard lock(state_->mutex);
  state_->idle[analyzer->lang()].push_back(std::move(analyzer));
}

AnalyzerPool::Lease::~Lease() {
  if (analyzer_) pool_->give_back(std::move(analyzer_));
}

}  // namespace tiski
