#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;  // OpenSSL's EVP_MD_CTX

namespace tiski {

// Digests, by OpenSSL. It takes memory at its first use and for each digest: where there is none all of these throw
// std::bad_alloc, and never give a digest of something else. Threads: each its own object.
using Sha256Digest = std::array<unsigned char, 32>;

class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  Sha256Digest finish();  // once, at the end

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

Sha256Digest sha256(std::string_view bytes);

// In 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

// HMAC-SHA-256 (RFC 2104), in as many.
std::string keyed_digest(std::string_view key, std::string_view bytes);

// Two lower-case digits for each byte.
std::string to_hex(std::string_view bytes);

}  // namespace tiski
