#include "indexer/content.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "indexer/article_parser.h"
#include "indexer/checks/checks.h"
#include "indexer/content_path.h"
#include "indexer/glossary_file.h"
#include "indexer/kb_file.h"
#include "indexer/lenient_ids.h"
#include "indexer/parallel.h"
#include "indexer/path_file.h"
#include "search/index/digest.h"
#include "search/language/text.h"

namespace tiski {
namespace {

constexpr const char* kSynonymsFile = "synonyms.yaml";
constexpr const char* kGlossaryFile = "glossary.yaml";
constexpr std::size_t kMaxSettingsBytes = 1024 * 1024;
// More than an article may have, so that a file that is too long is still indexed in part by lenient builds.
constexpr std::size_t kMaxReadBytes = 4 * kMaxArticleBytes;

class Loader {
 public:
  Loader(const ContentSource& source, Strictness strictness) : source_(source), strictness_(strictness) {}

  Content load() {
    content_.files = source_.list(content_.findings);
    content_.folders_unreadable = std::any_of(content_.findings.begin(), content_.findings.end(),
                                              [](const Diagnostic& d) { return d.rule == "unreadable-folder"; });
    load_kb();
    load_words();
    load_paths();
    load_heads();
    if (strictness_ == Strictness::kLenient) {
      give_lenient_ids(content_.articles);
      give_lenient_topic();
    }
    load_bodies();
    if (content_.articles.empty()) content_.findings.push_back(make_finding("no-articles", ".", {}));
    check_errors(content_, content_.findings);
    if (strictness_ == Strictness::kLenient) soften();
    mark_broken();
    sort_diagnostics(content_.findings);
    return std::move(content_);
  }

 private:
  std::optional<std::string> settings_file(const std::string& path) {
    if (!content_.has_file(path)) return std::nullopt;
    auto text = source_.read(path, kMaxSettingsBytes, content_.findings);
    if (text && text->size() > kMaxSettingsBytes) {
      content_.findings.push_back(
          make_finding("article-size", path, {},
                       {{"bytes", std::to_string(text->size())}, {"limit", std::to_string(kMaxSettingsBytes)}}));
      return std::nullopt;
    }
    return text;
  }

  void load_kb() {
    const auto text = settings_file("kb.yaml");
    const std::size_t findings_before = content_.findings.size();
    std::optional<KbFile> file;
    if (text) {
      Findings findings("kb.yaml", content_.findings);
      file = read_kb_file(*text, findings);
      content_.kb_digest = sha256_hex(*text);
    } else if (strictness_ == Strictness::kStrict && !content_.has_file("kb.yaml")) {
      content_.findings.push_back(make_finding("no-knowledge-base", "kb.yaml", {}));
    }
    content_.kb_broken = strictness_ == Strictness::kStrict && (!file || content_.findings.size() > findings_before);
    if (!file || file->kb.languages.empty()) file = KbFile{default_knowledge_base(), {}, {}};
    content_.kb = std::move(file->kb);
    content_.emergency_places = std::move(file->emergency_places);
    content_.card_places = std::move(file->card_places);
  }

  void load_words() {
    if (const auto text = settings_file(kSynonymsFile)) {
      Findings findings(kSynonymsFile, content_.findings);
      content_.synonyms = read_synonyms_file(*text, content_.kb.languages, findings);
    }
    if (const auto text = settings_file(kGlossaryFile)) {
      Findings findings(kGlossaryFile, content_.findings);
      content_.glossary = read_glossary_file(*text, content_.kb.languages, findings);
    }
    const std::string words = settings_file("words.txt").value_or("");
    for (std::size_t begin = 0; begin < words.size();) {
      const std::size_t end = std::min(words.find('\n', begin), words.size());
      std::string word = sanitize(std::string_view(words).substr(begin, end - begin));
      begin = end + 1;
      word.erase(0, word.find_first_not_of(" \t"));
      if (!word.empty() && word.front() != '#') content_.accepted_words.push_back(std::move(word));
    }
  }

  void load_paths() {
    for (const std::string& path : content_.files) {
      if (folder_of(path) != "paths" || extension_of(path) != "yaml") continue;
      Findings findings(sanitize(path), content_.findings);
      const std::string id(stem_of(path));
      if (!is_slug(id)) findings.add("bad-slug", {}, {{"key", "id"}, {"value", sanitize(id)}});
      const auto text = settings_file(path);
      if (!is_slug(id) || !text) continue;
      auto file = read_path_file(id, *text, content_.kb.languages, findings);
      if (file) content_.paths.push_back(std::move(*file));
    }
  }

  bool is_article(const std::string& path) {
    const std::string extension = to_lower(sanitize(extension_of(path)));
    if (strictness_ == Strictness::kLenient) return extension == "md" || extension == "markdown";
    if (extension != "md") return false;
    if (language_of(path, content_.kb)) return true;
    content_.findings.push_back(
        make_finding("outside-languages", sanitize(path), {}, {{"known", quoted_list(content_.kb.languages)}}));
    return false;
  }

  void load_heads() {
    std::vector<std::string> paths;
    std::copy_if(content_.files.begin(), content_.files.end(), std::back_inserter(paths),
                 [this](const std::string& path) { return is_article(path); });
    std::vector<std::optional<SourceArticle>> heads(paths.size());
    std::vector<std::vector<Diagnostic>> findings(paths.size());
    for_each_in_parallel(paths.size(), [&](std::size_t i) { heads[i] = load_head(paths[i], findings[i]); });
    for (std::optional<SourceArticle>& head : heads) {
      if (head) content_.articles.push_back(std::move(*head));
    }
    take(findings);
  }

  void take(std::vector<std::vector<Diagnostic>>& findings) {
    for (std::vector<Diagnostic>& each : findings)
      std::move(each.begin(), each.end(), std::back_inserter(content_.findings));
  }

  std::optional<SourceArticle> load_head(const std::string& path, std::vector<Diagnostic>& all) const {
    Findings findings(sanitize(path), all);
    const auto bytes = source_.read(path, kMaxReadBytes, all);
    if (!bytes && strictness_ == Strictness::kLenient) return std::nullopt;
    SourceArticle article = read_article_head(path, bytes.value_or(""), content_.kb, strictness_, findings);
    article.unreadable = !bytes;
    article.digest = sha256_hex(path + '\n' + bytes.value_or(""));
    return article;
  }

  // Articles without a topic of the knowledge base need the one that says so.
  void give_lenient_topic() {
    const auto is_muut = [](const SourceArticle& a) {
      const auto topic = a.article.facets.find("topic");
      return topic != a.article.facets.end() && topic->second.front() == "muut";
    };
    if (std::none_of(content_.articles.begin(), content_.articles.end(), is_muut)) return;
    for (Facet& facet : content_.kb.facets) {
      if (facet.name != "topic" || facet.find("muut") != nullptr) continue;
      facet.values.push_back({"muut", {{"fi", "Muut"}, {"en", "Other"}, {"sv", "Övrigt"}}});
    }
  }

  void load_bodies() {
    const ArticleLookup lookup(content_.articles);
    std::vector<std::vector<Diagnostic>> findings(content_.articles.size());
    for_each_in_parallel(content_.articles.size(), [&](std::size_t i) {
      if (!content_.articles[i].unreadable) load_body(content_.articles[i], lookup, findings[i]);
    });
    take(findings);
  }

  void load_body(SourceArticle& article, const ArticleLookup& lookup, std::vector<Diagnostic>& all) const {
    std::string led;
    const auto slug_of = [&](std::string_view stem) -> std::optional<std::string> {
      const SourceArticle* target = lookup.by_stem(article.article.lang, stem);
      led += target != nullptr ? target->article.slug : std::string("-");
      led += '\n';
      return target != nullptr ? std::optional(target->article.slug) : std::nullopt;
    };
    Findings findings(article.article.path, all);
    read_article_body(article, content_.kb, strictness_, slug_of, findings);
    if (!led.empty()) article.digest = sha256_hex(article.digest + led);
  }

  void soften() {
    for (Diagnostic& finding : content_.findings) {
      const bool fatal = finding.rule == "no-articles";
      if (finding.severity == Severity::kError && !fatal) finding.severity = Severity::kWarning;
    }
  }

  void mark_broken() {
    std::set<std::string_view> files;
    for (const Diagnostic& finding : content_.findings) {
      if (finding.severity == Severity::kError) files.insert(finding.file);
    }
    for (SourceArticle& article : content_.articles) {
      article.broken = article.unreadable || files.count(article.article.path) > 0;
    }
    for (PathFile& path : content_.paths) path.broken = files.count(path.file) > 0;
    content_.synonyms_broken = files.count(kSynonymsFile) > 0;
    content_.glossary_broken = files.count(kGlossaryFile) > 0;
  }

  const ContentSource& source_;
  Strictness strictness_;
  Content content_;
};

}  // namespace

bool Content::has_file(const std::string& path) const { return std::binary_search(files.begin(), files.end(), path); }

Content load_content(const ContentSource& source, Strictness strictness) { return Loader(source, strictness).load(); }

ArticleLookup::ArticleLookup(const std::vector<SourceArticle>& articles) {
  for (const SourceArticle& article : articles) {
    ids_.try_emplace({article.article.lang, article.article.id}, &article);
    stems_.try_emplace({article.article.lang, std::string(stem_of(article.path))}, &article);
  }
}

const SourceArticle* ArticleLookup::by_id(std::string_view lang, std::string_view id) const {
  const auto found = ids_.find({std::string(lang), std::string(id)});
  return found == ids_.end() ? nullptr : found->second;
}

const SourceArticle* ArticleLookup::by_stem(std::string_view lang, std::string_view stem) const {
  const auto found = stems_.find({std::string(lang), std::string(stem)});
  return found == stems_.end() ? nullptr : found->second;
}

}  // namespace tiski
