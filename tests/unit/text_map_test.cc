#include "search/index/text_map.h"

#include <gtest/gtest.h>

#include <random>

#include "search/error.h"

namespace tiski {
namespace {

using PartKind = TextMap::PartKind;

TextMap sample() {
  TextMap map;
  map.parts.push_back({PartKind::kTitle, "", "", "Oma virhe", 1, {{0, 3}, {4, 9}}});
  map.parts.push_back({PartKind::kSection, "", "", "…", 103, {}});
  map.parts.push_back({PartKind::kSection, "s-a", "Ääni", "Ääni\nkuuluu", 203, {{0, 6}, {7, 13}}});
  std::string long_text(70'000, ' ');
  map.parts.push_back({PartKind::kTags, "", "", long_text, 400'000, {{0, 1}, {300, 69'000}, {69'999, 70'000}}});
  return map;
}

TEST(TextMap, ComesBackFromItsEncoding) {
  EXPECT_EQ(TextMap::decode(sample().encode()), sample());
  EXPECT_EQ(TextMap::decode(TextMap{}.encode()), TextMap{});
}

TEST(TextMap, FindsTheWordAtAPositionAndNothingInGaps) {
  const TextMap map = sample();
  const auto text_at = [&](std::uint32_t position) -> std::string {
    const auto place = map.find(position);
    return place ? place->part->text.substr(place->span.begin, place->span.end - place->span.begin) : "nothing";
  };
  EXPECT_EQ(text_at(0), "nothing");
  EXPECT_EQ(text_at(1), "Oma");
  EXPECT_EQ(text_at(2), "virhe");
  EXPECT_EQ(text_at(3), "nothing");
  EXPECT_EQ(text_at(103), "nothing") << "a part without words";
  EXPECT_EQ(text_at(203), "Ääni");
  EXPECT_EQ(text_at(204), "kuuluu");
  EXPECT_EQ(text_at(400'002), " ");
  EXPECT_EQ(text_at(400'003), "nothing");
  EXPECT_EQ(text_at(4'294'967'295u), "nothing");
  EXPECT_FALSE(TextMap{}.find(1).has_value());
}

TEST(TextMap, CostsTwoBytesAWord) {
  TextMap map;
  TextMap::Part part;
  for (std::uint32_t word = 0; word < 600; ++word) part.tokens.push_back({word * 8, word * 8 + 7});
  part.text.assign(600 * 8, 'x');
  map.parts.push_back(part);
  EXPECT_LT(map.encode().size(), part.text.size() + 2 * 600 + 20);
}

TEST(TextMap, RefusesBytesThatItDidNotWrite) {
  const std::string whole = sample().encode();
  for (std::size_t size = 0; size < whole.size(); size += size < 100 ? 1 : 997) {
    EXPECT_THROW(TextMap::decode(whole.substr(0, size)), Error) << "cut to " << size;
  }
  EXPECT_THROW(TextMap::decode(whole + '\0'), Error) << "something follows";
  EXPECT_THROW(TextMap::decode("\x02" + whole.substr(1)), Error) << "another version";
  using namespace std::string_literals;
  const std::string bad[] = {
      "\x01\x7f"s,                                                    // more parts than bytes
      "\x01\x01\x04\x01\x00\x00\x00\x00"s,                            // no such kind
      "\x01\x01\x02\x01\x00\x01\x00\x00"s,                            // heading longer than the text
      "\x01\x01\x02\x01\x00\x00\x02xy\x01\x01\x02"s,                  // a word beyond the text
      "\x01\x01\x02\x01\x00\x00\x02xy\x7f\x00\x01"s,                  // more words than bytes
      "\x01\x01\x02\xff\xff\xff\xff\x7f\x00\x00\x00\x00"s,            // a number beyond 32 bits
      "\x01\x01\x02\x81\x80\x80\x80\x80\x00\x00\x00\x00\x00"s,        // a number of too many bytes
      "\x01\x01\x02\xff\xff\xff\xff\x0f\x00\x00\x02xy\x01\x00\x01"s,  // positions run over
  };
  for (const std::string& bytes : bad) EXPECT_THROW(TextMap::decode(bytes), Error) << testing::PrintToString(bytes);
}

TEST(TextMap, SurvivesAnyDamage) {
  TextMap map = sample();
  map.parts.pop_back();
  const std::string whole = map.encode();
  std::mt19937 random(7);
  for (int round = 0; round < 50'000; ++round) {
    std::string bytes = whole;
    for (int flips = 0; flips < 2; ++flips) bytes[random() % bytes.size()] = static_cast<char>(random());
    if (round % 4 == 0) bytes.resize(random() % bytes.size());
    try {
      const TextMap read = TextMap::decode(bytes);
      for (std::uint32_t position = 0; position < 400; ++position) {
        const auto place = read.find(position);
        if (!place) continue;
        ASSERT_LE(place->span.begin, place->span.end);
        ASSERT_LE(place->span.end, place->part->text.size());
      }
    } catch (const Error&) {
    }
  }
}

}  // namespace
}  // namespace tiski
