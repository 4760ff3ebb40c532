#include "render/structured_response.hpp"

#include "document/layout.hpp"
#include "render/connection.hpp"
#include "render/problem.hpp"

#include <algorithm>
#include <optional>

namespace http_task::host {
namespace {

std::string title(std::string_view words, const palette& paint) {
  return paint(ink::bold, words) + "\n";
}

// Each line of foreign text behind a mark.
std::string marked(std::string_view text, std::string_view mark, const palette& paint) {
  const std::string clean = printable(text);
  std::string out;
  for (std::string_view rest = clean; !rest.empty();) {
    const std::size_t size = std::min(rest.find('\n'), rest.size());
    out += paint(ink::dim, mark) + (size > 0 ? " " : "") + std::string(rest.substr(0, size)) + "\n";
    rest.remove_prefix(std::min(size + 1, rest.size()));
  }
  return out;
}

std::string size_words(std::size_t bytes) {
  return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
}

std::string request_part(const json::object& request, const palette& paint) {
  const std::string_view head = text_of(request, "head");
  std::string out;
  if (head.empty()) {
    const std::string line =
        std::string(text_of(request, "method")) + " " + std::string(text_of(request, "uri"));
    out += line.size() > 1
               ? marked(line + (flag_of(request, "sent") ? "\n" : "\n(nothing was sent)\n"), ">", paint)
               : std::string();
  } else {
    out +=
        flag_of(request, "sent") ? "" : paint(ink::yellow, "(nothing was sent; this would have been)") + "\n";
    out += marked(head, ">", paint);
  }
  const std::string_view body = text_of(request, "body");
  if (body.empty()) return out;
  if (text_of(request, "bodyEncoding") == "base64")
    return out + paint(ink::dim, "> (binary, " + size_words(body.size() / 4 * 3) + " at most)") + "\n";
  return out + marked(parse_json(body, "body") ? indent_json(body) : std::string(body), ">", paint);
}

std::string status_line(const json::object& response, const json::object& connection, const palette& paint) {
  const auto code = integer_of(response, "statusCode");
  const std::string_view version = text_of(connection, "httpVersion");
  std::string line = "HTTP/" + std::string(version.empty() ? "1.1" : version) + " ";
  line += std::to_string(code) + " " + printable_line(text_of(response, "reasonPhrase"));
  return paint(code < 300 ? ink::green : code < 400 ? ink::yellow : ink::red, line);
}

// As received where that is there, else from Conductor's map.
std::string header_lines(const json::object& document, const json::object& response) {
  std::string lines;
  const json::array* received = array_of(document, "responseHeaders");
  for (const json::value& item : received != nullptr ? *received : json::array()) {
    const json::object& field = or_empty(item.if_object());
    lines += printable_line(text_of(field, "name")) + ": " + printable_line(text_of(field, "value")) + "\n";
  }
  if (received != nullptr) return lines;
  for (const auto& member : or_empty(object_of(response, "headers"))) {
    for (const json::value& value : member.value().is_array() ? member.value().get_array() : json::array())
      lines += printable_line(view(member.key())) + ": " +
               (value.is_string() ? printable_line(view(value.get_string())) : "") + "\n";
  }
  return lines;
}

std::string body_part(std::string_view document, const json::object& response, const palette& paint) {
  const auto response_span = find_member(document, "response");
  const auto body_span = response_span ? find_member(response_span->in(document), "body") : std::nullopt;
  if (!body_span) return paint(ink::dim, "(no body)") + "\n";
  const std::string_view body = body_span->in(response_span->in(document));
  const std::string_view encoding = text_of(response, "bodyEncoding");
  std::string out;
  if (encoding == "base64") {
    out = paint(ink::dim, "(binary, " + size_words(text_of(response, "body").size() / 4 * 3) +
                              " at most; --json has it in base64)") +
          "\n";
  } else if (encoding == "text") {
    out = printable(text_of(response, "body"));
    out += out.ends_with('\n') ? "" : "\n";
  } else {
    out = printable(indent_json(body)) + "\n";
  }
  if (flag_of(response, "bodyTruncated"))
    out += paint(ink::yellow, "(broke off here: this is the part that came)") + "\n";
  return out;
}

// As the text has it: numbers keep their digits.
std::string output_part(std::string_view document, const palette& paint) {
  const auto span = find_member(document, "output");
  return span ? title("Output", paint) + printable(indent_json(span->in(document))) + "\n\n" : std::string();
}

std::string interim_part(const json::object& document, const palette& paint) {
  std::string out;
  const json::array* interim = array_of(document, "interim");
  for (const json::value& item : interim != nullptr ? *interim : json::array()) {
    const json::object& answer = or_empty(item.if_object());
    out += marked("HTTP/1.1 " + std::to_string(integer_of(answer, "statusCode")) + " " +
                      std::string(text_of(answer, "reasonPhrase")) + "\n" +
                      header_lines({{"responseHeaders",
                                     answer.contains("headers") ? answer.at("headers") : json::array()}},
                                   {}),
                  "<", paint) +
           "\n";
  }
  return out;
}

// Each redirect as a request and its answer, as curl -v --location shows them.
std::string redirects_part(const json::object& document, const palette& paint) {
  std::string out;
  const json::array* redirects = array_of(document, "redirects");
  for (const json::value& item : redirects != nullptr ? *redirects : json::array()) {
    const json::object& hop = or_empty(item.if_object());
    const std::string_view head = text_of(hop, "requestHead");
    const std::string line =
        std::string(text_of(hop, "method")) + " " + std::string(text_of(hop, "uri")) + "\n";
    out += marked(head.empty() ? line : head, ">", paint) + "\n";
    out += paint(ink::dim, "< ") + status_line(hop, or_empty(object_of(hop, "connection")), paint) + "\n" +
           marked(header_lines(hop, {}), "<", paint);
    out += paint(ink::yellow, "redirected to " + std::string(text_of(hop, "nextMethod")) + " " +
                                  printable_line(text_of(hop, "location")));
    const json::array* removed = array_of(hop, "removed");
    std::string names;
    for (const json::value& name : removed != nullptr ? *removed : json::array())
      names +=
          (names.empty() ? "" : ", ") + (name.is_string() ? printable_line(view(name.get_string())) : "");
    out += (names.empty() ? "" : paint(ink::yellow, ", without " + names)) + "\n\n";
  }
  return out;
}

std::string attempts_part(const json::array& attempts) {
  std::string out;
  for (const json::value& item : attempts) {
    const json::object& attempt = or_empty(item.if_object());
    out += "  " + std::to_string(integer_of(attempt, "number")) + ": ";
    if (attempt.contains("statusCode")) out += "status " + std::to_string(integer_of(attempt, "statusCode"));
    if (const json::object* error = object_of(attempt, "error"))
      out += (attempt.contains("statusCode") ? ", " : "") + printable_line(text_of(*error, "title")) + " (" +
             printable_line(text_of(*error, "type")) + ")";
    out += "\n";
  }
  return out;
}

std::string checks_part(const json::array& checks, const palette& paint) {
  std::string out;
  for (const json::value& item : checks) {
    const json::object& check = or_empty(item.if_object());
    const bool pass = flag_of(check, "pass");
    out += "  " + paint(pass ? ink::green : ink::red, pass ? "pass" : "FAIL") + "  " +
           printable_line(text_of(check, "rule"));
    for (const std::string_view member : {"pointer", "message"}) {
      if (const std::string_view words = text_of(check, member); !words.empty())
        out += "  " + printable_line(words);
    }
    out += "\n";
  }
  return out;
}

ink ink_of_status(std::string_view status) {
  if (status == "COMPLETED") return ink::green;
  return status == "CANCELED" ? ink::yellow : ink::red;
}

} // namespace

std::string render_structured_response(std::string_view document, const palette& paint, std::size_t width) {
  const auto parsed = parse_object(document, "structured response");
  const json::object& all = parsed ? *parsed : or_empty(static_cast<const json::object*>(nullptr));
  const json::object& connection = or_empty(object_of(all, "connection"));
  std::string out = redirects_part(all, paint) + request_part(or_empty(object_of(all, "request")), paint);
  out += (out.empty() ? "" : "\n") + interim_part(all, paint);
  if (const json::object* response = object_of(all, "response")) {
    out += paint(ink::dim, "< ") + status_line(*response, connection, paint) + "\n";
    out += marked(header_lines(all, *response), "<", paint) + "\n" + body_part(document, *response, paint) +
           "\n";
  }
  out += output_part(document, paint);
  out += render_connection(connection, paint);
  out += render_timings(or_empty(object_of(all, "timings")), paint);
  out += render_sizes(or_empty(object_of(all, "sizes")));
  if (const json::array* attempts = array_of(all, "attempts"); attempts != nullptr && !attempts->empty())
    out += title("Attempts", paint) + attempts_part(*attempts);
  if (const json::array* checks = array_of(all, "checks"); checks != nullptr && !checks->empty())
    out += title("Checks", paint) + checks_part(*checks, paint);
  const std::string_view status = text_of(all, "status");
  out += title("Verdict", paint) + "  " + paint(ink_of_status(status), printable_line(status)) + "\n" +
         filled(text_of(all, "verdict"), 2, width);
  if (const json::object* error = object_of(all, "error"))
    out += "\n" + render_problem(read_problem(*error), paint, width);
  return out;
}

std::string render_dry_run(std::string_view document, const palette& paint) {
  const auto parsed = parse_object(document, "structured response");
  const json::object& request = or_empty(parsed ? object_of(*parsed, "request") : nullptr);
  std::string out(text_of(request, "head")); // header fields hold no control characters: this is safe to show
  const std::string_view body = text_of(request, "body");
  if (text_of(request, "bodyEncoding") == "base64") out += paint(ink::dim, "(binary body in base64)") + "\n";
  out += printable(body);
  if (!body.empty() && !body.ends_with('\n')) out += "\n";
  return out + "\n" + title("The same with curl", paint) + printable(text_of(request, "curl")) + "\n";
}

std::string summary_line(const json::object& document) {
  const json::object* response = object_of(document, "response");
  std::string line;
  if (response != nullptr)
    line = std::to_string(integer_of(*response, "statusCode")) + " " +
           printable_line(text_of(*response, "reasonPhrase"));
  if (const json::object* error = object_of(document, "error"); error != nullptr && response == nullptr)
    line = printable_line(text_of(*error, "title"));
  return line + " in " + milliseconds_text(number_of(or_empty(object_of(document, "timings")), "total"));
}

} // namespace http_task::host
