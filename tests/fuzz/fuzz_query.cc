// Any text as a query, asked in each language of a real index by the real analysers.
#include <array>

#include "search/language/text.h"
#include "search/query/parsed_query.h"
#include "search/query/search_request.h"
#include "tests/fuzz/require.h"
#include "tests/support/small_index.h"

namespace tiski {
namespace {

const Searcher& searcher() {
  static SmallIndex index;
  static const Searcher& made = [&]() -> const Searcher& {
    index.add("vihainen", "Vihainen asiakas", "Kuuntele ensin. Asiakkaan reklamaatio kirjataan heti: 24 h, e-lasku.");
    index.add_section("s-puhe", "Puhe", "Puhu rauhallisesti, älä keskeytä. Sano: ”Olen pahoillani.”");
    index.add("kuulo", "Huonokuuloinen asiakas", "Käänny asiakkaaseen päin ja puhu selvästi.").facets["group"] = {
        "kuulo"};
    index.add("angry", "An angry customer", "Listen first, don't interrupt; say you are sorry.", "en");
    index.add("arg", "En arg kund", "Lyssna först. Räkna till åtta och be om ursäkt för väntetiden.", "sv");
    return index.searcher();
  }();
  return made;
}

void check_clauses(const ParsedQuery& query) {
  std::size_t words = 0;
  for (const auto& clause : query.clauses) {
    require(!clause.words.empty(), "a clause has words", to_string(query));
    words += clause.words.size();
  }
  require(words <= kMaxQueryWords, "a query has at most so many words", to_string(query));
}

void check_results(const SearchResults& results) {
  require(results.hits.size() <= results.total, "no more results are shown than there are");
  for (const auto& hit : results.hits) {
    for (const auto& section : hit.sections) {
      std::size_t end = 0;
      for (const auto& range : section.snippet.ranges) {
        require(range.begin >= end && range.end > range.begin, "marks follow each other", section.snippet.text);
        end = range.end;
      }
      require(end <= code_point_count(section.snippet.text), "marks stand in the text", section.snippet.text);
    }
  }
}

}  // namespace
}  // namespace tiski

// The first byte chooses how it is asked.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tiski;
  if (size == 0) return 0;
  const auto text = sanitize(bytes_of(data + 1, size - 1));
  check_clauses(parse_query(text));
  const std::string lang = std::array<const char*, 4>{"fi", "en", "sv", "fi"}[data[0] % 4];
  auto request = ask(text, lang);
  request.prefix = (data[0] & 4) != 0;
  if ((data[0] & 8) != 0) request.filters["group"] = {"kuulo", "nako"};
  if ((data[0] & 16) != 0) request.sort = Sort::kTitle;
  if ((data[0] & 32) != 0) request.page = kMaxPage;
  check_results(searcher().search(request));
  if ((data[0] & 64) != 0) {
    const auto suggestions = searcher().suggest({text, lang, 8, request.today});
    require(suggestions.size() <= 8, "no more suggestions than were asked for");
  }
  if ((data[0] & 128) != 0) searcher().matched_forms(1, text, lang);
  return 0;
}
