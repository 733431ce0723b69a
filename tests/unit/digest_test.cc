#include "search/index/digest.h"

#include <gtest/gtest.h>
#include <openssl/crypto.h>

#include <cstdlib>
#include <functional>
#include <new>

namespace tiski {
namespace {

// OpenSSL's memory; -1: there is as much as it likes, else so many pieces of it are left.
int pieces_left = -1;

bool is_refused() {
  if (pieces_left > 0) --pieces_left;
  return pieces_left == 0;
}

void* allocate(std::size_t size, const char*, int) { return is_refused() ? nullptr : std::malloc(size); }
void* reallocate(void* old, std::size_t size, const char*, int) {
  return is_refused() ? nullptr : std::realloc(old, size);
}
void release(void* memory, const char*, int) { std::free(memory); }

// OpenSSL takes them only before its first use: before main.
const bool can_refuse = CRYPTO_set_mem_functions(allocate, reallocate, release) == 1;

// What it gives with 0, 1, 2… pieces of memory, until it needs no more than there are. Every time the right digest, or
// bad_alloc.
int times_refused(const std::function<std::string()>& make) {
  const std::string right = make();
  for (int refused = 0;; ++refused) {
    pieces_left = refused + 1;
    std::string made;
    try {
      made = make();
    } catch (const std::bad_alloc&) {
      pieces_left = -1;
      continue;
    }
    pieces_left = -1;
    EXPECT_EQ(made, right) << "after " << refused << " pieces of memory";
    return refused;
  }
}

// FIPS 180-2, appendix B.1.
TEST(Digest, IsTheSha256OfTheBytes) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Digest, IsTheSameOfTheBytesInPieces) {
  Sha256 sha;
  for (const auto* piece : {"a", "", "bc"}) sha.add(piece);
  EXPECT_EQ(sha.finish(), sha256("abc"));
}

TEST(Digest, IsTheRightOneOrNoneWhereThereIsNoMemory) {
  ASSERT_TRUE(can_refuse);
  EXPECT_GT(times_refused([] { return sha256_hex("abc"); }), 0);
}

// RFC 4231, test case 2.
TEST(KeyedDigest, IsTheHmacOfTheBytes) {
  EXPECT_EQ(keyed_digest("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(KeyedDigest, IsTheRightOneOrNoneWhereThereIsNoMemory) {
  ASSERT_TRUE(can_refuse);
  EXPECT_GT(times_refused([] { return keyed_digest("avain", "abc"); }), 0);
}

}  // namespace
}  // namespace tiski
