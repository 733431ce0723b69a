#include "tests/bench/figures.h"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace tiski::bench {
namespace {

constexpr std::size_t kNameWidth = 58;

const char* verdict(const Figure& figure) {
  if (!figure.target) return "";
  return figure.met() ? "met" : "MISSED";
}

std::string number(const std::optional<double>& value, int decimals) {
  return value ? fmt::format("{:.{}f}", *value, decimals) : "";
}

std::string wanted(const Figure& figure, int decimals) {
  if (!figure.target) return "";
  return (figure.target->better == Better::kHigher ? ">= " : "<= ") + number(figure.target->value, decimals);
}

}  // namespace

bool Figure::met() const {
  if (!target) return true;
  return target->better == Better::kHigher ? tiski >= target->value : tiski <= target->value;
}

void Figures::print(bool with_stock, int decimals) const {
  const auto row = [with_stock](const std::string& name, const std::string& stock, const std::string& tiski,
                                const std::string& target, const std::string& met) {
    std::string line = fmt::format("{:{}}", name, kNameWidth);
    if (with_stock) line += fmt::format("{:>9}", stock);
    line += fmt::format("{:>9}{:>12}  {}", tiski, target, met);
    fmt::print("{}\n", line.substr(0, line.find_last_not_of(' ') + 1));
  };
  row(title_, "stock", "Tiski", "target", "");
  std::string subject;
  for (const Figure& figure : figures_) {
    if (figure.subject != subject) fmt::print("{}\n", figure.subject);
    subject = figure.subject;
    row("  " + figure.name, number(figure.stock, decimals), number(figure.tiski, decimals), wanted(figure, decimals),
        verdict(figure));
  }
  const auto targets = std::count_if(figures_.begin(), figures_.end(), [](const Figure& f) { return !!f.target; });
  const auto missed = std::count_if(figures_.begin(), figures_.end(), [](const Figure& f) { return !f.met(); });
  fmt::print("{} of {} targets met\n", targets - missed, targets);
  for (const auto& line : notes_) fmt::print("{}\n", line);
}

void Figures::write_json(const std::filesystem::path& file) const {
  auto rows = nlohmann::json::array();
  for (const Figure& figure : figures_) {
    nlohmann::json row = {{"subject", figure.subject}, {"name", figure.name}, {"tiski", figure.tiski}};
    if (figure.stock) row["stock"] = *figure.stock;
    if (figure.target) {
      row["target"] = figure.target->value;
      row["better"] = figure.target->better == Better::kHigher ? "higher" : "lower";
      row["met"] = figure.met();
    }
    rows.push_back(std::move(row));
  }
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file) << nlohmann::json{{"title", title_}, {"figures", rows}, {"notes", notes_}}.dump(2) << '\n';
}

}  // namespace tiski::bench
