#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tiski {

enum class ClauseKind { kWord, kPhrase, kExcludedWord, kExcludedPhrase };

// One thing asked for: a word, or the words between two quotation marks. Never without words.
struct Clause {
  ClauseKind kind = ClauseKind::kWord;
  std::vector<std::string> words;  // tokens as typed; one unless it is a phrase
  bool operator==(const Clause&) const = default;
};

// A query as it was written, before any word of it is analysed.
struct ParsedQuery {
  std::vector<Clause> clauses;  // in the order typed
  bool cut = false;             // longer than kMaxQueryCodePoints or kMaxQueryWords: the rest is not here

  bool empty() const { return clauses.empty(); }
  // Does it ask for anything, or only leave something out?
  bool asks() const;
};

// The tree on one line: (query vihainen "hyvät tavat" -lapsi), with " …" at the end of one that was cut.
std::string to_string(const ParsedQuery& query);

// Reads words, "phrases" (any of " “ ” „ « »), and -words or -"phrases" to leave out. Every text is a query: a
// quotation mark that is never closed is passed over, so are lone hyphens. A hyphen that Finnish and Swedish spelling
// puts before a word is no minus: after a name or a number (Office 365 -tili), after ja, tai, och, and… (tilaus ja
// -seuranta). Linear in the length of the text.
ParsedQuery parse_query(std::string_view text);

}  // namespace tiski
