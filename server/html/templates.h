#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/html/data.h"
#include "server/html/template_source.h"
#include "server/messages.h"

namespace tiski {

enum class UnknownNames { kEmpty, kRefuse };

// The pages' templates: the folder's *.mustache and partials/*.mustache, read and checked once, at start.
// Thread safe: a parsed mustache is not (rendering changes it), so each render leases one.
//
//   auto templates = Templates::load("templates", messages, asset_url);
//   templates.render("home", "fi", to_data(home_page));
class Templates {
 public:
  // Every template is expanded and parsed in every language, so that a mistake shows at start. Throws Error naming it.
  // kRefuse (tests): a name that the data does not have is an Error of render(), not an empty text.
  static Templates load(const std::filesystem::path& folder, const Messages& messages,
                        const std::function<std::string(std::string_view file)>& asset_url,
                        UnknownNames unknown_names = UnknownNames::kEmpty);
  ~Templates();
  Templates(Templates&&) noexcept;

  // `name` without folder and ending; a language without messages uses those that Messages::in() gives.
  std::string render(std::string_view name, std::string_view lang, const Data& data) const;

  // Digest of all sources, messages included: part of every page's ETag.
  const std::string& digest() const;

 private:
  Templates();
  struct State;
  std::unique_ptr<State> state_;
};

// Name → text of every template of the folder.
TemplateSources read_template_sources(const std::filesystem::path& folder);

}  // namespace tiski
