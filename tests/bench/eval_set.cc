#include "tests/bench/eval_set.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "search/language/text.h"

namespace tiski::bench {
namespace {

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}

bool is_relevant(const EvalQuery& query, const std::string& id) {
  return std::find(query.relevant.begin(), query.relevant.end(), id) != query.relevant.end();
}

template <typename Score>
Score mean(Score sum, std::size_t n, std::initializer_list<double Score::*> members) {
  for (const auto member : members) sum.*member /= static_cast<double>(std::max<std::size_t>(n, 1));
  return sum;
}

}  // namespace

std::vector<std::vector<std::string>> read_table(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(stream, line);
  while (std::getline(stream, line)) rows.push_back(split(line, '\t'));
  return rows;
}

std::filesystem::path usual_eval_folder() {
  if (const char* shared = std::getenv("TISKI_SHARED")) return std::filesystem::path(shared) / "eval";
  return std::filesystem::path(TISKI_SOURCE_DIR) / "../shared/eval";
}

EvalSet read_eval_set(const std::filesystem::path& folder) {
  EvalSet set;
  set.name = folder.filename().string();
  std::map<std::string, std::string> numbers;  // by id
  std::ifstream documents(folder / "docs.jsonl");
  if (!documents) throw std::runtime_error("cannot read " + (folder / "docs.jsonl").string());
  for (std::string line; std::getline(documents, line);) {
    if (line.empty()) continue;
    const auto json = nlohmann::json::parse(line);
    const auto& number = numbers[json.at("id")] = "d" + std::to_string(numbers.size());
    set.documents.push_back({number, json.value("title", ""), json.at("text")});
  }
  for (const auto& row : read_table(folder / "queries.tsv")) {
    if (row.size() < 3) continue;
    auto relevant = split(row[2], ',');
    for (auto& id : relevant) id = numbers[id];
    set.queries.push_back({row[1], std::move(relevant)});
  }
  return set;
}

RankingScore score_ranking(const std::vector<EvalQuery>& queries, const Retrieve& retrieve) {
  RankingScore sum;
  for (const auto& query : queries) {
    const auto ids = retrieve(query.text);
    double gain = 0;
    double best_gain = 0;
    double found = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(10, ids.size()); ++i) {
      if (!is_relevant(query, ids[i])) continue;
      if (found == 0) sum.mrr10 += 1.0 / static_cast<double>(i + 1);
      if (i == 0) sum.success1 += 1;
      ++found;
      gain += 1 / std::log2(static_cast<double>(i) + 2);
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(10, query.relevant.size()); ++i) {
      best_gain += 1 / std::log2(static_cast<double>(i) + 2);
    }
    sum.recall10 += found / static_cast<double>(std::max<std::size_t>(query.relevant.size(), 1));
    sum.ndcg10 += best_gain > 0 ? gain / best_gain : 0;
  }
  return mean(sum, queries.size(),
              {&RankingScore::mrr10, &RankingScore::success1, &RankingScore::recall10, &RankingScore::ndcg10});
}

RetrievalScore score_retrieval(const std::vector<EvalQuery>& queries, const Retrieve& retrieve) {
  RetrievalScore sum;
  for (const auto& query : queries) {
    const auto ids = retrieve(query.text);
    const auto right = static_cast<double>(
        std::count_if(ids.begin(), ids.end(), [&](const std::string& id) { return is_relevant(query, id); }));
    sum.recall += right / static_cast<double>(std::max<std::size_t>(query.relevant.size(), 1));
    sum.precision += ids.empty() ? 1 : right / static_cast<double>(ids.size());
  }
  return mean(sum, queries.size(), {&RetrievalScore::recall, &RetrievalScore::precision});
}

std::vector<EvalQuery> two_longest_words(const std::vector<EvalQuery>& queries) {
  std::vector<EvalQuery> shortened;
  for (const auto& query : queries) {
    auto tokens = tokenize(query.text);
    const auto length = [&](const Token& token) { return code_point_count(token.in(query.text)); };
    std::stable_sort(tokens.begin(), tokens.end(),
                     [&](const Token& a, const Token& b) { return length(a) > length(b); });
    if (tokens.size() > 2) tokens.resize(2);
    std::sort(tokens.begin(), tokens.end(), [](const Token& a, const Token& b) { return a.begin < b.begin; });
    std::string text;
    for (const auto& token : tokens) text += (text.empty() ? "" : " ") + std::string(token.in(query.text));
    shortened.push_back({text, query.relevant});
  }
  return shortened;
}

std::vector<EvalQuery> half_typed(const std::vector<EvalQuery>& queries) {
  std::vector<EvalQuery> cut;
  for (const auto& query : queries) {
    const auto tokens = tokenize(query.text);
    if (tokens.empty()) continue;
    const auto last = tokens.back().in(query.text);
    const auto kept = first_code_points(last, (code_point_count(last) + 1) / 2);
    cut.push_back({query.text.substr(0, tokens.back().begin) + std::string(kept), query.relevant});
  }
  return cut;
}

}  // namespace tiski::bench
