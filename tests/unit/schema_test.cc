#include "search/index/schema.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include <set>

namespace tiski {
namespace {

TEST(Schema, SpellsTermsWithPrefixLanguageAndText) {
  EXPECT_EQ(make_term(Field::kWord, "fi", "asiakas"), "Lfi:asiakas");
  EXPECT_EQ(make_term(Field::kId, "sv", "oma-virhe"), "Qsv:oma-virhe");
  EXPECT_EQ(make_term(Field::kExactTitle, "en", ""), "Een:");
  EXPECT_EQ(language_term("en"), "Nen");
  EXPECT_EQ(facet_term("group", "kuulo"), "Fgroup=kuulo");
  EXPECT_EQ(article_key(12), "a12");
  EXPECT_EQ(text_map_key(7), "t7");
}

TEST(Schema, HashesWhatXapianWouldRefuse) {
  const std::string long_text(500, 'a');
  std::set<std::string> terms;
  for (const std::string& text : {long_text, long_text + 'b', std::string(200, '\0'), std::string(300, '\0'),
                                  std::string(237, 'x'), std::string(238, 'x')}) {
    const std::string term = make_term(Field::kExactTitle, "fi", text);
    EXPECT_TRUE(terms.insert(term).second) << "two texts share a term";
    Xapian::WritableDatabase db("", Xapian::DB_BACKEND_INMEMORY);
    Xapian::Document document;
    document.add_term(term);
    EXPECT_NO_THROW(db.add_document(document)) << text.size();
    EXPECT_EQ(term, make_term(Field::kExactTitle, "fi", text)) << "not the same twice";
  }
}

TEST(Schema, CutsHashedTermsBetweenCharacters) {
  for (std::size_t shift = 0; shift < 2; ++shift) {
    std::string text(shift, 'x');
    for (int i = 0; i < 200; ++i) text += "ä";
    const std::string term = make_term(Field::kExactTitle, "fi", text);
    const std::string kept = term.substr(0, term.find('#'));
    EXPECT_EQ((kept.size() - 4 - shift) % 2, 0u) << term;
  }
}

}  // namespace
}  // namespace tiski
