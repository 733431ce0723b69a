#include "server/digest.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include "search/error.h"
#include "search/index/digest.h"

namespace tiski {
namespace {

constexpr std::size_t kShortDigits = 12;

}  // namespace

std::string short_digest(std::string_view bytes) { return sha256_hex(bytes).substr(0, kShortDigits); }

std::string random_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(size)) != 1) {
    throw Error("the system has no random numbers");
  }
  return bytes;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace tiski
