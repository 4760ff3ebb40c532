#include "response/structured_response.hpp"

#include "base/text.hpp"
#include "response/answer_view.hpp"
#include "response/connection_json.hpp"
#include "json/parse.hpp"
#include "json/problem.hpp"
#include "json/write.hpp"

#include <algorithm>
#include <utility>

namespace http_task::response {
namespace {

constexpr std::size_t shown_request_body = std::size_t{64} << 10U;

json::array fields_json(const message::fields& headers, const redactor* secrets) {
  json::array list;
  for (const message::field& f : headers) {
    std::string value = to_utf8(f.value);
    json::object& field = list.emplace_back(json::object()).get_object();
    field["name"] = to_utf8(f.name);
    field["value"] = secrets ? secrets->redact(value) : std::move(value);
  }
  return list;
}

// The fields of a head as it stood on the wire, framing fields included.
json::array fields_of_head(std::string_view head) {
  json::array list;
  head.remove_prefix(std::min(head.find("\r\n"), head.size()));
  while (head.starts_with("\r\n")) {
    head.remove_prefix(2);
    const std::string_view line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(line.size());
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    json::object& field = list.emplace_back(json::object()).get_object();
    field["name"] = line.substr(0, colon);
    field["value"] = trim(line.substr(colon + 1));
  }
  return list;
}

json::object request_json(const facts& f) {
  json::object out;
  if (!f.request) return out;
  const bool redirected = f.exchange && f.exchange->last_request;
  const message::request& r = redirected ? *f.exchange->last_request : *f.request;
  const redactor& secrets = *f.secrets;
  out["sent"] = f.exchange && f.exchange->request_sent;
  out["method"] = r.method;
  out["uri"] = secrets.redact(to_utf8(message::to_url(r)));
  out["httpVersion"] = "1.1";
  const std::string& sent = f.exchange ? f.exchange->request_head : f.head;
  const std::string head = secrets.redact(to_utf8(sent.empty() && !redirected ? f.head : sent));
  out["headers"] = head.empty() ? fields_json(r.headers, &secrets) : fields_of_head(head);
  if (f.level == inspection_level::info) return out;

  if (!head.empty()) out["head"] = head;
  if (r.body && !r.body->empty()) {
    const std::string_view body = *r.body;
    if (is_utf8(body)) {
      const std::string masked = secrets.redact(body);
      out["body"] = f.level == inspection_level::trace ? std::string_view(masked)
                                                       : utf8_prefix(masked, shown_request_body);
      out["bodyEncoding"] = "text";
    } else {
      out["body"] =
          base64_encode(f.level == inspection_level::trace ? body : body.substr(0, shown_request_body));
      out["bodyEncoding"] = "base64";
    }
  }
  if (!f.curl.empty()) out["curl"] = secrets.redact(f.curl);
  return out;
}

void mask_strings(json::value& v, const redactor& secrets) {
  if (json::string* s = v.if_string()) {
    if (secrets.contains_secret(json::view(*s))) *s = secrets.redact(json::view(*s));
  } else if (json::array* a = v.if_array()) {
    for (json::value& item : *a)
      mask_strings(item, secrets);
  } else if (json::object* o = v.if_object()) {
    for (auto& member : *o)
      mask_strings(member.value(), secrets);
  }
}

// The text is spliced into the document as it is; only where a secret has to be masked does it become a tree.
std::string body_text(const interpreted_body& body, const redactor* secrets) {
  if (!secrets || !secrets->contains_secret(body.text)) return body.text;
  if (body.encoding != body_encoding::json) return secrets->redact(body.text);
  json::value masked = *body.value;
  mask_strings(masked, *secrets);
  return json::write(masked);
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

// {"statusCode", "reasonPhrase", "headers", "body", ...}: written by hand, since the body is text already.
void append_response(std::string& out, const facts& f) {
  const message::response& answer = *f.exchange->response;
  const redactor* secrets = f.mask_answer ? f.secrets : nullptr;
  json::object head;
  head["statusCode"] = answer.status;
  head["reasonPhrase"] = to_utf8(answer.reason);
  head["headers"] = header_map(answer.headers, secrets);
  if (!answer.body_complete) head["bodyTruncated"] = true;
  if (!f.body_file.empty()) head["bodyFile"] = f.body_file;
  const bool has_body = f.body && f.body->encoding != body_encoding::none;
  if (has_body) head["bodyEncoding"] = encoding_name(f.body->encoding);
  json::append(out, head);
  if (has_body) {
    out.pop_back();
    out += ",\"body\":";
    out += body_text(*f.body, secrets);
    out += '}';
  }
}

json::value output_json(const facts& f) {
  json::value output = *f.output;
  if (f.mask_answer) mask_strings(output, *f.secrets);
  return output;
}

json::array interim_json(const facts& f) {
  json::array list;
  for (const message::response& r : f.exchange->interim) {
    json::object& interim = list.emplace_back(json::object()).get_object();
    interim["statusCode"] = r.status;
    interim["reasonPhrase"] = to_utf8(r.reason);
    interim["headers"] = fields_json(r.headers, f.mask_answer ? f.secrets : nullptr);
  }
  return list;
}

json::array redirects_json(const facts& f) {
  json::array list;
  if (!f.exchange) return list;
  for (const message::redirect& hop : f.exchange->redirects) {
    json::object& o = list.emplace_back(json::object()).get_object();
    o["statusCode"] = hop.answer.status;
    o["reasonPhrase"] = to_utf8(hop.answer.reason);
    o["method"] = hop.method;
    o["uri"] = f.secrets->redact(hop.uri);
    o["location"] = f.secrets->redact(hop.location);
    o["nextMethod"] = hop.next_method;
    json::array& removed = o["removed"].emplace_array();
    for (const std::string& name : hop.removed)
      removed.push_back(json::value(to_utf8(name)));
    if (f.level == inspection_level::info) continue;
    o["requestHead"] = f.secrets->redact(to_utf8(hop.request_head));
    o["responseHeaders"] = fields_json(hop.answer.headers, f.mask_answer ? f.secrets : nullptr);
    o["connection"] = to_json(hop.connection, f.level);
    o["timings"] = to_json(hop.timings);
  }
  return list;
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

json::array attempts_json(const facts& f, const json::object* error) {
  json::array list;
  if (!f.exchange) return list;
  if (const std::optional<problem>& first = f.exchange->resent_after)
    list.push_back(json::object{{"number", 1}, {"error", json::to_json(masked(*first, *f.secrets))}});
  const auto number = list.size() + 1;
  json::object& attempt = list.emplace_back(json::object()).get_object();
  attempt["number"] = number;
  if (f.exchange->response) attempt["statusCode"] = f.exchange->response->status;
  if (error) attempt["error"] = *error;
  attempt["timings"] = to_json(f.exchange->timings);
  return list;
}

json::array checks_json(const facts& f) {
  json::array list;
  if (!f.checks) return list;
  for (const check& c : *f.checks) {
    json::object& entry = list.emplace_back(json::object()).get_object();
    entry["rule"] = c.rule;
    entry["pass"] = c.pass;
    if (!c.pointer.empty()) entry["pointer"] = c.pointer;
    entry["message"] = f.secrets->redact(to_utf8(c.message));
  }
  return list;
}

class document_writer {
public:
  void member(std::string_view name, const json::value& v) {
    begin(name);
    json::append(text_, v);
  }
  std::string& begin(std::string_view name) {
    text_ += text_.empty() ? '{' : ',';
    json::append_string(text_, name);
    text_ += ':';
    return text_;
  }
  std::string finish() && { return std::move(text_) + '}'; }

private:
  std::string text_;
};

} // namespace

std::string write_structured_response(const facts& f) {
  std::optional<json::object> error;
  if (f.error) error = json::to_json(masked(*f.error, *f.secrets));

  document_writer out;
  out.member("status", json::value(to_string(f.outcome.status)));
  out.member("verdict", json::value(f.secrets->redact(to_utf8(f.outcome.sentence))));
  if (f.exchange && f.exchange->response) append_response(out.begin("response"), f);
  if (f.output) out.member("output", output_json(f));
  out.member("request", request_json(f));
  if (f.exchange) {
    if (!f.exchange->interim.empty()) out.member("interim", interim_json(f));
    if (f.exchange->response && f.level != inspection_level::info)
      out.member("responseHeaders",
                 fields_json(f.exchange->response->headers, f.mask_answer ? f.secrets : nullptr));
  }
  out.member("timings", f.exchange ? to_json(f.exchange->timings) : json::object{{"total", 0}});
  if (f.exchange) {
    out.member("connection", to_json(f.exchange->connection, f.level));
    out.member("sizes", to_json(f.exchange->sizes));
  }
  out.member("redirects", redirects_json(f));
  out.member("attempts", attempts_json(f, error ? &*error : nullptr));
  out.member("checks", checks_json(f));
  if (error) out.member("error", *error);
  return std::move(out).finish();
}

} // namespace http_task::response
