#include "server/server.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <thread>

#include "search/error.h"
#include "search/index/digest.h"
#include "server/digest.h"
#include "server/handlers/site.h"
#include "server/http/front.h"
#include "server/read_file.h"
#include "server/warm_up.h"
#include "server/watch.h"

namespace tiski {
namespace {

HostPort listen_address(const ServerOptions& options) {
  const auto where = parse_host_port(options.listen);
  if (!where || !where->port) {
    throw Error(fmt::format("--listen {} is no address with a port", options.listen), "write --listen 127.0.0.1:8080");
  }
  const bool is_local = is_numeric_loopback(where->host) || where->host == "localhost";
  if (!is_local && options.hosts.empty()) {
    throw Error(
        fmt::format("{} is beyond this machine, and no name is given under which others may ask", where->host),
        "name this machine as browsers will: --host tiski.example.fi (or --host 192.0.2.7), once for each name");
  }
  return *where;
}

AllowedHosts allowed_hosts(const ServerOptions& options, int port) {
  std::vector<HostPort> names;
  for (const auto& name : options.hosts) {
    auto host = parse_host_port(name);
    if (!host) throw Error(fmt::format("--host {} is no host name", name), "write --host tiski.example.fi");
    names.push_back(std::move(*host));
  }
  return AllowedHosts(port, std::move(names));
}

void warn_of_missing_words(const Messages& messages, const KnowledgeBase& kb) {
  for (const auto& lang : kb.languages) {
    if (messages.catalogs().count(lang) != 0) continue;
    spdlog::warn("there is no messages/{}: its pages have the words of {}", lang, messages.in(lang).lang());
  }
}

unsigned worker_count(const ServerOptions& options) {
  return options.workers != 0 ? options.workers : std::max(2U, std::thread::hardware_concurrency());
}

}  // namespace

struct Server::State {
  explicit State(ServerOptions given)
      : options(std::move(given)),
        messages(Messages::load(options.templates / "messages")),
        assets(Assets::load(options.templates / "assets")),
        templates(
            Templates::load(options.templates, messages, [this](std::string_view file) { return assets.url(file); })),
        reports(options.state.empty() ? nullptr : std::make_unique<Reports>(options.state)),
        secret(reports ? reports->secret() : to_hex(random_bytes(32))),
        tokens(secret),
        source(options.index),
        site{source, templates, messages, assets, tokens, reports.get(), options.today ? options.today : today,
             false,  {},        {}},
        router(make_router()) {
    auto listener = listen_on(listen_address(options));
    url = fmt::format("http://{}/", listener.address);
    auto hosts = allowed_hosts(options, listener.port);
    front = std::make_unique<Front>(
        std::move(listener), std::move(hosts), options.limits, worker_count(options),
        [this](Request request) { return router->answer(std::move(request)); },
        [this](const Refusal& refusal) { return router->refuse(refusal); });
    if (!options.content.empty()) watcher = watch_content(options.content, options.index);
    const auto searcher = source.current();
    auto problem = source.problem();
    if (searcher == nullptr) {
      spdlog::warn("{}", problem);
    } else {
      warn_of_missing_words(messages, searcher->snapshot().knowledge_base());
    }
    warm_up = std::make_unique<WarmUp>(source, worker_count(options), site.today, std::move(problem));
  }

  std::unique_ptr<Router> make_router() {
    site.openapi = read_file(options.templates / "openapi.json");
    site.page_salt = short_digest(templates.digest() + secret);
    auto made = std::make_unique<Router>(make_fallbacks(site));
    add_page_routes(site, *made);
    add_api_routes(site, *made);
    add_form_routes(site, *made);
    return made;
  }

  ServerOptions options;
  Messages messages;
  Assets assets;
  Templates templates;
  std::unique_ptr<Reports> reports;
  std::string secret;
  FormTokens tokens;
  SearcherSource source;
  Site site;
  std::unique_ptr<Router> router;
  std::string url;
  std::unique_ptr<Front> front;
  std::unique_ptr<ContentWatcher> watcher;
  std::unique_ptr<WarmUp> warm_up;
};

Server::Server(ServerOptions options) : state_(std::make_unique<State>(std::move(options))) {}
Server::~Server() = default;
std::string Server::url() const { return state_->url; }
void Server::run() { state_->front->run(); }
void Server::stop() noexcept { state_->front->stop(); }

}  // namespace tiski
