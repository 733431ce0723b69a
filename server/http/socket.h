#pragma once

#include <unistd.h>

#include <cerrno>
#include <utility>

namespace tiski {

// Owns a file descriptor.
class Socket {
 public:
  Socket() = default;
  explicit Socket(int fd) : fd_(fd) {}
  Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Socket& operator=(Socket&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Socket() { close(); }

  int fd() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_ = -1;
};

// What errno says of a socket that does not block: nothing to be had just now.
inline bool would_block(int error) { return error == EAGAIN || error == EWOULDBLOCK; }

}  // namespace tiski
