// How well the search finds what is asked for: a table beside stock Xapian and the targets, and a file for programs.
// What each figure means: docs/search-quality.md.
#include <filesystem>
#include <stdexcept>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "indexer/build.h"
#include "tests/bench/bench_index.h"
#include "tests/bench/clock.h"
#include "tests/bench/figures.h"
#include "tests/bench/parts.h"
#include "tests/bench/questions.h"
#include "tests/bench/spelling.h"
#include "tests/bench/stock_xapian.h"
#include "tests/support/temp_folder.h"

namespace fs = std::filesystem;

namespace tiski::bench {
namespace {

struct Options {
  fs::path eval;
  fs::path report = "build/reports/relevance.json";
  std::size_t step = 1;  // every so manieth query of a set
  bool parts = false;
  bool quiet = false;
};

constexpr Target at_least(double value) { return {value, Better::kHigher}; }
constexpr Target at_most(double value) { return {value, Better::kLower}; }

// The targets that sets of these kinds are held to.
std::optional<Target> mrr_target(const std::string& set) {
  if (set == "squadfi") return at_least(0.744);
  if (set == "alchemy_title") return at_least(0.573);
  return std::nullopt;
}

class Bench {
 public:
  explicit Bench(Options options) : options_(std::move(options)) {}

  void run() {
    const double begin = wall_seconds();
    if (fs::exists(options_.eval)) {
      measure_sets();
    } else {
      figures_.note("No evaluation sets in " + options_.eval.string() + ": only the guidance was measured.");
    }
    measure_guidance();
    if (options_.step > 1) figures_.note(fmt::format("Only every {}th query of each set was asked.", options_.step));
    figures_.note(fmt::format("Took {:.0f} s.", wall_seconds() - begin));
    figures_.print(true, 3);
    if (options_.parts) print_parts();
    figures_.write_json(options_.report);
  }

 private:
  void say(const std::string& what) const {
    if (!options_.quiet) fmt::print(stderr, "bench: {}\n", what);
  }

  EvalSet read_set(const std::string& name) const {
    EvalSet set = read_eval_set(options_.eval / name);
    std::vector<EvalQuery> sample;
    for (std::size_t i = 0; i < set.queries.size(); i += options_.step) sample.push_back(std::move(set.queries[i]));
    set.queries = std::move(sample);
    return set;
  }

  std::shared_ptr<const Snapshot> index(const EvalSet& set) const {
    return Snapshot::open(build_bench_index(set.documents, work_ / set.name));
  }

  void measure_sets() {
    std::vector<double> short_mrr;
    std::vector<double> stock_short_mrr;
    for (const char* name : {"squadfi", "alchemy_title"}) {
      if (!fs::exists(options_.eval / name)) continue;
      say(fmt::format("{}: building", name));
      const EvalSet set = read_set(name);
      const auto snapshot = index(set);
      const StockXapian stock(set.documents, work_ / (set.name + ".stock"));
      const Searcher searcher(snapshot, analyzers_);
      say(fmt::format("{}: asking", name));
      measure_ranking(set, snapshot, searcher, stock);
      add_ranking(set.name, "the two longest words", two_longest_words(set.queries), Typing::kDone, searcher, stock);
      short_mrr.push_back(last_mrr_.tiski);
      stock_short_mrr.push_back(*last_mrr_.stock);
      add_ranking(set.name, "last word half typed", half_typed(set.queries), Typing::kHalf, searcher, stock);
      if (set.name == "squadfi") measure_spelling(searcher, stock);
      asked_.push_back({set.name, set.queries, "fi", snapshot});
    }
    if (short_mrr.size() == 2) {
      figures_.add({"both sets", "the two longest words: MRR@10", (stock_short_mrr[0] + stock_short_mrr[1]) / 2,
                    (short_mrr[0] + short_mrr[1]) / 2, at_least(0.488)});
    }
    measure_retrieval("tdt_inflect", "inflected forms");
    measure_retrieval("tdt_compound", "compounds by a part");
  }

  void measure_ranking(const EvalSet& set, const std::shared_ptr<const Snapshot>& snapshot, const Searcher& searcher,
                       const StockXapian& stock) {
    const auto tiski =
        score_ranking(set.queries, [&](const std::string& q) { return listed_ids(searcher, q, 10, Typing::kDone); });
    const auto other = score_ranking(set.queries, [&](const std::string& q) { return stock.search(q, 10); });
    figures_.add({set.name, "MRR@10", other.mrr10, tiski.mrr10, mrr_target(set.name)});
    figures_.add({set.name, "success@1", other.success1, tiski.success1});
    figures_.add({set.name, "recall@10", other.recall10, tiski.recall10});
    figures_.add({set.name, "nDCG@10", other.ndcg10, tiski.ndcg10});
    Ranking any = kRanking;
    any.requirement = Requirement::kAnyWord;
    const Searcher lax(snapshot, analyzers_, any);
    const auto without =
        score_ranking(set.queries, [&](const std::string& q) { return listed_ids(lax, q, 10, Typing::kDone); });
    figures_.add({set.name, "MRR@10 lost by asking for enough words", std::nullopt, without.mrr10 - tiski.mrr10,
                  at_most(0.005)});
  }

  void add_ranking(const std::string& set, const std::string& what, const std::vector<EvalQuery>& queries,
                   Typing typing, const Searcher& searcher, const StockXapian& stock) {
    const auto tiski =
        score_ranking(queries, [&](const std::string& q) { return listed_ids(searcher, q, 10, typing); });
    const auto other =
        score_ranking(queries, [&](const std::string& q) { return stock.search(q, 10, typing == Typing::kHalf); });
    last_mrr_ = {set, what + ": MRR@10", other.mrr10, tiski.mrr10};
    figures_.add(last_mrr_);
    figures_.add({set, what + ": recall@10", other.recall10, tiski.recall10});
  }

  void measure_spelling(const Searcher& searcher, const StockXapian& stock) {
    const auto typos = options_.eval / "typos.tsv";
    if (!fs::exists(typos)) return;
    say("misspellings");
    const auto slips = score_misspellings(typos, searcher, stock, options_.step);
    const auto subject = fmt::format("misspellings ({}, words of squadfi)", slips.asked);
    figures_.add({subject, "the form meant is offered", slips.stock_first, slips.offered, at_least(0.83)});
    figures_.add({subject, "… or another form of the same word", std::nullopt, slips.same_word});
    figures_.add({subject, "… among the speller's first", std::nullopt, slips.near_first});
    figures_.add({subject, "… among its first three", std::nullopt, slips.near_three, at_least(0.98)});
    const auto kept = score_false_corrections(typos, searcher, stock, options_.step);
    figures_.add({fmt::format("right words that squadfi lacks ({})", kept.asked), "\"corrected\" to another",
                  kept.stock, kept.corrected, at_most(0.02)});
  }

  void measure_retrieval(const std::string& name, const std::string& subject) {
    if (!fs::exists(options_.eval / name)) return;
    say(name);
    const EvalSet set = read_set(name);
    const Searcher searcher(index(set), analyzers_);
    const StockXapian stock(set.documents, work_ / (set.name + ".stock"));
    const auto all = set.documents.size();
    const auto tiski =
        score_retrieval(set.queries, [&](const std::string& q) { return listed_ids(searcher, q, all, Typing::kDone); });
    const auto other = score_retrieval(set.queries, [&](const std::string& q) { return stock.search(q, all); });
    figures_.add({subject, "recall", other.recall, tiski.recall, at_least(0.97)});
    figures_.add({subject, "precision", other.precision, tiski.precision, at_least(0.88)});
  }

  // The project's own guidance and the plan's questions; best_for off.
  void measure_guidance() {
    say("the guidance");
    const fs::path source = TISKI_SOURCE_DIR;
    BuildOptions build;
    build.content = source / "content";
    build.index = work_ / "guidance.index";
    if (!build_index(build).published) throw std::runtime_error("the guidance could not be built: tiski-indexer check");
    const auto snapshot = Snapshot::open(build.index);
    const Searcher searcher(snapshot, analyzers_);
    const auto questions = [&source](const std::string& lang) {
      return read_questions(source / "tests/relevance" / (lang + ".yaml"));
    };
    for (const std::string lang : {"fi", "en", "sv"}) {
      const auto asked = questions(lang);
      const auto score = score_questions(asked, searcher, lang);
      const auto subject = fmt::format("the plan's questions, {} ({})", lang, score.asked);
      figures_.add({subject, "first", std::nullopt, score.first, at_least(0.92)});
      figures_.add({subject, "in the top 3", std::nullopt, score.top3, at_least(0.98)});
      asked_.push_back({"questions, " + lang, as_queries(asked), lang, snapshot});
    }
    for (const auto& [lang, target] : {std::pair{"en", std::optional(at_least(0.60))}, {"sv", std::nullopt}}) {
      const auto score = score_across(questions(lang), searcher, lang, "fi");
      const auto subject = fmt::format("{} questions of Finnish articles alone ({})", lang, score.asked);
      figures_.add({subject, "first", std::nullopt, score.first});
      figures_.add({subject, "in the top 3", std::nullopt, score.top3, target});
    }
  }

  static std::vector<EvalQuery> as_queries(const std::vector<Question>& questions) {
    std::vector<EvalQuery> queries;
    for (const auto& question : questions) queries.push_back({question.text, {question.article}});
    return queries;
  }

  // What each part of the recipe gives to the MRR, and what a query costs less without it.
  void print_parts() {
    fmt::print("\n{:38}", "MRR@10 lost, µs saved a query, without");
    for (const auto& asked : asked_) fmt::print("{:>17}", asked.name);
    fmt::print("\n{:38}", "(all of it)");
    std::vector<PartScore> whole;
    for (const auto& asked : asked_) {
      whole.push_back(score_part(asked, analyzers_, kRanking));
      fmt::print("{:10.4f}{:7.0f}", whole.back().mrr10, whole.back().microseconds);
    }
    fmt::print("\n");
    for (const auto& part : parts_of_the_recipe()) {
      say("without " + part.name);
      fmt::print("{:38}", part.name);
      for (std::size_t i = 0; i < asked_.size(); ++i) {
        const auto score = score_part(asked_[i], analyzers_, part.without);
        fmt::print("{:10.4f}{:7.0f}", whole[i].mrr10 - score.mrr10, whole[i].microseconds - score.microseconds);
        figures_.add(
            {"without " + part.name, asked_[i].name + ": MRR@10 lost", std::nullopt, whole[i].mrr10 - score.mrr10});
        figures_.add({"without " + part.name, asked_[i].name + ": microseconds saved", std::nullopt,
                      whole[i].microseconds - score.microseconds});
      }
      fmt::print("\n");
    }
  }

  Options options_;
  TempFolder work_{folder_in_memory()};
  Figures figures_{"relevance"};
  Figure last_mrr_;
  std::vector<Asked> asked_;
  std::shared_ptr<AnalyzerPool> analyzers_ = std::make_shared<AnalyzerPool>();
};

int run(int argc, char** argv) {
  Options options;
  options.eval = usual_eval_folder();
  CLI::App app("How well the search finds what is asked for, beside stock Xapian with the Finnish Snowball stemmer.",
               "script/bench relevance");
  app.add_option("--eval", options.eval, "The evaluation sets (also $TISKI_SHARED/eval)")->capture_default_str();
  app.add_option("--json", options.report, "The file for programs")->capture_default_str();
  app.add_option("--every", options.step, "Ask only every Nth query of a set")->check(CLI::PositiveNumber);
  app.add_flag("--parts", options.parts, "Also what each part of the ranking gives and costs: minutes");
  app.add_flag("--quiet", options.quiet, "Say nothing meanwhile");
  CLI11_PARSE(app, argc, argv);
  Bench(options).run();
  return 0;
}

}  // namespace
}  // namespace tiski::bench

int main(int argc, char** argv) {
  try {
    return tiski::bench::run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_relevance: {}\n", error.what());
    return 1;
  }
}
