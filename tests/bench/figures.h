#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tiski::bench {

enum class Better { kHigher, kLower };

// What a figure must reach.
struct Target {
  double value = 0;
  Better better = Better::kHigher;
};

struct Figure {
  std::string subject;  // an evaluation set, or what else was measured
  std::string name;
  std::optional<double> stock;  // the same of stock Xapian
  double tiski = 0;
  std::optional<Target> target = std::nullopt;

  bool met() const;
};

// What a run measured: one table for people and one file for programs.
class Figures {
 public:
  explicit Figures(std::string title) : title_(std::move(title)) {}

  void add(Figure figure) { figures_.push_back(std::move(figure)); }
  // A line under the table: how something was measured, what was left out.
  void note(std::string line) { notes_.push_back(std::move(line)); }

  // `with_stock`: whether there is anything to set beside it.
  void print(bool with_stock, int decimals) const;
  void write_json(const std::filesystem::path& file) const;

 private:
  std::string title_;
  std::vector<Figure> figures_;
  std::vector<std::string> notes_;
};

}  // namespace tiski::bench
