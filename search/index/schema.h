#pragma once

// The index, described once. A test dumps a built index and holds this comment true.
//
// One Xapian document per article and language (never per section: counts would be wrong). Document ids run 1…N without
// gaps: every build writes a fresh database, then compacts it to a single file.
//
//   terms       prefix + language + ':' + text, so that languages do not share frequencies ("Lfi:asiakas")
//     L   words: lemmas (wdf 2); parts of compounds, compounds within longer ones, pieces of unknown hyphenated words
//         (wdf 1), where they are not among the word's lemmas anyway. With positions: all forms of a word share its own
//     W   surface forms, folded (no positions: the lemmas share them)
//     D   derivational bases
//     G   4-grams of ^word$, unknown words only
//     T   words of the title, as L but without positions
//     E   the whole title in its normal form (normal_title()): an exact title comes first
//     B   a best_for query in its normal form (normal_query()): pinned first
//   Boolean terms (wdf 0)
//     Q   "Qfi:oma-virhe"  id                    U   slug          A   alias
//     N   "N" + language                         F   "F" + facet + '=' + value, any language
//   values (Slot; absent ones are empty)
//     0 reviewed   1 review_by   2 valid_from   3 valid_to      days since 1970 as sortable_serialise
//     4 collation key of the title
//     5 source digest: unchanged documents are copied from the previous index
//   data        the result record: JSON with id, slug, lang, title, summary, owner, facets, reviewed, review_by
//               (record.h)
//   positions   from 1: the title, then the summary, then each section's heading and text, then the tags, with a gap of
//               kSectionGap between them; empty ones take none
//   metadata    tiski.info (index_info.h), tiski.kb, tiski.glossary, tiski.synonyms, tiski.paths,
//               tiski.translations: stored forms
//               a<docid>: the article's stored form;  t<docid>: its TextMap (text_map.h)
//   sentinel    metadata tiski.sentinel = generation, written last; an index without it was not finished
//   seal        after Xapian's last byte: length and SHA-256 of all that stands before (index_file.h)

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tiski {

inline constexpr int kSchemaVersion = 1;
inline constexpr std::uint32_t kSectionGap = 100;  // positions; wider than any nearness window

enum class Field : std::uint8_t {
  kWord,
  kSurface,
  kDerivation,
  kGram,
  kTitleWord,
  kExactTitle,
  kBestFor,
  kId,
  kSlug,
  kAlias,
  kLanguage,
  kFacet,
};

struct FieldSpec {
  Field field;
  char prefix;
  std::string_view name;
};

inline constexpr std::array kFields = {
    FieldSpec{Field::kWord, 'L', "word"},
    FieldSpec{Field::kSurface, 'W', "surface"},
    FieldSpec{Field::kDerivation, 'D', "derivation"},
    FieldSpec{Field::kGram, 'G', "gram"},
    FieldSpec{Field::kTitleWord, 'T', "title"},
    FieldSpec{Field::kExactTitle, 'E', "exact_title"},
    FieldSpec{Field::kBestFor, 'B', "best_for"},
    FieldSpec{Field::kId, 'Q', "id"},
    FieldSpec{Field::kSlug, 'U', "slug"},
    FieldSpec{Field::kAlias, 'A', "alias"},
    FieldSpec{Field::kLanguage, 'N', "language"},
    FieldSpec{Field::kFacet, 'F', "facet"},
};

enum class Slot : std::uint8_t { kReviewed, kReviewBy, kValidFrom, kValidTo, kTitleKey, kSourceDigest };

constexpr bool fields_are_unique() {
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    if (static_cast<std::size_t>(kFields[i].field) != i) return false;
    for (std::size_t j = i + 1; j < kFields.size(); ++j) {
      if (kFields[i].prefix == kFields[j].prefix) return false;
    }
  }
  return true;
}
static_assert(fields_are_unique(), "every field has a prefix of its own, and stands at its own place");

// "Lfi:asiakas". Text longer than Xapian's limit allows is hashed (its first bytes and a digest).
std::string make_term(Field field, std::string_view lang, std::string_view text);
std::string language_term(std::string_view lang);
std::string facet_term(std::string_view facet, std::string_view value);

// Keys of the metadata.
inline constexpr const char* kInfoKey = "tiski.info";
inline constexpr const char* kKnowledgeBaseKey = "tiski.kb";
inline constexpr const char* kGlossaryKey = "tiski.glossary";
inline constexpr const char* kSynonymsKey = "tiski.synonyms";
inline constexpr const char* kPathsKey = "tiski.paths";
inline constexpr const char* kTranslationsKey = "tiski.translations";
inline constexpr const char* kSentinelKey = "tiski.sentinel";
std::string article_key(std::uint32_t docid);
std::string text_map_key(std::uint32_t docid);

}  // namespace tiski
