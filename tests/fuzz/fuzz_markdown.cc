// Any text as an article's body.
#include "tests/fuzz/article_html.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tiski;
  const auto text = sanitize(bytes_of(data, size));
  read_and_check(text, Strictness::kStrict);
  read_and_check(text, Strictness::kLenient);
  return 0;
}
