#include "cli/import_progress.hpp"

#include "catalogue/source.hpp"
#include "text/counted.hpp"

#include <string>

namespace http_task::host {
namespace {

constexpr std::chrono::milliseconds between_pictures{100};
constexpr std::chrono::seconds between_lines{5};

} // namespace

import_progress::import_progress(const console& out, std::size_t total) noexcept
    : out_(out), total_(total), start_(clock::now()), shown_(start_) {}

import_progress::~import_progress() {
  out_.progress("");
}

void import_progress::at(std::size_t done, std::string_view source) {
  const clock::time_point now = clock::now();
  if (now - shown_ <
      (out_.shows_progress() ? clock::duration(between_pictures) : clock::duration(between_lines)))
    return;
  shown_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const auto rate = static_cast<std::uint64_t>(static_cast<double>(done) / seconds);
  std::string line =
      grouped(done) + " of " + counted(total_, "document") + " read, " + grouped(rate) + " a second";
  if (!out_.shows_progress()) return out_.talk(line);
  const std::string member = read_record(source).member;
  line += ": " + printable_line(member.empty() ? source : std::string_view(member));
  if (columns(line) >= out_.width()) line.resize(out_.width() - 1); // a line that wraps could not be replaced
  out_.progress(line);
}

void import_progress::last_step(std::string_view what) const {
  out_.progress(what);
}

} // namespace http_task::host
