#include "indexer/checks/checks.h"

#include <algorithm>

#include "search/language/text.h"

namespace tiski {

void check_errors(const Content& content, std::vector<Diagnostic>& findings) {
  check_identity(content, findings);
  check_links(content, findings);
  check_personal_data(content, findings);
}

void check_advice(const Content& content, Date today, AnalyzerPool& analyzers, std::vector<Diagnostic>& findings) {
  check_freshness(content, today, findings);
  check_link_texts(content, findings);
  check_orphans(content, findings);
  check_readability(content, findings);
  check_similarity(content, findings);
  check_spelling(content, analyzers, findings);
  check_synonyms(content, findings);
  check_translations(content, findings);
}

Position find_words(const SourceArticle& source, Position from, std::string_view words) {
  const std::string_view text = source.text;
  std::size_t begin = 0;
  for (int line = 1; line < from.line && begin < text.size(); ++line)
    begin = std::min(text.find('\n', begin), text.size() - 1) + 1;
  // A paragraph ends at an empty line; what is not found before it is hidden by markup.
  for (int number = from.line; begin < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    if (number > from.line && line.find_first_not_of(" \t>") == std::string_view::npos) break;
    const std::size_t found = line.find(words);
    if (found != std::string_view::npos) {
      return {number, static_cast<int>(code_point_count(line.substr(0, found))) + 1};
    }
    begin = end + 1;
  }
  return from;
}

}  // namespace tiski
