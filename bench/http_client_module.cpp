#include "http_client_runs.hpp"

#include "http/client.hpp"
#include "uri/http_url.hpp"

#include <algorithm>
#include <memory>

namespace http_task::bench {
namespace {

class module_run {
public:
  explicit module_run(const work& w) : pace_(w), io_(1) {
    http::client_options options;
    options.egress.allow = {"127.0.0.1"};
    options.tls.ca_file = w.ca_file;
    options.connections_per_origin = w.in_flight;
    options.connections = std::max<std::size_t>(w.in_flight, 64);
    client_ = std::move(http::client::create(io_, std::move(options)).value());
    const auto url = uri::parse_http_url(w.url).value();
    message::request request;
    request.method = "GET";
    request.origin = {url.scheme, url.host, url.port};
    request.target = url.target;
    request_ = std::make_shared<const message::request>(std::move(request));
    options_.max_response_bytes = std::uint64_t{64} << 20U;
  }

  std::uint64_t run() {
    return pace_.run([this] {
      (void)client_->start(request_, options_,
                           {.on_progress = {}, .on_done = [this](message::exchange e) { end(e); }});
      return true;
    });
  }

private:
  void end(const message::exchange& e) {
    std::string failure;
    if (e.error) failure = e.error->type + ": " + e.error->detail;
    if (e.response && e.response->status != 200) failure = "status " + std::to_string(e.response->status);
    pace_.end(e.response ? e.response->body.size() : 0, std::move(failure));
  }

  pace pace_;
  http::runtime io_;
  std::unique_ptr<http::client> client_;
  std::shared_ptr<const message::request> request_;
  http::exchange_options options_;
};

} // namespace

run client_run(const work& w) {
  return [r = std::make_shared<module_run>(w)] { return r->run(); };
}

} // namespace http_task::bench
