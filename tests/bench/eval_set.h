#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace tiski::bench {

struct EvalDocument {
  std::string id;
  std::string title;
  std::string text;
};

struct EvalQuery {
  std::string text;
  std::vector<std::string> relevant;  // document ids
};

// A folder with docs.jsonl ({id, title, text}) and queries.tsv (query id, query, relevant ids, comma separated).
// Numbers stand for the ids, which may say in words what the text lacks a title for.
struct EvalSet {
  std::string name;
  std::vector<EvalDocument> documents;
  std::vector<EvalQuery> queries;
};

// $TISKI_SHARED/eval, or the one beside the project.
std::filesystem::path usual_eval_folder();

EvalSet read_eval_set(const std::filesystem::path& folder);

// Lines of a tab separated file, without its heading.
std::vector<std::vector<std::string>> read_table(const std::filesystem::path& file);

// Means over the queries of a set.
struct RankingScore {
  double mrr10 = 0;
  double success1 = 0;
  double recall10 = 0;
  double ndcg10 = 0;
};

struct RetrievalScore {
  double recall = 0;
  double precision = 0;
};

using Retrieve = std::function<std::vector<std::string>(const std::string& query)>;

// `retrieve` gives the ids of the best documents, best first.
RankingScore score_ranking(const std::vector<EvalQuery>& queries, const Retrieve& retrieve);
// `retrieve` gives the ids of all documents found. A query that finds nothing has precision 1, as it shows nothing
// wrong.
RetrievalScore score_retrieval(const std::vector<EvalQuery>& queries, const Retrieve& retrieve);

// The queries with their two longest words alone, in the order typed.
std::vector<EvalQuery> two_longest_words(const std::vector<EvalQuery>& queries);
// The queries with the last word cut to half of its letters.
std::vector<EvalQuery> half_typed(const std::vector<EvalQuery>& queries);

}  // namespace tiski::bench
