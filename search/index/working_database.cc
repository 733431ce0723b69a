#include "search/index/working_database.h"

#include <algorithm>
#include <stdexcept>

#include "search/index/schema.h"
#include "search/index/snapshot.h"

namespace tiski {
namespace {

// A copy that no longer reads from its database. Only words have positions; looking for those of other terms would cost
// as much again.
Xapian::Document detached(const Xapian::Document& document) {
  const char positioned = kFields[static_cast<std::size_t>(Field::kWord)].prefix;
  Xapian::Document copy;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    const std::string name = *term;
    copy.add_term(name, term.get_wdf());
    if (name.front() != positioned) continue;
    for (auto at = term.positionlist_begin(); at != term.positionlist_end(); ++at) copy.add_posting(name, *at, 0);
  }
  for (auto value = document.values_begin(); value != document.values_end(); ++value) {
    copy.add_value(value.get_valueno(), *value);
  }
  copy.set_data(document.get_data());
  return copy;
}

constexpr auto kMetadataOfTheWhole = {kInfoKey,  kKnowledgeBaseKey, kGlossaryKey, kSynonymsKey,
                                      kPathsKey, kTranslationsKey,  kSentinelKey};

// Documents whose postings are gathered in memory: more make that slower than writing them out (10,000 as Xapian has it
// cost an eighth of a build of 3,000 short articles).
constexpr std::size_t kBatch = 500;

}  // namespace

WorkingDatabase::WorkingDatabase(std::filesystem::path folder, std::optional<Xapian::Database> previous)
    : folder_(std::move(folder)), previous_(std::move(previous)) {
  if (previous_) fates_.assign(previous_->get_lastdocid() + 1, Fate::kUnwanted);
}

void WorkingDatabase::note(std::string_view key) {
  if (!keys_.emplace(key).second) throw std::logic_error("the document " + std::string(key) + " was added twice");
  ++counts_[std::string(language_of(key))];
}

bool WorkingDatabase::copy(std::string_view key, const std::string* required_digest) {
  if (!previous_) return false;
  const auto docid = Snapshot::find_id(*previous_, language_of(key), id_of(key));
  if (!docid) return false;
  if (required_digest) {
    const auto slot = static_cast<Xapian::valueno>(Slot::kSourceDigest);
    if (previous_->get_document(*docid).get_value(slot) != *required_digest) return false;
  }
  note(key);
  if (!fates_.empty() && !unwanted_removed_) {
    fates_[*docid] = Fate::kKept;
  } else {
    copy_single(*docid);
  }
  return true;
}

void WorkingDatabase::add(const PreparedDocument& prepared) {
  note(prepared.key);
  database();
  if (!fates_.empty() && !unwanted_removed_) {
    const auto docid = Snapshot::find_id(*previous_, language_of(prepared.key), id_of(prepared.key));
    if (docid) {
      fates_[*docid] = Fate::kReplaced;
      return store(*docid, prepared);
    }
  }
  store(++last_, prepared);
}

std::vector<std::string> WorkingDatabase::terms(const std::string& prefix) {
  Xapian::WritableDatabase& db = database();
  remove_unwanted();
  std::vector<std::string> all;
  for (auto term = db.allterms_begin(prefix); term != db.allterms_end(prefix); ++term) {
    all.push_back((*term).substr(prefix.size()));
  }
  return all;
}

void WorkingDatabase::compact_to(const std::filesystem::path& file) {
  Xapian::WritableDatabase& db = database();
  remove_unwanted();
  close_gaps();
  for (const char* key : kMetadataOfTheWhole) db.set_metadata(key, "");
  for (const auto& [key, value] : metadata_) db.set_metadata(key, value);
  db.commit();
  db.compact(file.string(), Xapian::DBCOMPACT_SINGLE_FILE);
}

Xapian::WritableDatabase& WorkingDatabase::database() {
  if (database_) return *database_;
  const auto kept = static_cast<std::size_t>(std::count(fates_.begin(), fates_.end(), Fate::kKept));
  const bool most_stays = kept * 2 >= fates_.size();
  if (kept > 0 && most_stays) previous_->compact(folder_.string());
  // What is built here is thrown away unless it is compacted and synced as a whole: no need to sync each step.
  database_ = std::make_unique<Xapian::WritableDatabase>(
      folder_.string(),
      Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
  if (kept > 0 && most_stays) {
    last_ = previous_->get_lastdocid();
    return *database_;
  }
  const std::vector<Fate> fates = std::move(fates_);
  fates_.clear();
  for (Xapian::docid docid = 1; docid < fates.size(); ++docid) {
    if (fates[docid] == Fate::kKept) copy_single(docid);
  }
  return *database_;
}

void WorkingDatabase::copy_single(Xapian::docid docid) {
  store(++last_, {"", detached(previous_->get_document(docid)), previous_->get_metadata(article_key(docid)),
                  previous_->get_metadata(text_map_key(docid))});
}

void WorkingDatabase::store(Xapian::docid docid, const PreparedDocument& prepared) {
  database_->replace_document(docid, prepared.document);
  database_->set_metadata(article_key(docid), prepared.stored_article);
  database_->set_metadata(text_map_key(docid), prepared.text_map);
  if (++stored_ % kBatch == 0) database_->commit();
}

void WorkingDatabase::move(Xapian::docid from, Xapian::docid to) {
  store(to, {"", detached(database_->get_document(from)), database_->get_metadata(article_key(from)),
             database_->get_metadata(text_map_key(from))});
  remove(from);
}

void WorkingDatabase::remove(Xapian::docid docid) {
  database_->delete_document(docid);
  database_->set_metadata(article_key(docid), "");
  database_->set_metadata(text_map_key(docid), "");
}

void WorkingDatabase::remove_unwanted() {
  if (unwanted_removed_) return;
  unwanted_removed_ = true;
  for (Xapian::docid docid = 1; docid < fates_.size(); ++docid) {
    if (fates_[docid] != Fate::kUnwanted) continue;
    remove(docid);
    gaps_.insert(docid);
  }
}

void WorkingDatabase::close_gaps() {
  while (!gaps_.empty()) {
    if (gaps_.erase(last_) == 0) {
      move(last_, *gaps_.begin());
      gaps_.erase(gaps_.begin());
    }
    --last_;
  }
}

}  // namespace tiski
