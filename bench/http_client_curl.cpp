#include "http_client_runs.hpp"

#include <curl/curl.h>

#include <vector>

namespace http_task::bench {
namespace {

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

} // namespace

run curl_run(const work& w) {
  return [w] { return run_curl(w); };
}

} // namespace http_task::bench
