#include <algorithm>
#include <array>
#include <string_view>

#include "indexer/checks/checks.h"
#include "search/language/text.h"

namespace tiski {
namespace {

// Whole link texts that say nothing when they are read out of their sentence, in any of the languages.
constexpr std::array<std::string_view, 33> kVague = {"tästä",
                                                     "tästä linkistä",
                                                     "täältä",
                                                     "tänne",
                                                     "tämä",
                                                     "tässä",
                                                     "klikkaa",
                                                     "klikkaa tästä",
                                                     "klikkaa tästä linkistä",
                                                     "lue lisää",
                                                     "lisää",
                                                     "linkki",
                                                     "katso tästä",
                                                     "lisätietoja",
                                                     "sivulta",
                                                     "here",
                                                     "click",
                                                     "click here",
                                                     "this",
                                                     "this link",
                                                     "this page",
                                                     "link",
                                                     "read more",
                                                     "more",
                                                     "see here",
                                                     "här",
                                                     "klicka här",
                                                     "klicka",
                                                     "länk",
                                                     "denna länk",
                                                     "läs mer",
                                                     "mer",
                                                     "den här sidan"};

}  // namespace

void check_link_texts(const Content& content, std::vector<Diagnostic>& findings) {
  for (const SourceArticle& source : content.articles) {
    for (const LinkUse& link : source.links) {
      std::string text = to_lower(link.text);
      while (!text.empty() && std::string_view(" .:!>»").find(text.back()) != std::string_view::npos) text.pop_back();
      if (link.is_image || std::find(kVague.begin(), kVague.end(), text) == kVague.end()) continue;
      Findings(source.article.path, findings).add("vague-link-text", link.at, {{"text", link.text}});
    }
  }
}

}  // namespace tiski
