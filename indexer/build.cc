#include "indexer/build.h"

#include <algorithm>
#include <map>
#include <set>

#include "indexer/content_source.h"
#include "indexer/prepare.h"
#include "search/index/digest.h"
#include "search/index/index_writer.h"
#include "search/index/schema.h"
#include "search/language/analyzer.h"
#include "search/language/translations.h"

namespace tiski {
namespace {

// As many forms as some 4 MB of Finnish have; some 60 MB of memory while the build lasts.
constexpr std::size_t kSharedWords = 100'000;

// Ends a build that is no longer wanted.
struct BrokenOff {};

bool may_publish(const Content& content, const BuildOptions& options) {
  if (content.articles.empty()) return false;
  if (!options.carry_over_broken) return !has_errors(content.findings);
  if (content.kb_broken || content.folders_unreadable) return false;
  return options.carry_over_unread ||
         std::none_of(content.findings.begin(), content.findings.end(), was_unreadable_just_then);
}

class Builder {
 public:
  Builder(const Content& content, const BuildOptions& options, BuildReport& report)
      : content_(content), options_(options), report_(report), writer_(options.index) {}

  void run() {
    for (const SourceArticle& source : content_.articles) {
      const std::string key = source.key();
      if (!keys_.insert(key).second) continue;  // a duplicate id: reported, both carried over as one
      if (source.broken) {
        if (writer_.carry_over(key)) ++report_.carried_over;
      } else if (source.article.status == Status::kPublished) {
        queue(source, key);
      }
    }
    report_progress();
    prepare_in_parallel(jobs_, analyzers_, options_.threads, [&](const PreparedDocument& document) {
      if (options_.stop.stop_requested()) throw BrokenOff();
      writer_.add(document);
      ++report_.analysed;
      report_progress();
    });
    writer_.set_knowledge_base(content_.kb);
    writer_.set_glossary(content_.glossary_broken ? writer_.previous_glossary() : content_.glossary);
    writer_.set_synonyms(content_.synonyms_broken ? writer_.previous_synonyms() : content_.synonyms.synonyms);
    set_paths();
    set_translations();
    if (options_.stop.stop_requested()) throw BrokenOff();
    report_.published = writer_.publish(versions_);
  }

 private:
  void queue(const SourceArticle& source, const std::string& key) {
    const std::string digest =
        sha256_hex(source.digest + '\n' + content_.kb_digest + '\n' + analyzer_version(source.article.lang) + '\n' +
                   std::to_string(kSchemaVersion));
    if (writer_.copy_unchanged(key, digest)) {
      ++report_.copied;
    } else {
      jobs_.push_back({&source.article, digest, source.text.size()});
    }
  }

  const std::string& analyzer_version(const std::string& lang) {
    auto found = versions_.find(lang);
    if (found == versions_.end()) found = versions_.emplace(lang, analyzers_.lease(lang)->version()).first;
    return found->second;
  }

  // A broken path stays as it was.
  void set_paths() {
    std::vector<TrainingPath> paths;
    for (const PathFile& file : content_.paths) {
      const auto& before = writer_.previous_paths();
      const auto same =
          std::find_if(before.begin(), before.end(), [&](const TrainingPath& path) { return path.id == file.path.id; });
      if (!file.broken) {
        paths.push_back(file.path);
      } else if (same != before.end()) {
        paths.push_back(*same);
      }
    }
    writer_.set_paths(paths);
  }

  // The curated words across languages are in the synonyms and the glossary and come first; dictionaries add the rest.
  void set_translations() {
    Vocabularies vocabularies;
    for (const std::string& lang : content_.kb.languages) vocabularies[lang] = writer_.lemmas(lang);
    DictionaryWords words = translate_vocabularies(vocabularies, options_.dictionaries);
    writer_.set_translations(words.table, std::move(words.dictionaries));
  }

  void report_progress() const {
    if (options_.progress) options_.progress(report_.analysed, jobs_.size());
  }

  const Content& content_;
  const BuildOptions& options_;
  BuildReport& report_;
  IndexWriter writer_;
  AnalyzerPool analyzers_{kSharedWords};
  std::map<std::string, std::string> versions_;
  std::set<std::string> keys_;
  std::vector<PrepareJob> jobs_;
};

}  // namespace

BuildReport build_index(const BuildOptions& options) {
  const FolderSource source(options.content);
  return build_index(load_content(source, options.lenient ? Strictness::kLenient : Strictness::kStrict), options);
}

BuildReport build_index(const Content& content, const BuildOptions& options) {
  BuildReport report;
  report.diagnostics = content.findings;
  if (!may_publish(content, options)) return report;
  try {
    Builder(content, options, report).run();
  } catch (const BrokenOff&) {
    report.published.reset();
  }
  return report;
}

}  // namespace tiski
