#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "search/article/date.h"

namespace tiski {

// Facet name → chosen values, in the order of the front matter. Names and values are ids of kb.yaml.
using FacetValues = std::map<std::string, std::vector<std::string>>;

// Language code ("fi", "en", "sv") → text.
using LocalizedText = std::map<std::string, std::string>;

enum class Status { kDraft, kPublished, kArchived };

enum class BlockKind { kProse, kChecklist, kSay, kAvoid, kGroup, kEscalate, kNote };

// One phrase of a say-card or one item of a checklist.
struct BlockItem {
  std::string html;  // safe: made by the indexer's Markdown renderer
  std::string text;  // the same as plain text
  bool operator==(const BlockItem&) const = default;
};

// A stretch of a section: prose, a checklist, or a callout.
struct Block {
  BlockKind kind = BlockKind::kProse;
  std::string html;              // safe; what the items hold is not repeated here when `items` is used
  std::string text;              // plain text of the whole block, one line a paragraph or item
  std::string argument;          // kGroup: the group's value
  std::string lang;              // kSay in another language than the article: "sv", else empty
  std::vector<BlockItem> items;  // kSay: the phrases; kChecklist: the items
  bool operator==(const Block&) const = default;
};

// What stands between two headings. The first section of an article may have no heading: then anchor and title are
// empty, level 1.
struct Section {
  std::string anchor;  // "s-kirjaa"; unique in the article; empty for the text before the first heading
  std::string title;
  int level = 2;  // of the heading: 2–6
  std::vector<Block> blocks;

  // Plain text of all blocks, one line a block. What is indexed and what snippets quote.
  std::string text() const;
  bool operator==(const Section&) const = default;
};

// One piece of guidance in one language, as the trainer wrote it and checked by the indexer.
struct Article {
  std::string id;    // the same in every translation
  std::string lang;  // from the folder
  std::string slug;  // in the URL; default the id
  std::string path;  // below the content root: "fi/reklamaatiot/oma-virhe.md"
  std::string title;
  std::string summary;
  FacetValues
      facets;         // topic, type, level, group, channel, situation and what else kb.yaml defines; defaults filled in
  std::string owner;  // role id
  std::optional<Date> reviewed;   // absent in lenient builds only
  std::optional<Date> review_by;  // from review_by, review_every or the topic's period
  Status status = Status::kPublished;
  std::vector<std::string> aliases;
  std::vector<std::string> tags;
  std::vector<std::string> best_for;
  std::vector<std::string> search_tests;
  std::vector<std::string> related;
  std::optional<Date> valid_from;
  std::optional<Date> valid_to;
  std::string source_rev;  // as written; empty where absent
  std::string
      body_digest;  // first 12 hex digits of the SHA-256 of the body: what a translation's source_rev is compared with
  std::vector<Section> sections;
  bool operator==(const Article&) const = default;
};

// Is the article shown to readers on `day`?
bool is_valid_on(const Article& article, Date day);

enum class FreshnessState { kOk, kDue, kOverdue };  // due: within 30 days

FreshnessState freshness_on(std::optional<Date> review_by, Date day);

}  // namespace tiski
