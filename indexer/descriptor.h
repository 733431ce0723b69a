#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace tiski {

// Owns a file descriptor.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  bool ok() const { return fd_ >= 0; }
  int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_ = -1;
};

// Opens a file for reading, or a folder, step by step from the folder `root` and without following any symbolic link:
// nothing outside can be reached. Not ok(), with errno set, where it can't be opened.
Descriptor open_file_below(int root, std::string_view path);
Descriptor open_folder_below(int root, std::string_view path);

// errno in words.
std::string reason_of(int error);

}  // namespace tiski
