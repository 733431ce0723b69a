// What the analysis of Finnish finds and costs, on the evaluation sets beside the project:
//   bench_language [folder of the sets]
#include <filesystem>

#include <fmt/core.h>

#include "tests/bench/analysis.h"

namespace tiski::bench {
namespace {

int run(const std::filesystem::path& folder) {
  if (!std::filesystem::exists(folder / "tdt_inflect")) {
    fmt::print("No evaluation sets in {}: nothing is measured.\n", folder.string());
    return 0;
  }
  const auto analyzer = Analyzer::open("fi");
  fmt::print("{}\n\n{:34}{:>8}{:>11}\n", analyzer->version(), "", "recall", "precision");
  const auto row = [](const char* what, const RetrievalScore& score) {
    fmt::print("{:34}{:8.4f}{:11.4f}\n", what, score.recall, score.precision);
  };
  row("inflected forms, by lemma", score_analysis(read_eval_set(folder / "tdt_inflect"), *analyzer, Found::kAsLemma));
  row("compounds by a part", score_analysis(read_eval_set(folder / "tdt_compound"), *analyzer, Found::kAsLemmaOrPart));

  const AnalysisSpeed speed = measure_analysis(read_eval_set(folder / "squadfi"), "fi");
  fmt::print("\nµs a word: new {:.1f}, seen lately {:.2f}, in running text {:.1f}\n", speed.new_word,
             speed.word_seen_lately, speed.running_text);
  return 0;
}

}  // namespace
}  // namespace tiski::bench

int main(int argc, char** argv) {
  const std::filesystem::path beside = std::filesystem::path(TISKI_SOURCE_DIR) / "../shared/eval";
  return tiski::bench::run(argc > 1 ? std::filesystem::path(argv[1]) : beside);
}
