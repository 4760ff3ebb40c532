// What one request costs this process: the client module, a whole task through the C ABI, and libcurl's multi
// interface, each with the same number of requests in flight against a server that bench/http_client.py
// starts.
//
//   bench_http_client client|task|curl URL REQUESTS IN_FLIGHT [CA_FILE]
//
// Prints {"requests", "cpuMicroseconds", "userMicroseconds",
// "wallMicroseconds", "bytes"}, each of the times for one request; the server's share is not in them.
#include "http/client.hpp"
#include "http_task/sdk/find_plugin.hpp"
#include "http_task/sdk/instance.hpp"
#include "uri/http_url.hpp"

#include <curl/curl.h>
#include <poll.h>
#include <sys/resource.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

struct work {
  std::string url;
  std::size_t requests = 0;
  std::size_t in_flight = 0;
  std::string ca_file; // "": the system's
};

void require(bool good, const std::string& what) {
  if (!good) throw std::runtime_error(what);
}

// Keeps `in_flight` requests going until all are done.
class client_run {
public:
  explicit client_run(const work& w) : work_(w), io_(1) {
    http_task::http::client_options options;
    options.egress.allow = {"127.0.0.1"};
    options.tls.ca_file = w.ca_file;
    options.connections_per_origin = w.in_flight;
    client_ = std::move(http_task::http::client::create(io_, std::move(options)).value());
    const auto url = http_task::uri::parse_http_url(w.url).value();
    request_.method = "GET";
    request_.origin = {url.scheme, url.host, url.port};
    request_.target = url.target;
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
                         {.on_progress = {}, .on_done = [this](http_task::message::exchange e) { end(e); }});
  }

  void end(const http_task::message::exchange& e) {
    const std::lock_guard lock(mutex_);
    if (e.error) failure_ = e.error->type + ": " + e.error->detail;
    if (e.response && e.response->status != 200) failure_ = "status " + std::to_string(e.response->status);
    if (e.response) bytes_ += e.response->body.size();
    if (started_ < work_.requests) start();
    if (++finished_ == work_.requests) done_.notify_all();
  }

  const work& work_;
  http_task::http::runtime io_;
  std::unique_ptr<http_task::http::client> client_;
  http_task::message::request request_;
  http_task::http::exchange_options options_;
  std::mutex mutex_; // guards what follows
  std::condition_variable done_;
  std::size_t started_ = 0;
  std::size_t finished_ = 0;
  std::uint64_t bytes_ = 0;
  std::string failure_;
};

std::uint64_t run_tasks(const work& w) {
  namespace sdk = http_task::sdk;
  const auto found = sdk::find_plugin("http_task", sdk::default_search_path());
  require(found.loaded != nullptr, "HTTP_TASK_PLUGIN_PATH names no folder with the plugin.");
  const std::string connections = std::to_string(w.in_flight);
  auto plugin = sdk::instance::create(
      found.loaded, R"({"egress": {"allow": ["127.0.0.1"]}, "limits": {"connectionsPerOrigin": )" +
                        connections + "}" +
                        (w.ca_file.empty() ? "" : R"(, "tls": {"caFile": ")" + w.ca_file + "\"}") + "}");
  require(plugin.has_value(), "The plugin makes no instance.");
  sdk::instance& tasks = *plugin;
  const std::string settings =
      R"({"uri": ")" + w.url +
      R"(", "maxResponseBytes": 67108864, "headers": {"Accept-Encoding": "identity"}})";
  sdk::submission task;
  task.settings = settings;
  std::size_t started = 0;
  std::size_t finished = 0;
  std::uint64_t bytes = 0;
  const int ready = tasks.event_fd().value();
  while (finished < w.requests) {
    for (; started - finished < w.in_flight && started < w.requests; ++started)
      require(tasks.submit(task).has_value(), "A task is refused.");
    pollfd waited{ready, POLLIN, 0};
    require(::poll(&waited, 1, 60'000) > 0, "The tasks hang.");
    for (const sdk::event& e : tasks.next_events(w.in_flight).value()) {
      if (e.kind != HTTP_TASK_EVENT_COMPLETED) continue;
      ++finished;
      bytes += e.doc.body().size();
      require(e.doc.json().starts_with(R"({"status":"COMPLETED")"), std::string(e.doc.json()));
    }
  }
  return bytes;
}

std::size_t keep(char* data, std::size_t size, std::size_t count, void* body) {
  static_cast<std::string*>(body)->append(data, size * count);
  return size * count;
}

// As a C++ host would: one multi handle, easy handles used again, connections kept, bodies in memory.
std::uint64_t run_curl(const work& w) {
  curl_global_init(CURL_GLOBAL_ALL);
  CURLM* multi = curl_multi_init();
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, static_cast<long>(w.in_flight));
  std::vector<std::string> bodies(w.in_flight);
  std::vector<CURL*> handles;
  for (std::size_t i = 0; i < w.in_flight; ++i) {
    CURL* easy = handles.emplace_back(curl_easy_init());
    curl_easy_setopt(easy, CURLOPT_URL, w.url.c_str());
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &bodies[i]);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, &bodies[i]);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_FAILONERROR, 1L);
    curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
    if (!w.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, w.ca_file.c_str());
  }
  std::size_t started = 0;
  std::size_t finished = 0;
  std::uint64_t bytes = 0;
  for (CURL* easy : handles) {
    if (started++ < w.requests) curl_multi_add_handle(multi, easy);
  }
  while (finished < w.requests) {
    int running = 0;
    require(curl_multi_perform(multi, &running) == CURLM_OK, "curl_multi_perform failed.");
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
      CURL* easy = message->easy_handle;
      require(message->data.result == CURLE_OK, curl_easy_strerror(message->data.result));
      std::string* body = nullptr;
      curl_easy_getinfo(easy, CURLINFO_PRIVATE, &body);
      bytes += body->size();
      body->clear();
      ++finished;
      curl_multi_remove_handle(multi, easy);
      if (started < w.requests) {
        ++started;
        curl_multi_add_handle(multi, easy);
      }
    }
    if (finished < w.requests) curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
  }
  for (CURL* easy : handles)
    curl_easy_cleanup(easy);
  curl_multi_cleanup(multi);
  return bytes;
}

double microseconds(const timeval& t) {
  return static_cast<double>(t.tv_sec) * 1e6 + static_cast<double>(t.tv_usec);
}

int measure(const std::string& what, const work& w) {
  std::optional<client_run> client;
  if (what == "client") client.emplace(w);
  rusage before{};
  getrusage(RUSAGE_SELF, &before);
  const auto start = std::chrono::steady_clock::now();
  const std::uint64_t bytes = client ? client->run() : what == "task" ? run_tasks(w) : run_curl(w);
  const double wall =
      std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
  rusage after{};
  getrusage(RUSAGE_SELF, &after);
  const double user = microseconds(after.ru_utime) - microseconds(before.ru_utime);
  const double system = microseconds(after.ru_stime) - microseconds(before.ru_stime);
  const auto count = static_cast<double>(w.requests);
  std::printf("{\"requests\": %zu, \"cpuMicroseconds\": %.3f, \"userMicroseconds\": %.3f, "
              "\"wallMicroseconds\": %.3f, "
              "\"bytes\": %llu}\n",
              w.requests, (user + system) / count, user / count, wall / count,
              static_cast<unsigned long long>(bytes));
  return EXIT_SUCCESS;
}

} // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  if (argc < 5 || (what != "client" && what != "task" && what != "curl")) {
    std::fprintf(stderr, "usage: %s client|task|curl URL REQUESTS IN_FLIGHT [CA_FILE]\n", argv[0]);
    return EXIT_FAILURE;
  }
  const work w{argv[2], std::strtoul(argv[3], nullptr, 10), std::strtoul(argv[4], nullptr, 10),
               argc > 5 ? argv[5] : ""};
  try {
    return measure(what, w);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return EXIT_FAILURE;
  }
}
