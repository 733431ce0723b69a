#include "search/index/document_builder.h"

#include <algorithm>

#include "search/article/stored_form.h"
#include "search/index/record.h"
#include "search/index/schema.h"
#include "search/index/text_map.h"
#include "search/language/text.h"

namespace tiski {
namespace {

constexpr Xapian::termcount kLemmaWdf = 2;
constexpr Xapian::termcount kPartWdf = 1;

bool contains(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

// Calls visit(text, wdf) for each form of a word that is a word itself, once each: lemmas first, then what they are
// made of.
template <typename Visit>
void for_each_word_form(const WordForms& forms, Visit visit) {
  for (const auto& lemma : forms.lemmas) visit(lemma, kLemmaWdf);
  for (const auto& part : forms.parts) {
    if (!contains(forms.lemmas, part)) visit(part, kPartWdf);
  }
  for (const auto& compound : forms.compounds) {
    if (!contains(forms.lemmas, compound) && !contains(forms.parts, compound)) visit(compound, kPartWdf);
  }
  for (const auto& piece : forms.pieces) {
    if (!contains(forms.lemmas, piece) && !contains(forms.parts, piece)) visit(piece, kPartWdf);
  }
}

// Adds an article's words to a document and writes down where they stand.
class WordIndexer {
 public:
  WordIndexer(Xapian::Document& document, Analyzer& analyzer) : document_(document), analyzer_(analyzer) {}

  void add(TextMap::PartKind kind, const std::string& anchor, const std::string& title, std::string text) {
    TextMap::Part part;
    part.kind = kind;
    part.anchor = anchor;
    part.title = title;
    part.first = next_position_;
    part.text = std::move(text);
    for (const Token& token : tokenize(part.text)) {
      part.tokens.push_back({static_cast<std::uint32_t>(token.begin), static_cast<std::uint32_t>(token.end)});
      add_word(analyzer_.analyze(token.in(part.text)), next_position_, kind);
      ++next_position_;
    }
    if (part.text.empty()) return;
    next_position_ += kSectionGap;
    map_.parts.push_back(std::move(part));
  }

  const TextMap& text_map() const { return map_; }

 private:
  void add_word(const WordForms& forms, std::uint32_t position, TextMap::PartKind kind) {
    const std::string& lang = analyzer_.lang();
    for_each_word_form(forms, [&](const std::string& text, Xapian::termcount wdf) {
      document_.add_posting(make_term(Field::kWord, lang, text), position, wdf);
      if (kind == TextMap::PartKind::kTitle) document_.add_term(make_term(Field::kTitleWord, lang, text), wdf);
    });
    document_.add_term(make_term(Field::kSurface, lang, forms.surface));
    for (const auto& base : forms.derivations) document_.add_term(make_term(Field::kDerivation, lang, base));
    for (const auto& gram : forms.grams) document_.add_term(make_term(Field::kGram, lang, gram));
  }

  Xapian::Document& document_;
  Analyzer& analyzer_;
  TextMap map_;
  std::uint32_t next_position_ = 1;
};

std::string section_text(const Section& section) {
  if (section.title.empty()) return section.text();
  return section.title + '\n' + section.text();
}

std::string joined(const std::vector<std::string>& texts, std::string_view separator) {
  std::string all;
  for (const std::string& text : texts) {
    if (!all.empty()) all += separator;
    all += text;
  }
  return all;
}

void add_terms_of_its_own(Xapian::Document& document, const Article& article, Analyzer& analyzer) {
  const std::string& lang = article.lang;
  if (const std::string title = normal_title(article.title); !title.empty()) {
    document.add_term(make_term(Field::kExactTitle, lang, title));
  }
  for (const std::string& query : article.best_for) {
    const std::string normal = normal_query(query, analyzer);
    if (!normal.empty()) document.add_term(make_term(Field::kBestFor, lang, normal));
  }
  document.add_boolean_term(make_term(Field::kId, lang, article.id));
  document.add_boolean_term(make_term(Field::kSlug, lang, article.slug));
  for (const std::string& alias : article.aliases) document.add_boolean_term(make_term(Field::kAlias, lang, alias));
  document.add_boolean_term(language_term(lang));
  for (const auto& [facet, values] : article.facets) {
    for (const std::string& value : values) document.add_boolean_term(facet_term(facet, value));
  }
}

void add_date(Xapian::Document& document, Slot slot, std::optional<Date> date) {
  if (!date) return;
  const auto days = std::chrono::sys_days(*date).time_since_epoch().count();
  document.add_value(static_cast<Xapian::valueno>(slot), Xapian::sortable_serialise(static_cast<double>(days)));
}

void add_values(Xapian::Document& document, const Article& article, const std::string& source_digest) {
  add_date(document, Slot::kReviewed, article.reviewed);
  add_date(document, Slot::kReviewBy, article.review_by);
  add_date(document, Slot::kValidFrom, article.valid_from);
  add_date(document, Slot::kValidTo, article.valid_to);
  document.add_value(static_cast<Xapian::valueno>(Slot::kTitleKey), collation_key(article.title, article.lang));
  document.add_value(static_cast<Xapian::valueno>(Slot::kSourceDigest), source_digest);
}

}  // namespace

std::string document_key(std::string_view lang, std::string_view id) {
  return std::string(lang) + ':' + std::string(id);
}

std::string_view language_of(std::string_view key) { return key.substr(0, key.find(':')); }

std::string_view id_of(std::string_view key) {
  const auto colon = key.find(':');
  return colon == std::string_view::npos ? std::string_view() : key.substr(colon + 1);
}

PreparedDocument prepare_document(const Article& article, Analyzer& analyzer, const std::string& source_digest) {
  PreparedDocument prepared;
  prepared.key = document_key(article.lang, article.id);
  WordIndexer words(prepared.document, analyzer);
  words.add(TextMap::PartKind::kTitle, "", "", article.title);
  words.add(TextMap::PartKind::kSummary, "", "", article.summary);
  for (const Section& section : article.sections) {
    words.add(TextMap::PartKind::kSection, section.anchor, section.title, section_text(section));
  }
  words.add(TextMap::PartKind::kTags, "", "", joined(article.tags, ", "));
  add_terms_of_its_own(prepared.document, article, analyzer);
  add_values(prepared.document, article, source_digest);
  prepared.document.set_data(make_record(article).to_json());
  prepared.stored_article = to_stored(article);
  prepared.text_map = words.text_map().encode();
  return prepared;
}

std::string normal_title(std::string_view title) {
  std::vector<std::string> words;
  for (const Token& token : tokenize(title)) words.push_back(fold(token.in(title)));
  return joined(words, " ");
}

std::string normal_query(std::string_view query, Analyzer& analyzer) {
  std::vector<std::string> meaningful;
  std::vector<std::string> all;
  for (const Token& token : tokenize(query)) {
    const std::string_view word = token.in(query);
    all.push_back(analyzer.analyze(word).lemmas.front());
    if (!analyzer.is_stop_word(word)) meaningful.push_back(all.back());
  }
  return joined(meaningful.empty() ? all : meaningful, " ");
}

}  // namespace tiski
