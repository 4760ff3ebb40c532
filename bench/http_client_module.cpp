#include "http_client_runs.hpp"

#include "http/client.hpp"
#include "uri/http_url.hpp"

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace http_task::bench {
namespace {

// Keeps `in_flight` requests going until all are done.
class module_run {
public:
  explicit module_run(const work& w) : work_(w), io_(1) {
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
    {
      const std::lock_guard lock(mutex_);
      for (std::size_t i = 0; i < work_.in_flight && started_ < work_.requests; ++i)
        start();
    }
    std::unique_lock lock(mutex_);
    require(done_.wait_for(lock, std::chrono::seconds(300), [&] { return finished_ == work_.requests; }),
            "The requests hang.");
    require(failure_.empty(), failure_);
    return bytes_;
  }

private:
  // With the mutex held.
  void start() {
    ++started_;
    (void)client_->start(request_, options_,
                         {.on_progress = {}, .on_done = [this](message::exchange e) { end(e); }});
  }

  void end(const message::exchange& e) {
    const std::lock_guard lock(mutex_);
    if (e.error) failure_ = e.error->type + ": " + e.error->detail;
    if (e.response && e.response->status != 200) failure_ = "status " + std::to_string(e.response->status);
    if (e.response) bytes_ += e.response->body.size();
    if (started_ < work_.requests) start();
    if (++finished_ == work_.requests) done_.notify_all();
  }

  const work work_;
  http::runtime io_;
  std::unique_ptr<http::client> client_;
  std::shared_ptr<const message::request> request_;
  http::exchange_options options_;
  std::mutex mutex_; // guards what follows
  std::condition_variable done_;
  std::size_t started_ = 0;
  std::size_t finished_ = 0;
  std::uint64_t bytes_ = 0;
  std::string failure_;
};

} // namespace

run client_run(const work& w) {
  return [r = std::make_shared<module_run>(w)] { return r->run(); };
}

} // namespace http_task::bench
