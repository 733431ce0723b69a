// What starting, building, searching and analysing cost, beside their targets.
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <stdexcept>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "search/language/analyzer.h"
#include "search/language/text.h"
#include "server/request/url.h"
#include "tests/bench/clock.h"
#include "tests/bench/eval_set.h"
#include "tests/bench/figures.h"
#include "tests/bench/questions.h"
#include "tests/bench/served.h"
#include "tests/http/http_client.h"
#include "tests/support/run_program.h"
#include "tests/support/temp_folder.h"

namespace fs = std::filesystem;

namespace tiski::bench {
namespace {

constexpr std::size_t kArticles = 3000;
constexpr std::size_t kArticleBytes = 2'500'000 / kArticles;

struct Options {
  fs::path eval;
  fs::path report = "build/reports/speed.json";
  std::size_t runs = 5;
  bool verbose = false;
};

constexpr Target at_most(double value) { return {value, Better::kLower}; }

const fs::path kSource = TISKI_SOURCE_DIR;

double seconds(const std::function<void()>& work) {
  const double begin = wall_seconds();
  work();
  return wall_seconds() - begin;
}

// Texts for short articles: paragraphs of the evaluation sets, or where those are not, of the guidance, in turn.
std::vector<std::string> short_articles(const fs::path& eval) {
  std::vector<std::string> texts;
  if (fs::exists(eval / "squadfi")) {
    for (auto& document : read_eval_set(eval / "squadfi").documents) texts.push_back(std::move(document.text));
  } else {
    for (const auto& entry : fs::recursive_directory_iterator(kSource / "content/fi")) {
      if (entry.path().extension() == ".md") texts.push_back(read_file(entry.path()));
    }
  }
  std::string all;
  for (std::size_t i = 0; all.size() < kArticles * kArticleBytes; ++i) all += texts[i % texts.size()] + "\n\n";
  std::vector<std::string> articles;
  for (std::size_t begin = 0; articles.size() < kArticles; begin += kArticleBytes) {
    articles.push_back(sanitize(std::string_view(all).substr(begin, kArticleBytes)));
  }
  return articles;
}

// Long, common, odd and costly things to ask.
std::vector<std::string> worst_queries(const std::vector<Question>& questions) {
  std::vector<std::string> queries = {"ja on se ei että oli hän mutta ovat kuin",
                                      "a",
                                      "ä*",
                                      "\"ja\" \"on\" \"se\"",
                                      "-asiakas -ja -on",
                                      std::string(500, 'a'),
                                      std::string(500, '-')};
  const auto repeat = [&queries](const std::string& piece) {
    std::string query;
    while (code_point_count(query + piece) <= 500) query += piece;
    queries.push_back(query);
  };
  for (const char* piece : {"asiakas ", "ja ", "a ", "vuori-", "asiakaspalvelutyöntekijä ", "\"ja on\" ", "\"", "(a ",
                            "koti", "ö ä å ", "x1 ", "asiakaspalvelu-", "työ", "-asiakas "}) {
    repeat(piece);
  }
  std::string all;  // as many different words as a query may have
  for (const auto& question : questions) all += question.text + " ";
  for (std::size_t begin = 0; begin + 500 < all.size(); begin += 1000)
    queries.push_back(sanitize(all.substr(begin, 480)));
  std::string wrong;  // the same, each word misspelt
  for (const Token& token : tokenize(all)) wrong += std::string(token.in(all)) + "q ";
  for (std::size_t begin = 0; begin + 500 < wrong.size(); begin += 3000) {
    queries.push_back(sanitize(wrong.substr(begin, 480)));
  }
  return queries;
}

class Bench {
 public:
  explicit Bench(Options options) : options_(std::move(options)) {}

  void run() {
    build_guidance();
    start();
    search();
    analyse();
    build_short_articles();
    worst();
    figures_.note(fmt::format("Medians of {} runs; programs as people run them, files in memory where that can be.",
                              options_.runs));
    figures_.note(fmt::format("Load of the machine at the beginning: {} (a quiet one has below 0.5).", load_));
    figures_.print(false, 3);
    figures_.write_json(options_.report);
  }

 private:
  std::vector<double> repeated(const std::function<double()>& measure) const {
    std::vector<double> values;
    for (std::size_t i = 0; i < options_.runs; ++i) values.push_back(measure());
    return values;
  }

  void build(const fs::path& content, const fs::path& index, bool lenient) const {
    std::error_code ignored;
    fs::remove(index, ignored);
    std::vector<std::string> command = {TISKI_INDEXER, "build", "--log-level=error", "--content", content,
                                        "--index",     index};
    if (lenient) command.emplace_back("--lenient");
    const auto ended = run_program(command);
    if (ended.exit_code != 0) throw std::runtime_error("the build failed: " + ended.err);
  }

  void build_guidance() {
    const auto times = repeated([&] { return seconds([&] { build(kSource / "content", guidance_, false); }); });
    figures_.add({"seconds", "the whole content built from nothing", std::nullopt, median(times), at_most(5)});
  }

  std::vector<std::string> server(const fs::path& index) const {
    return {
        TISKI_SERVER,           "--index",           index,
        "--listen=127.0.0.1:0", "--log-level=error", fmt::format("--templates={}", (kSource / "templates").string())};
  }

  void start() {
    const auto first_answer = [&](const std::string& path) {
      return repeated([&] {
        const double begin = wall_seconds();
        const Served served(server(guidance_));
        if (test::get(served.port(), path).status != 200) throw std::runtime_error("no answer to " + path);
        return wall_seconds() - begin;
      });
    };
    figures_.add({"seconds", "start to the first answer: the first page", std::nullopt, median(first_answer("/fi/")),
                  at_most(0.3)});
    figures_.add({"seconds", "start to the first answer: a search", std::nullopt,
                  median(first_answer("/fi/search?q=vihainen+asiakas")), at_most(0.3)});
  }

  // Milliseconds that the server says a search took.
  static double took(int port, const std::string& lang, const std::string& question) {
    const auto answer = test::get(port, "/api/v1/search?lang=" + lang + "&q=" + percent_encode(question));
    if (answer.status != 200) throw std::runtime_error(fmt::format("answer {} to {}", answer.status, question));
    return nlohmann::json::parse(answer.body).at("took_ms");
  }

  static std::vector<Question> questions(const std::string& lang) {
    return read_questions(kSource / "tests/relevance" / (lang + ".yaml"));
  }

  void search() {
    const Served served(server(guidance_));
    std::vector<double> asked_first;
    std::vector<double> asked_again;
    for (auto* times : {&asked_first, &asked_again}) {
      for (const std::string lang : {"fi", "en", "sv"}) {
        for (const auto& question : questions(lang)) times->push_back(took(served.port(), lang, question.text));
      }
    }
    figures_.add({"milliseconds in the server, the plan's questions", "median, asked for the first time", std::nullopt,
                  median(asked_first), at_most(2)});
    figures_.add({"milliseconds in the server, the plan's questions", "median, asked again", std::nullopt,
                  median(asked_again), at_most(2)});
    figures_.add({"milliseconds in the server, the plan's questions", "99 of 100 asked for the first time within",
                  std::nullopt, share_within(asked_first, 0.99)});
  }

  static double share_within(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
  }

  // Tokens and their forms of one question, by an analyser that never saw any of its words, then by one that did.
  void analyse() {
    const auto analyser = Analyzer::open("fi");
    const auto microseconds = [&](const std::string& text) {
      return 1e6 * seconds([&] {
               for (const Token& token : tokenize(text)) analyser->analyze(token.in(text));
             });
    };
    std::vector<double> cold;
    std::vector<double> cold_words;
    std::vector<double> warm;
    std::size_t words = 0;
    for (const auto& question : questions("fi")) {
      cold.push_back(microseconds(question.text));
      std::vector<double> again;
      for (int i = 0; i < 9; ++i) again.push_back(microseconds(question.text));
      warm.push_back(median(again));
      words += tokenize(question.text).size();
    }
    const auto subject = fmt::format("microseconds, analysis of a question ({:.1f} words on average)",
                                     static_cast<double>(words) / static_cast<double>(cold.size()));
    figures_.add(
        {subject, "median, its words not seen lately where they are new", std::nullopt, median(cold), at_most(50)});
    figures_.add({subject, "median, its words seen lately", std::nullopt, median(warm), at_most(5)});
    figures_.add({subject, "a new word", std::nullopt, new_word(), at_most(50)});
  }

  static double new_word() {
    std::vector<double> times;
    const auto analyser = Analyzer::open("fi");
    std::set<std::string> seen;
    for (const auto& question : questions("fi")) {
      for (const Token& token : tokenize(question.text)) {
        const std::string word = to_lower(token.in(question.text));
        if (!seen.insert(word).second) continue;
        times.push_back(1e6 * seconds([&] { analyser->analyze(word); }));
      }
    }
    return median(times);
  }

  void build_short_articles() {
    const auto content = folder_ / "short";
    fs::create_directories(content / "fi");
    std::size_t number = 0;
    for (const auto& text : short_articles(options_.eval)) {
      write_file(content / "fi" / fmt::format("a{:04}.md", number++), text);
    }
    const auto times = repeated([&] { return seconds([&] { build(content, short_, true); }); });
    const char* source = fs::exists(options_.eval / "squadfi") ? "squadfi" : "the guidance, repeated";
    figures_.add({"seconds", fmt::format("3,000 short articles (2.5 MB of {}) built", source), std::nullopt,
                  median(times), at_most(3)});
  }

  void worst() {
    const auto asked = worst_queries(questions("fi"));
    for (const auto& [name, index] : {std::pair{"of the guidance", guidance_}, {"of 3,000 short articles", short_}}) {
      const Served served(server(index));
      double most = 0;
      for (const auto& query : asked) {
        // The least of three: what a query costs, not what else the machine did meanwhile.
        double least = took(served.port(), "fi", query);
        for (int i = 0; i < 2; ++i) least = std::min(least, took(served.port(), "fi", query));
        if (options_.verbose) fmt::print("{:9.2f} ms {}\n", least, query.substr(0, 90));
        most = std::max(most, least);
      }
      figures_.add({fmt::format("milliseconds in the server, the worst of {} hostile queries", asked.size()), name,
                    std::nullopt, most, at_most(200)});
    }
  }

  static std::string load_now() {
    std::string load;
    std::ifstream("/proc/loadavg") >> load;
    return load;
  }

  Options options_;
  std::string load_ = load_now();
  Figures figures_{"speed"};
  TempFolder folder_{folder_in_memory()};
  fs::path guidance_ = folder_ / "guidance.index";
  fs::path short_ = folder_ / "short.index";
};

int run(int argc, char** argv) {
  Options options;
  options.eval = usual_eval_folder();
  CLI::App app("What starting, building, searching and analysing cost, beside their targets.", "script/bench speed");
  app.add_option("--eval", options.eval, "The evaluation sets (also $TISKI_SHARED/eval)")->capture_default_str();
  app.add_option("--json", options.report, "The file for programs")->capture_default_str();
  app.add_option("--runs", options.runs, "How often each thing is done")->check(CLI::PositiveNumber);
  app.add_flag("--verbose", options.verbose, "Say what each hostile query took");
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
    fmt::print(stderr, "bench_speed: {}\n", error.what());
    return 1;
  }
}
