#include "search/query/related.h"

#include <string>
#include <utility>

#include "search/index/schema.h"
#include "search/query/query_builder.h"

namespace tiski {
namespace {

constexpr Xapian::termcount kTellingWords = 30;

// Words and title words of one language; not their surface forms, and nothing that is no word.
class OnlyWords : public Xapian::ExpandDecider {
 public:
  explicit OnlyWords(const std::string& lang)
      : word_(make_term(Field::kWord, lang, "")), title_(make_term(Field::kTitleWord, lang, "")) {}
  bool operator()(const std::string& term) const override {
    return term.starts_with(word_) || term.starts_with(title_);
  }

 private:
  std::string word_;
  std::string title_;
};

}  // namespace

std::vector<std::uint32_t> find_similar(const Xapian::Database& db, std::uint32_t docid, const std::string& lang,
                                        const Bitmap& candidates, const Ranking& ranking, std::size_t count) {
  if (count == 0 || !candidates.any()) return {};
  Xapian::Enquire enquire(db);
  enquire.set_query(Xapian::Query(make_term(Field::kWord, lang, "")));
  Xapian::RSet article;
  article.add_document(docid);
  const OnlyWords only_words(lang);
  const auto telling = enquire.get_eset(kTellingWords, article, &only_words);
  std::vector<Xapian::Query> words;
  for (auto it = telling.begin(); it != telling.end(); ++it) {
    words.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(*it), it.get_weight());
  }
  enquire.set_weighting_scheme(DocumentWeight(ranking));
  enquire.set_query(restrict_to(candidates, Xapian::Query(Xapian::Query::OP_OR, words.begin(), words.end())));
  const auto found = enquire.get_mset(0, static_cast<Xapian::doccount>(count));
  std::vector<std::uint32_t> similar;
  for (auto it = found.begin(); it != found.end(); ++it) {
    if (it.get_weight() > 0) similar.push_back(*it);
  }
  return similar;
}

}  // namespace tiski
