#include "tests/bench/stock_xapian.h"

#include "search/language/text.h"

namespace tiski::bench {

StockXapian::StockXapian(const std::vector<EvalDocument>& documents, const std::filesystem::path& folder) {
  Xapian::WritableDatabase db(folder.string(), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("fi"));
  generator.set_stemming_strategy(Xapian::TermGenerator::STEM_SOME);
  generator.set_database(db);
  generator.set_flags(Xapian::TermGenerator::FLAG_SPELLING);
  for (const auto& source : documents) {
    Xapian::Document document;
    document.set_data(source.id);
    generator.set_document(document);
    generator.index_text(source.title);
    generator.increase_termpos();
    generator.index_text(source.text);
    db.add_document(document);
  }
  db.commit();
  db_ = Xapian::Database(folder.string());
}

std::vector<std::string> StockXapian::search(const std::string& query, std::size_t limit, bool half_typed) const {
  Xapian::QueryParser parser;
  parser.set_database(db_);
  parser.set_stemmer(Xapian::Stem("fi"));
  parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
  unsigned flags = 0;
  if (half_typed) flags = Xapian::QueryParser::FLAG_PARTIAL;
  Xapian::Enquire enquire(db_);
  enquire.set_query(parser.parse_query(query, flags));
  std::vector<std::string> ids;
  const auto matches = enquire.get_mset(0, static_cast<Xapian::doccount>(limit));
  for (auto match = matches.begin(); match != matches.end(); ++match) ids.push_back(match.get_document().get_data());
  return ids;
}

std::string StockXapian::correct(const std::string& word) const { return db_.get_spelling_suggestion(to_lower(word)); }

}  // namespace tiski::bench
