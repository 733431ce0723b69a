#include "server/html/templates.h"

#include <fmt/format.h>

#include <kainjow/mustache.hpp>
#include <map>
#include <mutex>
#include <utility>

#include "search/error.h"
#include "server/digest.h"
#include "server/html/escape.h"
#include "server/read_file.h"

namespace tiski {
namespace {

namespace mustache = kainjow::mustache;

mustache::data to_mustache(const Data& data) {
  struct Convert {
    mustache::data operator()(bool flag) const { return mustache::data(flag); }
    mustache::data operator()(const std::string& text) const {
      return text.empty() ? mustache::data(false) : mustache::data(text);
    }
    mustache::data operator()(const Data::List& list) const {
      mustache::data out(mustache::data::type::list);
      // The library offers only copies, of whole trees: the list is ours and not const, so it is filled in place.
      auto& items = const_cast<mustache::list&>(out.list_value());
      items.reserve(list.size());
      for (const auto& item : list) items.push_back(to_mustache(item));
      return out;
    }
    mustache::data operator()(const Data::Object& object) const {
      mustache::data out;
      for (const auto& [name, field] : object) out[name] = to_mustache(field);
      return out;
    }
  };
  return std::visit(Convert{}, data.value);
}

// Remembers the first name that is nowhere in the data.
class Context : public mustache::context<std::string> {
 public:
  using mustache::context<std::string>::context;
  const mustache::data* get(const std::string& name) const override {
    const auto* found = mustache::context<std::string>::get(name);
    if (found == nullptr && missing_.empty()) missing_ = name;
    return found;
  }
  const std::string& missing() const { return missing_; }

 private:
  mutable std::string missing_;
};

void read_folder(const std::filesystem::path& folder, const std::string& prefix, TemplateSources& sources) {
  std::error_code failure;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failure)) {
    if (entry.path().extension() != ".mustache") continue;
    sources.emplace(prefix + entry.path().stem().string(), read_file(entry.path()));
  }
}

}  // namespace

TemplateSources read_template_sources(const std::filesystem::path& folder) {
  TemplateSources sources;
  read_folder(folder, "", sources);
  read_folder(folder / "partials", "partials/", sources);
  if (sources.empty()) {
    throw Error(fmt::format("no templates in {}", folder.string()), "name the folder with --templates");
  }
  return sources;
}

// The expanded text of one template in one language, and the parsed copies that nobody uses just now.
struct ParsedTemplate {
  std::string text;
  std::mutex mutex;
  std::vector<std::unique_ptr<mustache::mustache>> idle;

  std::unique_ptr<mustache::mustache> lease() {
    {
      const std::lock_guard lock(mutex);
      if (!idle.empty()) {
        auto parsed = std::move(idle.back());
        idle.pop_back();
        return parsed;
      }
    }
    auto parsed = std::make_unique<mustache::mustache>(text);
    parsed->set_custom_escape([](const std::string& value) { return html_escape(value); });
    return parsed;
  }
  void give_back(std::unique_ptr<mustache::mustache> parsed) {
    const std::lock_guard lock(mutex);
    idle.push_back(std::move(parsed));
  }
};

struct Templates::State {
  std::map<std::pair<std::string, std::string>, ParsedTemplate, std::less<>> templates;  // (name, language)
  std::string fallback_lang;
  std::string digest;
  UnknownNames unknown_names = UnknownNames::kEmpty;

  ParsedTemplate& find(std::string_view name, std::string_view lang) {
    auto found = templates.find(std::pair(std::string(name), std::string(lang)));
    if (found == templates.end()) found = templates.find(std::pair(std::string(name), fallback_lang));
    if (found == templates.end()) throw Error(fmt::format("there is no template {}", name));
    return found->second;
  }
};

Templates::Templates() : state_(std::make_unique<State>()) {}
Templates::~Templates() = default;
Templates::Templates(Templates&&) noexcept = default;

Templates Templates::load(const std::filesystem::path& folder, const Messages& messages,
                          const std::function<std::string(std::string_view file)>& asset_url,
                          UnknownNames unknown_names) {
  const auto sources = read_template_sources(folder);
  Templates templates;
  auto& state = *templates.state_;
  state.unknown_names = unknown_names;
  state.fallback_lang = messages.in("").lang();
  std::string all;
  for (const auto& [lang, catalog] : messages.catalogs()) {
    const TemplateConstants constants{[&catalog = catalog](std::string_view key) {
                                        if (!catalog.has(key)) {
                                          throw Error(fmt::format("messages/{} lacks the key {}", catalog.lang(), key));
                                        }
                                        return catalog.text(key);
                                      },
                                      asset_url};
    for (const auto& [source_name, source] : sources) {
      if (source_name.starts_with("partials/")) continue;
      const auto name = source_name.substr(0, source_name.find('.'));
      auto& entry = state.templates[{name, lang}];
      entry.text = hide_blanks(expand_template(sources, name, lang, constants));
      auto parsed = entry.lease();
      if (!parsed->is_valid()) throw Error(fmt::format("template {}: {}", name, parsed->error_message()));
      if (entry.idle.empty()) entry.give_back(std::move(parsed));
      all += entry.text;
    }
    for (const auto& key : catalog.keys()) all += catalog.text(key);
  }
  state.digest = short_digest(all);
  return templates;
}

std::string Templates::render(std::string_view name, std::string_view lang, const Data& data) const {
  auto& entry = state_->find(name, lang);
  const auto root = to_mustache(data);
  Context context(&root);
  std::string out;
  out.reserve(32 * 1024);
  auto parsed = entry.lease();
  struct Sink {  // what the library's render wants of a stream
    std::string& out;
    Sink& operator<<(const std::string& text) {
      out += text;
      return *this;
    }
  } sink{out};
  parsed->render(context, sink);
  show_blanks(out);
  const auto failure = parsed->error_message();
  if (failure.empty()) entry.give_back(std::move(parsed));
  if (!failure.empty()) throw Error(fmt::format("template {}: {}", name, failure));
  if (state_->unknown_names == UnknownNames::kRefuse && !context.missing().empty()) {
    throw Error(fmt::format("template {}: the page's data has no '{}'", name, context.missing()));
  }
  return out;
}

const std::string& Templates::digest() const { return state_->digest; }

}  // namespace tiski
