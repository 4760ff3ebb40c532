#include "http/client.hpp"

#include "base/text.hpp"
#include "http/client_core.hpp"
#include "http/exchange_run.hpp"
#include "http/host_list.hpp"
#include "http/request_head.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace http_task::http {
namespace {

problem cancelled() {
  return make_problem("cancel.requested", "The request was cancelled.");
}

problem bad_option(std::string detail, std::string pointer) {
  return in_source(make_problem("options.invalid", std::move(detail), std::move(pointer)), "options");
}

result<std::map<std::string, addresses>>
parse_known_names(const std::map<std::string, std::vector<std::string>>& names) {
  std::map<std::string, addresses> known;
  for (const auto& [name, texts] : names) {
    const std::string pointer = "/resolve/" + name;
    if (!is_host_name(name)) return bad_option("\"" + name + "\" is not the name of a host.", pointer);
    if (texts.empty()) return bad_option("There must be at least one address for " + name + ".", pointer);
    addresses& list = known[canonical_name(name)];
    for (std::size_t i = 0; i < texts.size(); ++i) {
      boost::system::error_code failed;
      list.push_back(boost::asio::ip::make_address(texts[i], failed));
      if (failed)
        return bad_option("\"" + texts[i] + "\" is not a numeric address.",
                          pointer + "/" + std::to_string(i));
    }
  }
  return known;
}

address_lookup numeric(lookup_function lookup) {
  return [lookup = std::move(lookup)](const std::string& name) -> result<addresses> {
    const result<std::vector<std::string>> texts = lookup(name);
    if (!texts) return texts.error();
    addresses list;
    for (const std::string& text : *texts) {
      boost::system::error_code failed;
      list.push_back(boost::asio::ip::make_address(text, failed));
      if (failed)
        return make_problem("dns.failed", "The lookup of " + name + " gave \"" + text + "\", no address.");
    }
    if (list.empty()) return make_problem("dns.not_found", "There is no address for the host " + name + ".");
    return list;
  };
}

} // namespace

struct client::impl : client_core {
  using client_core::client_core;
};

client::client(std::shared_ptr<impl> i) : impl_(std::move(i)) {}

result<std::unique_ptr<client>> client::create(runtime& io, client_options options) {
  result<egress_guard> guard = egress_guard::create(options.egress);
  if (!guard) return guard.error();
  result<std::unique_ptr<tls_contexts>> tls = tls_contexts::create(options.tls);
  if (!tls) return tls.error();
  result<proxy_rules> proxies = proxy_rules::create(options.proxy, &process_environment);
  if (!proxies) return proxies.error();
  auto known = parse_known_names(options.resolve);
  if (!known) return known.error();

  resolver::options names;
  names.threads = std::max<std::size_t>(options.resolver_threads, 1);
  names.known = std::move(*known);
  names.lifetime = options.name_lifetime;
  if (options.lookup) names.lookup = numeric(std::move(options.lookup));
  const pool_policy::limits limits{std::max<std::size_t>(options.connections_per_origin, 1),
                                   std::max<std::size_t>(options.connections, 1),
                                   options.idle_connection_lifetime};
  return std::unique_ptr<client>(
      new client(std::make_shared<impl>(io, std::move(*guard), std::move(*tls), std::move(*proxies),
                                        std::move(names), std::move(options.connect_to), limits)));
}

client::~client() {
  impl_->pool->close();
  impl_->resolve.close();
  // The exchanges keep themselves alive, each until it has ended or its runtime is gone.
  std::unordered_map<id, std::shared_ptr<exchange_run>> running;
  {
    const std::lock_guard lock(impl_->mutex);
    running.swap(impl_->running);
  }
  for (const auto& [started, run] : running)
    run->stop(make_problem("cancel.shutdown", "The instance was shut down while the request was under way."));
}

result<void> client::check(const message::request& request, const exchange_options& options) const {
  if (auto checked = check_request(request); !checked) return checked;
  const message::origin& to = request.origin;
  const auto proxy = impl_->proxies.choose(options.proxy, to.scheme, to.host, to.port);
  if (!proxy) return proxy.error();
  if (to.scheme != "https") return {};
  const auto tls = impl_->tls->select(options.tls, to.host, true);
  if (!tls) return tls.error();
  return {};
}

client::id client::start(std::shared_ptr<const message::request> request, const exchange_options& options,
                         exchange_observer observer) {
  std::shared_ptr<exchange_run> run;
  id started = 0;
  {
    const std::lock_guard lock(impl_->mutex);
    started = ++impl_->last_id;
    run = std::make_shared<exchange_run>(impl_, started, std::move(request), options, std::move(observer));
    impl_->running.emplace(started, run);
  }
  run->start();
  return started;
}

void client::cancel(id exchange) {
  std::shared_ptr<exchange_run> run;
  {
    const std::lock_guard lock(impl_->mutex);
    const auto found = impl_->running.find(exchange);
    if (found == impl_->running.end()) return;
    run = found->second;
  }
  run->stop(cancelled());
}

void client::cancel_all() {
  std::vector<std::shared_ptr<exchange_run>> runs;
  {
    const std::lock_guard lock(impl_->mutex);
    for (const auto& [started, run] : impl_->running)
      runs.push_back(run);
  }
  for (const auto& run : runs)
    run->stop(cancelled());
}

bool may_pass(std::string_view type) noexcept {
  return type.starts_with("conn.") || type.starts_with("timeout.") || type == "dns.failed" ||
         type == "protocol.truncated";
}

std::string request_head(const message::request& request) {
  return check_request(request) ? write_head(request) : std::string();
}

} // namespace http_task::http
