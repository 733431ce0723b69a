#include "indexer/stamp.h"

#include <algorithm>

#include <fmt/format.h>

#include "indexer/content_source.h"
#include "indexer/content_writer.h"
#include "indexer/front_matter.h"
#include "indexer/markdown/markdown.h"

namespace tiski {
namespace {

constexpr std::size_t kMaxFile = 4 * kMaxArticleBytes;

bool names(const std::vector<std::string>& files, const std::string& path) {
  // "content/en/a/b.md" and "./en/a/b.md" name "en/a/b.md" too.
  return std::any_of(files.begin(), files.end(), [&](const std::string& file) {
    return file == path || (file.size() > path.size() && file.ends_with("/" + path));
  });
}

bool goes_on(std::string_view value) {
  return value.empty() || value.front() == '|' || value.front() == '>' || value.front() == '[' || value.front() == '{';
}

}  // namespace

std::optional<std::string> with_front_matter_field(std::string_view file, std::string_view key,
                                                   std::string_view value) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  const std::size_t skipped = file.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  const FileParts parts = split_file(file.substr(skipped));
  if (!parts.has_front_matter || !parts.closed) return std::nullopt;
  const auto yaml_begin = static_cast<std::size_t>(parts.yaml.data() - file.data());
  const std::string prefix = std::string(key) + ":";
  std::string made(file);
  for (std::size_t begin = 0; begin < parts.yaml.size();) {
    const std::size_t end = std::min(parts.yaml.find('\n', begin), parts.yaml.size());
    std::string_view line = parts.yaml.substr(begin, end - begin);
    if (line.starts_with(prefix)) {
      if (line.ends_with('\r')) line.remove_suffix(1);
      std::string_view old = line.substr(prefix.size());
      old.remove_prefix(std::min(old.find_first_not_of(' '), old.size()));
      if (goes_on(old)) return std::nullopt;
      return made.replace(yaml_begin + begin, line.size(), fmt::format("{} {}", prefix, value));
    }
    begin = end + 1;
  }
  const std::string_view line_end = parts.yaml.ends_with("\r\n") ? "\r\n" : "\n";
  return made.insert(yaml_begin + parts.yaml.size(), fmt::format("{} {}{}", prefix, value, line_end));
}

StampReport stamp_translations(const std::filesystem::path& root, const Content& content,
                               const std::vector<std::string>& files) {
  StampReport report;
  if (content.kb.languages.empty()) return report;
  const std::string& first = content.kb.languages.front();
  const ArticleLookup lookup(content.articles);
  const FolderSource source(root);
  const ContentWriter writer(root);
  for (const SourceArticle& translation : content.articles) {
    const Article& article = translation.article;
    const bool wanted = article.source_rev.empty() || names(files, translation.path);
    const SourceArticle* original = lookup.by_id(first, article.id);
    if (article.lang == first || !wanted || original == nullptr || original->unreadable || translation.unreadable)
      continue;
    if (article.source_rev == original->article.body_digest) continue;
    std::vector<Diagnostic> findings;
    const auto bytes = source.read(translation.path, kMaxFile, findings);
    const auto stamped =
        bytes ? with_front_matter_field(*bytes, "source_rev", original->article.body_digest) : std::nullopt;
    if (!stamped) {
      report.problems.push_back(article.path + ": its front matter can't be written to");
    } else if (writer.replace(translation.path, *bytes, *stamped) == SaveResult::kConflict) {
      report.problems.push_back(article.path + ": somebody saved it at the same time");
    } else {
      report.stamped.push_back(article.path);
    }
  }
  return report;
}

}  // namespace tiski
