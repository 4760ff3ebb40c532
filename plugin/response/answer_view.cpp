#include "response/answer_view.hpp"

#include "base/text.hpp"

#include <utility>

namespace http_task::response {

namespace {

// As write_header_map() in text_json.hpp has it.
json::object header_map(const message::fields& headers) {
  json::object map;
  for (const message::field& f : headers) {
    json::value& values = map[to_lower(to_utf8(f.name))];
    if (!values.is_array()) values.emplace_array();
    values.get_array().push_back(json::value(to_utf8(f.value)));
  }
  return map;
}

} // namespace

answer_view::answer_view(const message::response& answer, interpreted_body& body) : body_(body) {
  json::object response{{"statusCode", answer.status}, {"reasonPhrase", to_utf8(answer.reason)}};
  response["headers"] = header_map(answer.headers);
  if (body.value)
    response["body"] = std::move(*body.value);
  else if (body.encoding == body_encoding::base64)
    response["body"] = base64_encode(body.content());
  else if (body.encoding != body_encoding::none)
    response["body"] = body.content();
  json::object root;
  root["response"] = std::move(response);
  root_ = std::move(root);
}

answer_view::~answer_view() {
  if (body_.value) *body_.value = std::move(root_.get_object()["response"].get_object()["body"]);
}

} // namespace http_task::response
