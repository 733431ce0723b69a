// Loaded before a program (LD_PRELOAD): makes its n-th call of one kind fail, as a full disk, a dying one or exhausted
// memory does. Of reads, writes and syncs only those of files and folders count, as pipes and sockets fail otherwise.
//
// TISKI_FAULTS names a file of eight 8-byte numbers that the test maps too (tests/faults/failing.py): it arms and
// disarms the running program, and reads how many calls there were.

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* old, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
}

namespace {

enum class Kind : std::int64_t { kNone, kOpen, kRead, kWrite, kSync, kRename, kMemory };

struct Control {
  std::atomic<std::int64_t> kind;      // of the calls that count
  std::atomic<std::int64_t> at;        // the call that fails, from 1; 0: none
  std::atomic<std::int64_t> error;     // errno; 0: half of what was asked is read or written
  std::atomic<std::int64_t> for_good;  // 1: all later ones fail too
  std::atomic<std::int64_t> calls;
  std::atomic<std::int64_t> failed;
  std::int64_t unused[2];
};
static_assert(sizeof(Control) == 64);

std::atomic<Control*> control = nullptr;

__attribute__((constructor)) void map_control() {
  const char* name = std::getenv("TISKI_FAULTS");
  if (name == nullptr) return;
  const auto file = static_cast<int>(syscall(SYS_openat, AT_FDCWD, name, O_RDWR | O_CLOEXEC));
  if (file < 0) return;
  void* mapped = mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  syscall(SYS_close, file);
  if (mapped != MAP_FAILED) control = static_cast<Control*>(mapped);
}

// Is this the call that is to fail?
bool fails(Kind kind) {
  Control* const armed = control;
  if (armed == nullptr || armed->kind != static_cast<std::int64_t>(kind)) return false;
  const std::int64_t call = ++armed->calls;
  const std::int64_t at = armed->at;
  if (at == 0 || (armed->for_good != 0 ? call < at : call != at)) return false;
  ++armed->failed;
  errno = static_cast<int>(armed->error);
  return true;
}

bool is_file(int fd) {
  struct stat status {};
  const int kept = errno;
  const bool known = syscall(SYS_newfstatat, fd, "", &status, AT_EMPTY_PATH) == 0;
  errno = kept;
  return known && (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode));
}

bool fails_on_file(Kind kind, int fd) {
  Control* const armed = control;
  return armed != nullptr && armed->kind == static_cast<std::int64_t>(kind) && is_file(fd) && fails(kind);
}

// How much of `size` bytes a failing call does; nothing: it fails outright, by errno.
std::size_t size_done(std::size_t size) { return errno == 0 ? (size + 1) / 2 : 0; }

template <typename Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

int open_at(int folder, const char* path, int flags, mode_t mode) {
  if (fails(Kind::kOpen)) return -1;
  return static_cast<int>(syscall(SYS_openat, folder, path, flags, mode));
}

mode_t mode_of(int flags, va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
}

std::FILE* open_stream(const char* name, const char* path, const char* mode) {
  if (fails(Kind::kOpen)) return nullptr;
  return next<std::FILE*(const char*, const char*)>(name)(path, mode);
}

}  // namespace

// glibc declares some of these with attributes of its own, and 64-bit names beside the plain ones.
extern "C" {

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_at(AT_FDCWD, path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_at(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_at(folder, path, flags, mode);
}

int openat64(int folder, const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_at(folder, path, flags, mode);
}

std::FILE* fopen(const char* path, const char* mode) { return open_stream("fopen", path, mode); }
std::FILE* fopen64(const char* path, const char* mode) { return open_stream("fopen64", path, mode); }

ssize_t read(int fd, void* to, std::size_t size) {
  if (fails_on_file(Kind::kRead, fd) && (size = size_done(size)) == 0) return -1;
  return syscall(SYS_read, fd, to, size);
}

ssize_t pread(int fd, void* to, std::size_t size, off_t offset) {
  if (fails_on_file(Kind::kRead, fd) && (size = size_done(size)) == 0) return -1;
  return syscall(SYS_pread64, fd, to, size, offset);
}
ssize_t pread64(int fd, void* to, std::size_t size, off_t offset) { return pread(fd, to, size, offset); }

ssize_t write(int fd, const void* from, std::size_t size) {
  if (fails_on_file(Kind::kWrite, fd) && (size = size_done(size)) == 0) return -1;
  return syscall(SYS_write, fd, from, size);
}

ssize_t pwrite(int fd, const void* from, std::size_t size, off_t offset) {
  if (fails_on_file(Kind::kWrite, fd) && (size = size_done(size)) == 0) return -1;
  return syscall(SYS_pwrite64, fd, from, size, offset);
}
ssize_t pwrite64(int fd, const void* from, std::size_t size, off_t offset) { return pwrite(fd, from, size, offset); }

int ftruncate(int fd, off_t size) {
  return fails_on_file(Kind::kWrite, fd) ? -1 : static_cast<int>(syscall(SYS_ftruncate, fd, size));
}
int ftruncate64(int fd, off_t size) { return ftruncate(fd, size); }

int fsync(int fd) { return fails_on_file(Kind::kSync, fd) ? -1 : static_cast<int>(syscall(SYS_fsync, fd)); }
int fdatasync(int fd) { return fails_on_file(Kind::kSync, fd) ? -1 : static_cast<int>(syscall(SYS_fdatasync, fd)); }

int renameat(int from_folder, const char* from, int to_folder, const char* to) noexcept {
  return fails(Kind::kRename) ? -1 : static_cast<int>(syscall(SYS_renameat2, from_folder, from, to_folder, to, 0));
}
int rename(const char* from, const char* to) noexcept { return renameat(AT_FDCWD, from, AT_FDCWD, to); }

int linkat(int from_folder, const char* from, int to_folder, const char* to, int flags) noexcept {
  return fails(Kind::kRename) ? -1 : static_cast<int>(syscall(SYS_linkat, from_folder, from, to_folder, to, flags));
}
int link(const char* from, const char* to) noexcept { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

void* malloc(std::size_t size) noexcept { return fails(Kind::kMemory) ? nullptr : __libc_malloc(size); }
void* calloc(std::size_t count, std::size_t size) noexcept {
  return fails(Kind::kMemory) ? nullptr : __libc_calloc(count, size);
}
void* realloc(void* old, std::size_t size) noexcept {
  return fails(Kind::kMemory) ? nullptr : __libc_realloc(old, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
  return fails(Kind::kMemory) ? nullptr : __libc_memalign(alignment, size);
}
int posix_memalign(void** to, std::size_t alignment, std::size_t size) noexcept {
  if (fails(Kind::kMemory)) return ENOMEM;
  *to = __libc_memalign(alignment, size);
  return *to == nullptr ? ENOMEM : 0;
}

}  // extern "C"
