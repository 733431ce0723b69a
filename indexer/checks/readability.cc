#include <string>
#include <string_view>
#include <vector>

#include "indexer/checks/checks.h"
#include "search/language/text.h"

namespace tiski {
namespace {

constexpr std::size_t kMaxSentenceWords = 25;
constexpr std::size_t kMaxSectionWords = 250;

bool ends_sentence(std::string_view text, std::size_t i) {
  if (text[i] != '.' && text[i] != '!' && text[i] != '?') return false;
  std::size_t next = i + 1;
  while (next < text.size() && std::string_view("\"')]").find(text[next]) != std::string_view::npos) ++next;
  if (next >= text.size()) return true;
  if (text[next] != ' ') return false;
  while (next < text.size() && text[next] == ' ') ++next;
  // "esim. tuoli", "klo 9. maaliskuuta": a sentence does not go on in lower case.
  const bool lower = next < text.size() && text[next] >= 'a' && text[next] <= 'z';
  return !lower;
}

std::vector<std::string_view> sentences(std::string_view text) {
  std::vector<std::string_view> all;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!ends_sentence(text, i)) continue;
    all.push_back(text.substr(begin, i + 1 - begin));
    begin = i + 1;
  }
  if (begin < text.size()) all.push_back(text.substr(begin));
  return all;
}

// The sentence's first words: enough to find its line, few enough to stand on one line.
std::string_view first_words(std::string_view sentence) {
  const std::size_t begin = std::min(sentence.find_first_not_of(' '), sentence.size());
  std::size_t end = begin;
  for (int words = 0; words < 2 && end < sentence.size(); ++words)
    end = std::min(sentence.find(' ', end + 1), sentence.size());
  return sentence.substr(begin, end - begin);
}

void check_article(const SourceArticle& source, Findings& findings) {
  std::vector<std::size_t> section_words(source.article.sections.size(), 0);
  for (const TextRun& run : source.runs) {
    if (run.is_heading) continue;
    for (const std::string_view sentence : sentences(run.text)) {
      const std::size_t words = tokenize(sentence).size();
      if (run.section < section_words.size()) section_words[run.section] += words;
      if (words <= kMaxSentenceWords) continue;
      findings.add("long-sentence", find_words(source, run.at, first_words(sentence)),
                   {{"words", std::to_string(words)}, {"limit", std::to_string(kMaxSentenceWords)}});
    }
  }
  for (std::size_t i = 0; i < section_words.size(); ++i) {
    if (section_words[i] <= kMaxSectionWords) continue;
    findings.add("long-section", source.section_places[i],
                 {{"words", std::to_string(section_words[i])}, {"limit", std::to_string(kMaxSectionWords)}});
  }
}

}  // namespace

void check_readability(const Content& content, std::vector<Diagnostic>& all) {
  for (const SourceArticle& source : content.articles) {
    Findings findings(source.article.path, all);
    check_article(source, findings);
  }
}

}  // namespace tiski
