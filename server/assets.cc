#include "server/assets.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

#include "search/error.h"
#include "server/digest.h"
#include "server/http/compression.h"
#include "server/read_file.h"

namespace tiski {
namespace {

namespace fs = std::filesystem;

constexpr int kBestCompression = 9;

std::string_view content_type_of(const fs::path& file) {
  static const std::map<std::string, std::string_view, std::less<>> types = {
      {".css", "text/css; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".ico", "image/vnd.microsoft.icon"},
      {".woff2", "font/woff2"},
      {".webmanifest", "application/manifest+json"}};
  const auto found = types.find(file.extension().string());
  if (found == types.end()) {
    throw Error(fmt::format("{} is no kind of file that a page needs", file.string()), "take it out of the folder");
  }
  return found->second;
}

// A folder is one asset made of several files, joined in the order of their names.
std::string joined_files(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() != folder.extension()) {
      throw Error(fmt::format("{} is no part of {}", entry.path().string(), folder.filename().string()),
                  "take it out of the folder");
    }
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::string text;
  for (const auto& file : files) text += read_file(file);
  return text;
}

class Loading {
 public:
  Loading(const fs::path& folder, std::map<std::string, Asset, std::less<>>& assets)
      : folder_(folder), assets_(assets) {}

  const Asset& load(const std::string& file) {
    if (const auto found = assets_.find(file); found != assets_.end()) return found->second;
    const auto path = folder_ / file;
    if (file.find('/') != std::string::npos || !fs::exists(path)) {
      throw Error(fmt::format("there is no asset {}", file));
    }
    if (!under_way_.insert(file).second) throw Error(fmt::format("the asset {} needs itself", file));
    Asset asset;
    asset.content_type = content_type_of(path);
    asset.body = fs::is_directory(path) ? joined_files(path) : read_file(path);
    if (is_compressible(asset.content_type)) asset.body = with_addresses(std::move(asset.body));
    const auto digest = short_digest(asset.body);
    asset.url = fmt::format("/assets/{}.{}{}", path.stem().string(), digest, path.extension().string());
    asset.etag = '"' + digest + '"';
    if (is_compressible(asset.content_type)) asset.gzip = gzip(asset.body, kBestCompression);
    if (asset.gzip.size() >= asset.body.size()) asset.gzip.clear();
    return assets_.emplace(file, std::move(asset)).first->second;
  }

 private:
  std::string with_addresses(std::string text) {
    static constexpr std::string_view kOpen = "{{asset.";
    for (auto open = text.find(kOpen); open != std::string::npos; open = text.find(kOpen, open)) {
      const auto close = text.find("}}", open);
      if (close == std::string::npos) break;
      const auto name = text.substr(open + kOpen.size(), close - open - kOpen.size());
      text.replace(open, close + 2 - open, load(name).url);
    }
    return text;
  }

  const fs::path& folder_;
  std::map<std::string, Asset, std::less<>>& assets_;
  std::set<std::string> under_way_;
};

}  // namespace

Assets Assets::load(const fs::path& folder) {
  Assets assets;
  Loading loading(folder, assets.by_file_);
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(folder, failure)) {
    loading.load(entry.path().filename().string());
  }
  if (failure) throw Error(fmt::format("cannot read {}", folder.string()), "is --templates the right folder?");
  for (const auto& [file, asset] : assets.by_file_) assets.by_url_.emplace(asset.url, &asset);
  return assets;
}

const std::string& Assets::url(std::string_view file) const {
  const auto* asset = find_file(file);
  if (asset == nullptr) throw Error(fmt::format("there is no asset {}", file));
  return asset->url;
}

const Asset* Assets::find_url(std::string_view url) const {
  const auto found = by_url_.find(url);
  return found == by_url_.end() ? nullptr : found->second;
}

const Asset* Assets::find_file(std::string_view file) const {
  const auto found = by_file_.find(file);
  return found == by_file_.end() ? nullptr : &found->second;
}

}  // namespace tiski
