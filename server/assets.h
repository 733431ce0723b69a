#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace tiski {

// The files of templates/assets, read once, at start; no other file is ever served. Immutable; thread safe.
struct Asset {
  std::string url;  // "/assets/app.4f1c09d2a77e.css"
  std::string content_type;
  std::string body;
  std::string gzip;  // empty where it gains nothing
  std::string etag;
};

class Assets {
 public:
  // A folder (app.js/) is one asset, its files joined in the order of their names. In text files {{asset.NAME}} becomes
  // the address of another one. Throws Error: a file that can't be read, an unknown ending, a file of another ending
  // than its folder's, an unknown name, two assets that need each other.
  static Assets load(const std::filesystem::path& folder);
  Assets(Assets&&) = default;
  Assets(const Assets&) = delete;

  // Throws Error for a name that is not there: a template or another asset is wrong.
  const std::string& url(std::string_view file) const;
  // Null where there is none. By address, and by file name.
  const Asset* find_url(std::string_view url) const;
  const Asset* find_file(std::string_view file) const;

 private:
  Assets() = default;

  std::map<std::string, Asset, std::less<>> by_file_;
  std::map<std::string, const Asset*, std::less<>> by_url_;
};

}  // namespace tiski
