#include "serve/page.hpp"

#include "sandbox/message.hpp"

#include <algorithm>

namespace http_task::host {
namespace {

constexpr std::string_view no_page =
    "The editor page is not part of this build: it needs node 18 or newer when it is built.\n"
    "The HTTP API below /api/v1/ works; schemas/editor-api.openapi.json describes it.\n";
constexpr std::string_view plain_text = "text/plain; charset=utf-8";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of(" \t"), text.size());
  text.remove_prefix(first);
  return text.substr(0, text.find_last_not_of(" \t") + 1);
}

// Whether a coding is among the list, and not with the weight 0.
bool accepts(std::string_view list, std::string_view coding) {
  while (!list.empty()) {
    std::string_view item = list.substr(0, list.find(','));
    list.remove_prefix(std::min(item.size() + 1, list.size()));
    const std::string_view name = trimmed(item.substr(0, item.find(';')));
    if (!equal_ignoring_case(name, coding)) continue;
    const std::size_t weight = item.find("q=");
    return weight == std::string_view::npos ||
           item.substr(weight + 2).find_first_of("123456789") != std::string_view::npos;
  }
  return false;
}

} // namespace

page_answer answer_page(std::span<const page_file> files, std::string_view path,
                        std::string_view accept_encoding, std::string_view if_none_match) {
  if (path == "/") path = "/index.html";
  const auto found = std::ranges::find(files, path, &page_file::path);
  if (found == files.end()) {
    const bool missing_page = files.empty() && path == "/index.html";
    return {missing_page ? 200U : 404U,
            {{"Content-Type", plain_text}, {"Cache-Control", "no-store"}},
            missing_page ? no_page : std::string_view("There is no such file.\n")};
  }
  page_answer answer;
  answer.body = found->identity;
  answer.headers = {{"Content-Type", found->media_type},
                    {"Vary", "Accept-Encoding"},
                    {"ETag", found->etag},
                    {"Cache-Control", found->hashed ? "public, max-age=31536000, immutable" : "no-cache"}};
  if (if_none_match.find(found->etag) != std::string_view::npos && !found->etag.empty()) {
    answer.status = 304;
    answer.body = {};
  } else if (!found->brotli.empty() && accepts(accept_encoding, "br")) {
    answer.body = found->brotli;
    answer.headers.emplace_back("Content-Encoding", "br");
  } else if (!found->gzip.empty() && accepts(accept_encoding, "gzip")) {
    answer.body = found->gzip;
    answer.headers.emplace_back("Content-Encoding", "gzip");
  }
  return answer;
}

} // namespace http_task::host
