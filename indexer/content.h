#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/content_source.h"
#include "indexer/diagnostic.h"
#include "indexer/front_matter.h"
#include "indexer/markdown/markdown.h"
#include "indexer/path_file.h"
#include "indexer/synonyms_file.h"
#include "search/article/article.h"
#include "search/article/knowledge_base.h"

namespace tiski {

// An article with what its checks need to know of its file.
struct SourceArticle {
  std::string path;  // as the source names it (Article::path is fit to be shown)
  Article article;
  FieldPlaces fields;
  std::vector<Position> section_places;
  std::vector<LinkUse> links;
  std::vector<TextRun> runs;
  std::string text;    // the file, sanitised
  std::string digest;  // of the file's bytes and of what its links became
  bool unreadable = false;
  bool broken = false;  // has an error of its own, or could not be read

  std::string key() const { return article.lang + ":" + article.id; }
};

// A content folder, read and understood as far as that goes.
struct Content {
  KnowledgeBase kb;
  std::vector<Position> emergency_places;  // of kb.emergency
  std::vector<Position> card_places;       // of kb.home_cards
  bool kb_broken = false;                  // nothing may be published
  bool folders_unreadable = false;         // articles may be missing without a trace: nothing may be published
  std::string kb_digest;
  SynonymsFile synonyms;
  bool synonyms_broken = false;
  std::vector<GlossaryTerm> glossary;
  bool glossary_broken = false;
  std::vector<PathFile> paths;              // in the order of their ids
  std::vector<std::string> accepted_words;  // content/words.txt
  std::vector<std::string> files;           // all of them, sorted
  std::vector<SourceArticle> articles;      // in the order of their paths
  // What the folder has to say about itself, with errors of every file, sorted.
  std::vector<Diagnostic> findings;

  bool has_file(const std::string& path) const;
};

// Reads everything below the source and runs the error rules. Never throws for what stands in the files.
Content load_content(const ContentSource& source, Strictness strictness);

// Finds articles as links, `related` and translations name them. Points into the content; which must stay.
class ArticleLookup {
 public:
  explicit ArticleLookup(const std::vector<SourceArticle>& articles);
  const SourceArticle* by_id(std::string_view lang, std::string_view id) const;
  // By file name without .md, as links are written.
  const SourceArticle* by_stem(std::string_view lang, std::string_view stem) const;

 private:
  std::map<std::pair<std::string, std::string>, const SourceArticle*, std::less<>> ids_;
  std::map<std::pair<std::string, std::string>, const SourceArticle*, std::less<>> stems_;
};

}  // namespace tiski
