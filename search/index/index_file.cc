#include "search/index/index_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <vector>

#include "search/error.h"
#include "search/index/digest.h"
#include "search/index/file_errors.h"
#include "search/index/xapian_errors.h"

namespace tiski {
namespace {

constexpr std::string_view kSealMagic = "\nTiski index, sealed: ";
constexpr std::string_view kSealEnd = ".\n";
constexpr std::size_t kLengthBytes = 8;
constexpr std::size_t kSealDigestBytes = std::tuple_size_v<Sha256Digest>;
constexpr std::size_t kSealBytes = kSealMagic.size() + kLengthBytes + kSealDigestBytes + kSealEnd.size();
constexpr std::size_t kChunkBytes = 256 * 1024;
constexpr std::string_view kGlassMagic = "\x0f\x0dXapian Glass";

constexpr const char* kBuildOrRollBack =
    "Build it again: tiski-indexer build, or bring the one before it back: tiski-indexer rollback";

// Owns a descriptor for the time of a scope.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

std::string encode(const Seal& seal) {
  std::string bytes(kSealMagic);
  for (std::size_t i = 0; i < kLengthBytes; ++i) bytes += static_cast<char>((seal.content_bytes >> (8 * i)) & 0xFF);
  bytes.append(reinterpret_cast<const char*>(seal.digest.data()), kSealDigestBytes);
  bytes += kSealEnd;
  return bytes;
}

std::optional<Seal> decode_seal(std::string_view bytes) {
  Seal seal;
  const std::string_view length = bytes.substr(kSealMagic.size(), kLengthBytes);
  for (std::size_t i = 0; i < kLengthBytes; ++i) {
    seal.content_bytes |= static_cast<std::uint64_t>(static_cast<unsigned char>(length[i])) << (8 * i);
  }
  std::memcpy(seal.digest.data(), bytes.data() + kSealMagic.size() + kLengthBytes, kSealDigestBytes);
  if (encode(seal) != bytes) return std::nullopt;
  return seal;
}

// Reads exactly `size` bytes, fewer only at the end of the file. False: errno says why.
bool read_at(int file, std::uint64_t offset, char* to, std::size_t size, std::size_t& got) {
  got = 0;
  while (got < size) {
    const ssize_t count = ::pread(file, to + got, size - got, static_cast<off_t>(offset + got));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    if (count == 0) break;
    got += static_cast<std::size_t>(count);
  }
  return true;
}

bool write_all(int file, const char* from, std::size_t size) {
  while (size > 0) {
    const ssize_t count = ::write(file, from, size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    from += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

std::optional<Seal> seal_of(int file, std::uint64_t file_bytes) {
  if (file_bytes < kSealBytes) return std::nullopt;
  std::array<char, kSealBytes> bytes{};
  std::size_t got = 0;
  if (!read_at(file, file_bytes - kSealBytes, bytes.data(), bytes.size(), got) || got != bytes.size()) {
    return std::nullopt;
  }
  auto seal = decode_seal({bytes.data(), bytes.size()});
  if (seal && seal->content_bytes != file_bytes - kSealBytes) return std::nullopt;
  return seal;
}

// Calls visit(bytes, size) for the file's first `length` bytes.
template <typename Visit>
void read_through(int file, std::uint64_t length, const std::filesystem::path& path, Visit visit) {
  std::vector<char> chunk(kChunkBytes);
  for (std::uint64_t offset = 0; offset < length;) {
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(kChunkBytes, length - offset));
    std::size_t got = 0;
    if (!read_at(file, offset, chunk.data(), wanted, got)) throw_file_error("reading", path, errno);
    if (got != wanted) throw Error(path.string() + " became shorter while it was read", kBuildOrRollBack);
    visit(chunk.data(), got);
    offset += got;
  }
}

std::int64_t modified_ns(const struct stat& status) {
  return std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
}

[[noreturn]] void throw_unsealed(int file, const std::filesystem::path& path) {
  std::array<char, kGlassMagic.size()> start{};
  std::size_t got = 0;
  read_at(file, 0, start.data(), start.size(), got);
  if (std::string_view(start.data(), got) == kGlassMagic) {
    throw Error(path.string() + " is damaged: its end is missing (or another program's index)", kBuildOrRollBack);
  }
  throw Error(path.string() + " is not a Tiski index, or damaged beyond recognition",
              std::string("Check the path. ") + kBuildOrRollBack);
}

}  // namespace

void seal_index_file(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDWR | O_CLOEXEC | O_APPEND));
  if (file.number() < 0) throw_file_error("opening", path, errno);
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) throw_file_error("reading", path, errno);
  Seal seal;
  seal.content_bytes = static_cast<std::uint64_t>(status.st_size);
  Sha256 sha;
  read_through(file.number(), seal.content_bytes, path, [&](const char* bytes, std::size_t size) {
    sha.add({bytes, size});
  });
  seal.digest = sha.finish();
  const std::string bytes = encode(seal);
  if (!write_all(file.number(), bytes.data(), bytes.size())) throw_file_error("writing", path, errno);
  if (::fsync(file.number()) != 0) throw_file_error("writing", path, errno);
}

std::optional<Seal> read_seal(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status {};
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return seal_of(file.number(), static_cast<std::uint64_t>(status.st_size));
}

IndexFile::IndexFile(const std::filesystem::path& path, std::uint64_t held_in_memory) : path_(path) {
  file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a FIFO must not make us wait
  if (file_ < 0) {
    const int error_number = errno;
    if (error_number == ENOENT) throw Error("there is no index at " + path.string(), "Build one: tiski-indexer build");
    throw_file_error("opening", path, error_number);
  }
  try {
    struct stat status {};
    if (::fstat(file_, &status) != 0) throw_file_error("reading", path, errno);
    if (!S_ISREG(status.st_mode))
      throw Error(path.string() + " is not a file", "An index is a single file: check the path.");
    if (status.st_size == 0) throw Error(path.string() + " is empty", kBuildOrRollBack);
    bytes_ = static_cast<std::uint64_t>(status.st_size);
    modified_ns_ = modified_ns(status);
    if (bytes_ <= held_in_memory) hold_in_memory();
    verify();
  } catch (...) {
    ::close(file_);
    throw;
  }
}

IndexFile::~IndexFile() { ::close(file_); }

void IndexFile::verify() {
  const std::optional<Seal> seal = seal_of(file_, bytes_);
  if (!seal) throw_unsealed(file_, path_);
  Sha256 sha;
  read_through(file_, seal->content_bytes, path_, [&](const char* bytes, std::size_t size) { sha.add({bytes, size}); });
  if (sha.finish() != seal->digest) {
    throw Error(path_.string() + " is damaged: its content is not what was written", kBuildOrRollBack);
  }
}

// Where memory files are refused (an old kernel, a strict sandbox) the file itself serves as well.
void IndexFile::hold_in_memory() {
  const int memory = ::memfd_create("tiski-index", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (memory < 0) return;
  bool whole = true;
  try {
    read_through(file_, bytes_, path_,
                 [&](const char* bytes, std::size_t size) { whole = whole && write_all(memory, bytes, size); });
  } catch (...) {
    ::close(memory);
    throw;
  }
  whole = whole && ::fcntl(memory, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) == 0;
  if (!whole) {
    ::close(memory);
    return;
  }
  ::close(file_);
  file_ = memory;
  in_memory_ = true;
}

void IndexFile::check_unchanged() const {
  if (in_memory_) return;
  struct stat status {};
  if (::fstat(file_, &status) == 0 && static_cast<std::uint64_t>(status.st_size) == bytes_ &&
      modified_ns(status) == modified_ns_) {
    return;
  }
  throw Error(path_.string() + " was written to after it had been published", kBuildOrRollBack);
}

Xapian::Database IndexFile::database() const {
  check_unchanged();
  const int copy = ::fcntl(file_, F_DUPFD_CLOEXEC, 3);
  if (copy < 0) throw_file_error("opening", path_, errno);
  return with_translated_errors("opening " + path_.string(), [&] {
    const std::lock_guard lock(offset_mutex_);
    ::lseek(copy, 0, SEEK_SET);
    return Xapian::Database(copy);  // closes `copy`, also when it throws
  });
}

}  // namespace tiski
