#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/language/text.h"
#include "search/query/parsed_query.h"
#include "search/query/search_request.h"

namespace tiski {
namespace {

constexpr std::array<std::string_view, 7> kQuotes = {"\"", "“", "”", "„", "«", "»", "‟"};
constexpr std::array<std::string_view, 11> kConjunctions = {"ja",  "tai",   "sekä", "eli", "vai", "taikka",
                                                            "och", "eller", "samt", "and", "or"};

// Bytes of the quotation mark at the start of `text`; 0: there is none.
std::size_t quote_length(std::string_view text) {
  for (auto quote : kQuotes) {
    if (text.substr(0, quote.size()) == quote) return quote.size();
  }
  return 0;
}

bool begins_upper_case(std::string_view word) {
  const auto first = first_code_points(word, 1);
  return to_lower(first) != first;
}

// Does the word look like a name or a number, after which Finnish writes " -pääte" without meaning a minus?
// `first`: at the start of the query, where a capital says nothing.
bool is_name(std::string_view word, bool first) {
  if (std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; })) return true;
  if (!first && begins_upper_case(word)) return true;
  const auto rest = word.substr(first_code_points(word, 1).size());
  return to_lower(rest) != rest;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  ParsedQuery parse() {
    std::size_t at = 0;
    for (const auto& token : tokenize(text_)) {
      read_gap(at, token.begin);
      if (words_ == kMaxQueryWords) {
        query_.cut = true;
        break;
      }
      add_word(token.in(text_));
      at = token.end;
    }
    if (!query_.cut) read_gap(at, text_.size());
    unwrap_open_phrase();
    return std::move(query_);
  }

 private:
  // What stands between two words: quotation marks open and close phrases, a hyphen right before a word or a phrase is
  // a minus.
  void read_gap(std::size_t at, std::size_t end) {
    minus_ = false;
    bool after_space = at == 0;
    only_space_ = true;
    while (at < end) {
      const auto quote = quote_length(text_.substr(at, end - at));
      if (quote != 0) {
        toggle_phrase();
        at += quote;
        after_space = true;
        only_space_ = false;
        continue;
      }
      const char c = text_[at++];
      minus_ = c == '-' && after_space;
      after_space = c == ' ' || c == '\t' || c == '\n' || c == '(';
      only_space_ = only_space_ && (after_space || minus_);
    }
  }

  void toggle_phrase() {
    if (in_phrase_ && !phrase_.words.empty()) query_.clauses.push_back(std::move(phrase_));
    in_phrase_ = !in_phrase_;
    phrase_ = {in_phrase_ && minus_ ? ClauseKind::kExcludedPhrase : ClauseKind::kPhrase, {}};
    minus_ = false;
  }

  void add_word(std::string_view word) {
    ++words_;
    if (in_phrase_) {
      phrase_.words.emplace_back(word);
    } else {
      const bool excluded = minus_ && !joins_previous(word);
      query_.clauses.push_back({excluded ? ClauseKind::kExcludedWord : ClauseKind::kWord, {std::string(word)}});
    }
  }

  // Is the hyphen before `word` one of spelling? "Office 365 -tili", "tilaus ja -seuranta".
  bool joins_previous(std::string_view word) const {
    if (!only_space_ || query_.clauses.empty() || begins_upper_case(word)) return false;
    const auto& previous = query_.clauses.back();
    if (previous.kind != ClauseKind::kWord) return false;
    const auto& last = previous.words.back();
    return is_name(last, query_.clauses.size() == 1) ||
           std::find(kConjunctions.begin(), kConjunctions.end(), to_lower(last)) != kConjunctions.end();
  }

  // A quotation mark that nothing closed: its words stand as if it were not there.
  void unwrap_open_phrase() {
    if (!in_phrase_) return;
    auto kind = phrase_.kind == ClauseKind::kExcludedPhrase ? ClauseKind::kExcludedWord : ClauseKind::kWord;
    for (auto& word : phrase_.words) {
      query_.clauses.push_back({kind, {std::move(word)}});
      kind = ClauseKind::kWord;
    }
  }

  std::string_view text_;
  ParsedQuery query_;
  Clause phrase_;
  std::size_t words_ = 0;
  bool in_phrase_ = false;
  bool minus_ = false;
  bool only_space_ = true;
};

}  // namespace

ParsedQuery parse_query(std::string_view text) {
  const auto kept = first_code_points(text, kMaxQueryCodePoints);
  auto query = Parser(kept).parse();
  query.cut = query.cut || kept.size() < text.size();
  return query;
}

bool ParsedQuery::asks() const {
  return std::any_of(clauses.begin(), clauses.end(), [](const Clause& clause) {
    return clause.kind == ClauseKind::kWord || clause.kind == ClauseKind::kPhrase;
  });
}

std::string to_string(const ParsedQuery& query) {
  std::string out = "(query";
  for (const auto& clause : query.clauses) {
    const bool excluded = clause.kind == ClauseKind::kExcludedWord || clause.kind == ClauseKind::kExcludedPhrase;
    const bool phrase = clause.kind == ClauseKind::kPhrase || clause.kind == ClauseKind::kExcludedPhrase;
    out += excluded ? " -" : " ";
    if (phrase) out += '"';
    for (std::size_t i = 0; i < clause.words.size(); ++i) out += (i == 0 ? "" : " ") + clause.words[i];
    if (phrase) out += '"';
  }
  return out + (query.cut ? " …)" : ")");
}

}  // namespace tiski
