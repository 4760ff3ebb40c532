#include "fault_case.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <new>

#include <zlib.h>

namespace http_task::testing {
namespace json = boost::json;

namespace {

std::chrono::milliseconds pause_of(const json::object& step) {
  const json::value* ms = step.if_contains("sleep_ms");
  return std::chrono::milliseconds(ms != nullptr ? ms->to_number<int>() : 0);
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i)
    all += text;
  return all;
}

std::string gzip_of_zeros(std::size_t size) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
  const std::string zeros(std::size_t{1} << 20U, '\0');
  std::string made(deflateBound(&stream, static_cast<uLong>(size)), '\0');
  stream.next_out = reinterpret_cast<Bytef*>(made.data());
  stream.avail_out = static_cast<uInt>(made.size());
  for (std::size_t left = size; left > 0;) {
    const std::size_t piece = std::min(left, zeros.size());
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(zeros.data())); // zlib's API has no const
    stream.avail_in = static_cast<uInt>(piece);
    deflate(&stream, Z_NO_FLUSH);
    left -= piece;
  }
  deflate(&stream, Z_FINISH);
  made.resize(stream.total_out);
  deflateEnd(&stream);
  return made;
}

bool mentions(const json::array& steps, std::string_view word) {
  for (const json::value& step : steps)
    if (step.as_object().contains(word)) return true;
  return false;
}

} // namespace

std::string latin1(std::string_view utf8) {
  std::string bytes;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto first = static_cast<unsigned char>(utf8[i]);
    if (first < 0x80) {
      bytes += utf8[i];
    } else {
      ++i; // of U+0080 to U+00FF all have two bytes
      bytes += static_cast<char>(((first & 0x03U) << 6U) | (static_cast<unsigned char>(utf8[i]) & 0x3FU));
    }
  }
  return bytes;
}

std::string text_of(const json::object& o, std::string_view name) {
  const json::value* v = o.if_contains(name);
  return v != nullptr && v->is_string() ? std::string(v->as_string()) : std::string();
}

fault_server::fault_server(const json::object& fault_case) : case_(fault_case) {
  std::vector<script> scripts;
  const auto add = [&](const json::array& steps) {
    scripts.emplace_back([this, &steps](peer& p) { play(p, steps); });
  };
  add(fault_case.at("raw").as_array());
  if (const json::value* next = fault_case.if_contains("raw_next_connections"))
    for (const json::value& steps : next->as_array())
      add(steps.as_array());
  if (fault_case.contains("routes")) other_ = std::make_unique<scripted_server>(scripts);
  server_ = std::make_unique<scripted_server>(std::move(scripts));
}

std::vector<std::string> fault_server::heads() const {
  const std::lock_guard lock(mutex_);
  return heads_;
}

const json::array& fault_server::route_of(std::string_view head, const json::array& otherwise) const {
  const json::value* routes = case_.if_contains("routes");
  if (routes == nullptr) return otherwise;
  const std::size_t begin = head.find(' ') + 1;
  const json::value* route =
      routes->as_object().if_contains(head.substr(begin, head.find_first_of("? ", begin) - begin));
  return route != nullptr ? route->as_array() : otherwise;
}

// {PORT} and {PORT2} stand for the ports of the two origins.
std::string fault_server::bytes_of(const json::object& step, std::string_view name) const {
  std::string bytes = latin1(text_of(step, name));
  const auto fill = [&](std::string_view mark, const scripted_server* server) {
    for (std::size_t at = 0; server != nullptr && (at = bytes.find(mark, at)) != std::string::npos;)
      bytes.replace(at, mark.size(), std::to_string(server->port()));
  };
  fill("{PORT}", server_.get());
  fill("{PORT2}", other_.get());
  return bytes;
}

void fault_server::play(peer& p, const json::array& steps) {
  const json::array* part = &steps;
  if (!mentions(steps, "no_recv")) {
    std::string head = p.read_head();
    part = &route_of(head, steps);
    const std::lock_guard lock(mutex_);
    heads_.push_back(std::move(head));
  }
  for (const json::value& step : *part)
    play_step(p, step.as_object());
  p.shutdown_write();
  p.drain(std::chrono::milliseconds(300)); // closing with bytes unread would be a reset
}

void fault_server::play_step(peer& p, const json::object& step) {
  if (step.contains("send")) return p.send(bytes_of(step, "send"));
  if (step.contains("send_slow")) {
    const json::value* piece = step.if_contains("chunk");
    return p.send_slowly(latin1(text_of(step, "send_slow")),
                         piece != nullptr ? piece->to_number<std::size_t>() : 1, pause_of(step));
  }
  if (step.contains("send_repeat"))
    return p.send(repeated(latin1(text_of(step, "send_repeat")), step.at("times").to_number<std::size_t>()));
  if (step.contains("send_forever")) {
    const std::string bytes = latin1(text_of(step, "send_forever"));
    const auto pause = pause_of(step);
    return p.send_for_ever(pause.count() > 0 ? bytes : repeated(bytes, 1 + 16384 / bytes.size()), pause);
  }
  if (step.contains("send_gzip_zeros"))
    return p.send(gzip_of_zeros(step.at("send_gzip_zeros").to_number<std::size_t>()));
  if (step.contains("send_b64")) return p.send(base64_decode(text_of(step, "send_b64")).value());
  if (step.contains("sleep_ms")) return p.sleep(pause_of(step));
  if (step.contains("recv")) {
    std::string head = p.read_head();
    const std::lock_guard lock(mutex_);
    heads_.push_back(std::move(head));
    return;
  }
  if (step.contains("recv_body")) return (void)p.read_body(step.at("recv_body").to_number<std::size_t>());
  if (step.contains("drain_ms"))
    return p.drain(std::chrono::milliseconds(step.at("drain_ms").to_number<int>()));
  if (step.contains("shutdown_wr")) return p.shutdown_write();
  if (step.contains("hold")) return p.drain();
  if (step.contains("rst")) p.reset();
  if (!step.contains("close") && !step.contains("no_recv"))
    ADD_FAILURE() << "The server cannot play " << json::serialize(step);
}

} // namespace http_task::testing
