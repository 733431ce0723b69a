// Any bytes as an index file, and, as a seal can be forged, as each of the values that are stored in one.
#include <unistd.h>

#include <fstream>

#include "search/article/stored_form.h"
#include "search/error.h"
#include "search/index/index_file.h"
#include "search/index/snapshot.h"
#include "tests/fuzz/require.h"
#include "tests/support/temp_folder.h"

namespace tiski {
namespace {

// What is wrong is said by an Error, and by nothing else.
template <typename Read>
void read_or_refuse(Read read) {
  try {
    read();
  } catch (const Error& error) {
    require(*error.what() != '\0', "an error has words");
  }
}

template <typename Value>
void round_trip(std::string_view text, Value (*from_stored)(std::string_view)) {
  read_or_refuse([&] {
    const auto value = from_stored(text);
    require(from_stored(to_stored(value)) == value, "what was read is written and read again the same");
  });
}

void read_stored(unsigned char kind, std::string_view text) {
  switch (kind % 8) {
    case 0:
      return round_trip(text, article_from_stored);
    case 1:
      return round_trip(text, knowledge_base_from_stored);
    case 2:
      return round_trip(text, glossary_from_stored);
    case 3:
      return round_trip(text, synonyms_from_stored);
    case 4:
      return round_trip(text, translations_from_stored);
    case 5:
      return read_or_refuse([&] { IndexInfo::from_json(IndexInfo::from_json(text).to_json()); });
    case 6:
      return read_or_refuse([&] { ArticleRecord::from_json(ArticleRecord::from_json(text).to_json()); });
    default:
      return read_or_refuse([&] {
        const auto map = TextMap::decode(text);
        require(TextMap::decode(map.encode()) == map, "a text map is written and read again the same");
        for (const std::uint32_t position : {0u, 1u, 7u, 4'294'967'295u}) {
          const auto place = map.find(position);
          require(!place || place->span.end <= place->part->text.size(), "a place is in its text");
        }
      });
  }
}

void open_as_file(const std::string& bytes) {
  static const TempFolder folder(folder_in_memory());
  const auto path = folder / "any.index";
  write_file(path, bytes);
  read_or_refuse([&] { Snapshot::open(path); });
}

}  // namespace
}  // namespace tiski

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tiski;
  if (size == 0) return 0;
  const auto bytes = bytes_of(data + 1, size - 1);
  data[0] < 0xF0 ? read_stored(data[0], bytes) : open_as_file(bytes);
  return 0;
}
