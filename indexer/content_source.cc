#include "indexer/content_source.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/checks/rules.h"
#include "indexer/descriptor.h"
#include "search/error.h"
#include "search/language/text.h"

namespace tiski {
namespace {

constexpr int kMaxFolderDepth = 32;
constexpr int kReadAttempts = 3;

// Some will pass by themselves: no descriptor or memory left, a share that is away, a folder that was being replaced.
bool will_last(int error) {
  return error == EACCES || error == EPERM || error == ELOOP || error == ENOTDIR || error == ENAMETOOLONG;
}

Diagnostic unreadable(const std::string& wording, const std::string& path, int error) {
  return make_finding(will_last(error) ? wording : wording + ".just-now", path.empty() ? "." : sanitize(path), {},
                      {{"reason", reason_of(error)}});
}

bool is_left_out(std::string_view name) { return name.starts_with('.') || name.ends_with('~'); }

bool same_state(const struct stat& a, const struct stat& b) {
  return a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

struct ReadAttempt {
  int error = 0;
  bool changed = false;
  std::string bytes;
};

ReadAttempt read_once(int root, std::string_view path, std::size_t limit) {
  ReadAttempt attempt;
  const Descriptor file = open_file_below(root, path);
  struct stat before {};
  if (!file.ok() || ::fstat(file.get(), &before) != 0) {
    attempt.error = errno;
    return attempt;
  }
  if (!S_ISREG(before.st_mode)) {
    attempt.error = ENOENT;
    return attempt;
  }
  std::array<char, 1 << 16> buffer{};
  while (attempt.bytes.size() <= limit) {
    const std::size_t wanted = std::min(buffer.size(), limit + 1 - attempt.bytes.size());
    const ssize_t got = ::read(file.get(), buffer.data(), wanted);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) attempt.error = errno;
    if (got <= 0) break;
    attempt.bytes.append(buffer.data(), static_cast<std::size_t>(got));
  }
  struct stat after {};
  if (attempt.error == 0 && ::fstat(file.get(), &after) != 0) attempt.error = errno;
  const bool whole = static_cast<std::size_t>(before.st_size) == attempt.bytes.size() || attempt.bytes.size() > limit;
  attempt.changed = !whole || !same_state(before, after);
  return attempt;
}

// Walks a folder; `visit(path, stat)` sees each regular file.
template <typename Visit>
class Walk {
 public:
  Walk(std::vector<Diagnostic>* findings, Visit visit) : findings_(findings), visit_(std::move(visit)) {}

  // The folder of that name in another one.
  void folder(int parent, const char* name, const std::string& path, int depth) {
    if (depth > kMaxFolderDepth) return add(too_deep(path));
    Descriptor fd(::openat(parent, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_DIRECTORY));
    DIR* dir = fd.ok() ? ::fdopendir(fd.get()) : nullptr;
    if (dir == nullptr) return add(unreadable("unreadable-folder", path, errno));
    fd.release();
    std::vector<std::string> names;
    for (errno = 0; const dirent* entry = ::readdir(dir); errno = 0) {
      if (!is_left_out(entry->d_name)) names.emplace_back(entry->d_name);
    }
    if (errno != 0) add(unreadable("unreadable-folder", path, errno));
    for (const std::string& each : names) entry_of(::dirfd(dir), each, path.empty() ? each : path + "/" + each, depth);
    ::closedir(dir);
  }

 private:
  void entry_of(int folder_fd, const std::string& name, const std::string& path, int depth) {
    struct stat status {};
    if (::fstatat(folder_fd, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return;  // gone since it was listed
    if (S_ISREG(status.st_mode)) {
      visit_(path, status);
    } else if (S_ISDIR(status.st_mode)) {
      folder(folder_fd, name.c_str(), path, depth + 1);
    } else if (S_ISLNK(status.st_mode)) {
      add(make_finding("symbolic-link", sanitize(path), {}));
    }
  }

  static Diagnostic too_deep(const std::string& path) {
    return make_finding("unreadable-folder", sanitize(path), {},
                        {{"reason", fmt::format("deeper than {} folders", kMaxFolderDepth)}});
  }

  void add(Diagnostic finding) {
    if (findings_ != nullptr) findings_->push_back(std::move(finding));
  }

  std::vector<Diagnostic>* findings_;
  Visit visit_;
};

}  // namespace

bool was_unreadable_just_then(const Diagnostic& finding) { return finding.wording.ends_with(".just-now"); }

FolderSource::FolderSource(const std::filesystem::path& root)
    : root_(::open(root.c_str(), O_RDONLY | O_CLOEXEC | O_DIRECTORY)) {
  if (root_ >= 0) return;
  const int error = errno;
  throw Error(fmt::format("opening the content folder {}: {}", root.string(), reason_of(error)),
              error == EACCES ? "let the user who runs this read the folder: chmod o+rx"
                              : "name the folder that holds fi/, en/ and kb.yaml with --content");
}

FolderSource::~FolderSource() {
  if (root_ >= 0) ::close(root_);
}

std::vector<std::string> FolderSource::list(std::vector<Diagnostic>& findings) const {
  std::vector<std::string> files;
  Walk walk(&findings, [&](const std::string& path, const struct stat&) { files.push_back(path); });
  walk.folder(root_, ".", "", 0);
  std::sort(files.begin(), files.end());
  return files;
}

std::optional<std::string> FolderSource::read(const std::string& path, std::size_t limit,
                                              std::vector<Diagnostic>& findings) const {
  ReadAttempt attempt;
  for (int i = 0; i < kReadAttempts; ++i) {
    attempt = read_once(root_, path, limit);
    if (attempt.error != 0 || !attempt.changed) break;
  }
  if (attempt.error == 0 && !attempt.changed) return std::move(attempt.bytes);
  const std::string file = sanitize(path);
  if (attempt.error == ENOENT) {
    findings.push_back(make_finding("unreadable-file.vanished", file, {}));
  } else if (attempt.error != 0) {
    findings.push_back(unreadable("unreadable-file", path, attempt.error));
  } else {
    findings.push_back(make_finding("unreadable-file.changing", file, {}));
  }
  return std::nullopt;
}

std::uint64_t FolderSource::fingerprint() const {
  std::uint64_t sum = 0;
  Walk walk(nullptr, [&](const std::string& path, const struct stat& status) {
    // Summed, so that the order of the folder's entries does not matter.
    const std::string state = fmt::format("{}\n{}\n{}.{}\n{}", path, status.st_size, status.st_mtim.tv_sec,
                                          status.st_mtim.tv_nsec, status.st_ino);
    sum += std::hash<std::string>{}(state) | 1U;
  });
  walk.folder(root_, ".", "", 0);
  return sum;
}

std::vector<std::string> MemorySource::list(std::vector<Diagnostic>& findings) const {
  std::vector<std::string> paths = below_ != nullptr ? below_->list(findings) : std::vector<std::string>();
  for (const auto& [path, text] : files_) paths.push_back(path);
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

std::optional<std::string> MemorySource::read(const std::string& path, std::size_t limit,
                                              std::vector<Diagnostic>& findings) const {
  const auto found = files_.find(path);
  if (found != files_.end()) return found->second.substr(0, limit + 1);
  if (below_ != nullptr) return below_->read(path, limit, findings);
  findings.push_back(make_finding("unreadable-file.vanished", path, {}));
  return std::nullopt;
}

}  // namespace tiski
