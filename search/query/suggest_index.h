#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/index/snapshot.h"
#include "search/language/analyzer.h"

namespace tiski {

enum class LabelKind : std::uint8_t { kTitle, kHeading, kTag, kTerm };

// What a reader may be about to type: a title, a heading, a tag, a word of the glossary.
struct Label {
  struct Word {
    std::string surface;  // folded
    std::vector<std::string> lemmas;
    std::vector<std::string> parts;
  };
  LabelKind kind = LabelKind::kTitle;
  std::uint32_t docid = 0;  // not of terms
  std::uint32_t place = 0;  // heading: its section, tag: 0, term: its number in the glossary
  std::string text;
  std::vector<Word> words;
};

struct TypedWord {
  std::string surface;  // folded
  std::vector<std::string> lemmas;
};

// How well a label goes on what was typed: 0 where one of the words stands nowhere in it, else up to 1. Every word may
// be the beginning of one: nobody types to the end.
double label_match(const Label& label, const std::vector<TypedWord>& typed);

// All labels of one language, read from the index once. Immutable; any number of threads.
class SuggestIndex {
 public:
  // So many articles have their headings and tags here; of more only the titles.
  static constexpr std::size_t kMaxWithHeadings = 20000;

  SuggestIndex(const Snapshot& snapshot, const std::string& lang, Analyzer& analyzer);

  const std::vector<Label>& labels() const { return labels_; }

 private:
  void add(LabelKind kind, std::uint32_t docid, std::uint32_t place, const std::string& text, Analyzer& analyzer);

  std::vector<Label> labels_;
};

}  // namespace tiski
