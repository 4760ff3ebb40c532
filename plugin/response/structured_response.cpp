#include "response/structured_response.hpp"

#include "base/text.hpp"
#include "response/connection_json.hpp"
#include "response/text_json.hpp"
#include "json/parse.hpp"
#include "json/problem.hpp"
#include "json/text_writer.hpp"
#include "json/write.hpp"

#include <utility>

namespace http_task::response {
namespace {

constexpr std::size_t shown_request_body = std::size_t{64} << 10U;
// What the document has beside bodies and fields, about.
constexpr std::size_t usual_frame = 2048;

using json::text_writer;

void write_request_body(text_writer& out, std::string_view body, const facts& f) {
  const bool whole = f.level == inspection_level::trace;
  if (is_utf8(body)) {
    const std::string masked = f.secrets->redact(body);
    out.name("body").string(whole ? std::string_view(masked) : utf8_prefix(masked, shown_request_body));
    out.name("bodyEncoding").string("text");
  } else {
    const std::string masked = f.secrets->redact(body);
    out.name("body").string(
        base64_encode(std::string_view(masked).substr(0, whole ? masked.npos : shown_request_body)));
    out.name("bodyEncoding").string("base64");
  }
}

void write_request(text_writer& out, const facts& f) {
  out.begin_object();
  if (f.request) {
    const bool redirected = f.exchange && f.exchange->last_request;
    const message::request& r = redirected ? *f.exchange->last_request : *f.request;
    out.name("sent").boolean(f.exchange && f.exchange->request_sent);
    out.name("method").string(r.method);
    write_text(out.name("uri"), message::to_url(r), f.secrets);
    out.name("httpVersion").string("1.1");
    const std::string& sent = f.exchange ? f.exchange->request_head : f.head;
    const std::string head = f.secrets->redact(to_utf8(sent.empty() && !redirected ? f.head : sent));
    out.name("headers");
    if (head.empty())
      write_fields(out, r.headers, f.secrets);
    else
      write_fields_of_head(out, head);
    if (f.level != inspection_level::info) {
      if (!head.empty()) out.name("head").string(head);
      if (r.body && !r.body->empty()) write_request_body(out, *r.body, f);
      write_member(out, "curl", f.curl, f.secrets);
    }
  }
  out.end_object();
}

// Strings, names of members, and numbers that are secrets.
json::value masked_value(const json::value& v, const redactor& secrets) {
  if (const json::string* s = v.if_string()) return json::value(secrets.redact(json::view(*s)));
  if (const json::array* a = v.if_array()) {
    json::array items;
    for (const json::value& item : *a)
      items.push_back(masked_value(item, secrets));
    return items;
  }
  if (const json::object* o = v.if_object()) {
    json::object members;
    for (const auto& member : *o)
      members.insert_or_assign(secrets.redact(json::view(member.key())),
                               masked_value(member.value(), secrets));
    return members;
  }
  if (v.is_number() && secrets.contains_secret(json::write(v))) return json::value(redactor::mask);
  return v;
}

// JSON is spliced into the document as it is; only where a secret has to be masked is it taken apart, for
// what looks like one may go across the escapes of a string. In base64 it may go across the groups.
void write_body(text_writer& out, const interpreted_body& body, const redactor* secrets) {
  const std::string_view content = body.content();
  if (body.encoding == body_encoding::text) {
    write_text(out, content, secrets);
    return;
  }
  const bool is_json = body.encoding == body_encoding::json;
  if (!secrets || !secrets->contains_secret(content))
    is_json ? out.raw(content) : out.base64(content);
  else if (is_json)
    out.value(masked_value(body.value ? *body.value : json::parse(content).value(), *secrets));
  else
    out.base64(secrets->redact(content));
}

std::string_view encoding_name(body_encoding e) {
  switch (e) {
  case body_encoding::none: break;
  case body_encoding::json: return "json";
  case body_encoding::text: return "text";
  case body_encoding::base64: return "base64";
  }
  return {};
}

// About, of a body in the document.
std::size_t shown_size(const interpreted_body* body) {
  if (!body) return 0;
  const std::size_t size = body->content().size();
  return body->encoding == body_encoding::base64 ? size / 3 * 4 + 4 : size;
}

void write_response(text_writer& out, const facts& f) {
  const message::response& answer = *f.exchange->response;
  const redactor* secrets = f.mask_answer ? f.secrets : nullptr;
  out.begin_object();
  out.name("statusCode").number(answer.status);
  write_text(out.name("reasonPhrase"), answer.reason, nullptr);
  write_header_map(out.name("headers"), answer.headers, secrets);
  if (!answer.body_complete) out.name("bodyTruncated").boolean(true);
  write_member(out, "bodyFile", f.body_file);
  if (f.body_streamed) out.name("bodyStreamed").boolean(true);
  if (f.body && f.body->encoding != body_encoding::none) {
    out.name("bodyEncoding").string(encoding_name(f.body->encoding));
    write_body(out.name("body"), *f.body, secrets);
  }
  out.end_object();
}

void write_output(text_writer& out, const facts& f) {
  const json::value output = *f.output;
  out.value(f.mask_answer ? masked_value(output, *f.secrets) : output);
}

void write_interim(text_writer& out, const facts& f) {
  out.begin_array();
  for (const message::response& r : f.exchange->interim) {
    out.begin_object();
    out.name("statusCode").number(r.status);
    write_text(out.name("reasonPhrase"), r.reason, nullptr);
    write_fields(out.name("headers"), r.headers, f.mask_answer ? f.secrets : nullptr);
    out.end_object();
  }
  out.end_array();
}

void write_redirect(text_writer& out, const message::redirect& hop, const facts& f) {
  out.begin_object();
  out.name("statusCode").number(hop.answer.status);
  write_text(out.name("reasonPhrase"), hop.answer.reason, nullptr);
  out.name("method").string(hop.method);
  write_text(out.name("uri"), hop.uri, f.secrets);
  write_text(out.name("location"), hop.location, f.secrets);
  out.name("nextMethod").string(hop.next_method);
  out.name("removed").begin_array();
  for (const std::string& name : hop.removed)
    write_text(out, name, nullptr);
  out.end_array();
  if (f.level != inspection_level::info) {
    write_text(out.name("requestHead"), hop.request_head, f.secrets);
    write_fields(out.name("responseHeaders"), hop.answer.headers, f.mask_answer ? f.secrets : nullptr);
    write(out.name("connection"), hop.connection, f.level);
    write(out.name("timings"), hop.timings);
  }
  out.end_object();
}

void write_redirects(text_writer& out, const facts& f) {
  out.begin_array();
  if (f.exchange) {
    for (const message::redirect& hop : f.exchange->redirects)
      write_redirect(out, hop, f);
  }
  out.end_array();
}

problem masked(problem p, const redactor& secrets) {
  for (std::string* text : {&p.detail, &p.advice})
    *text = secrets.redact(to_utf8(*text));
  for (finding& f : p.findings) {
    for (std::string* text : {&f.detail, &f.expected, &f.suggestion})
      *text = secrets.redact(to_utf8(*text));
  }
  return p;
}

void write_attempts(text_writer& out, const facts& f, std::string_view error, std::string_view timings) {
  out.begin_array();
  if (f.exchange) {
    unsigned number = 0;
    for (const message::attempt& earlier : f.exchange->earlier_attempts) {
      out.begin_object().name("number").number(++number);
      if (earlier.status) out.name("statusCode").number(*earlier.status);
      if (earlier.error) out.name("error").value(json::to_json(masked(*earlier.error, *f.secrets)));
      if (earlier.waited > 0) out.name("delay").number(earlier.waited);
      write(out.name("timings"), earlier.timings);
      out.end_object();
    }
    out.begin_object().name("number").number(number + 1);
    if (f.exchange->response) out.name("statusCode").number(f.exchange->response->status);
    if (!error.empty()) out.name("error").raw(error);
    if (f.exchange->waited > 0) out.name("delay").number(f.exchange->waited);
    out.name("timings").raw(timings);
    out.end_object();
  }
  out.end_array();
}

void write_checks(text_writer& out, const facts& f) {
  out.begin_array();
  if (f.checks) {
    for (const check& c : *f.checks) {
      out.begin_object();
      out.name("rule").string(c.rule);
      out.name("pass").boolean(c.pass);
      write_member(out, "pointer", c.pointer);
      write_text(out.name("message"), c.message, f.secrets);
      out.end_object();
    }
  }
  out.end_array();
}

// They stand in the document twice: by themselves and with the last attempt.
std::string timings_text(const message::timings& t) {
  text_writer out(256);
  write(out, t);
  return out.take();
}

} // namespace

std::string write_structured_response(const facts& f) {
  const std::string error =
      f.error ? json::write(json::to_json(masked(*f.error, *f.secrets))) : std::string();
  const std::string timings = f.exchange ? timings_text(f.exchange->timings) : R"({"total":0})";
  text_writer out(usual_frame + shown_size(f.body));
  out.begin_object();
  out.name("status").string(to_string(f.outcome.status));
  write_text(out.name("verdict"), f.outcome.sentence, f.secrets);
  if (f.exchange && f.exchange->response) write_response(out.name("response"), f);
  if (f.output) write_output(out.name("output"), f);
  write_request(out.name("request"), f);
  if (f.exchange) {
    if (!f.exchange->interim.empty()) write_interim(out.name("interim"), f);
    if (f.exchange->response && f.level != inspection_level::info)
      write_fields(out.name("responseHeaders"), f.exchange->response->headers,
                   f.mask_answer ? f.secrets : nullptr);
  }
  out.name("timings").raw(timings);
  if (f.exchange) {
    write(out.name("connection"), f.exchange->connection, f.level);
    write(out.name("sizes"), f.exchange->sizes);
  }
  write_redirects(out.name("redirects"), f);
  write_attempts(out.name("attempts"), f, error, timings);
  write_checks(out.name("checks"), f);
  if (!error.empty()) out.name("error").raw(error);
  out.end_object();
  return out.take();
}

} // namespace http_task::response
