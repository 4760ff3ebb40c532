// The answer as JSONPath sees it in outputFilter and successCondition:
// {"response": {"statusCode", "reasonPhrase", "headers", "body"}}, as in the structured response.
#pragma once

#include "message/exchange.hpp"
#include "response/body.hpp"
#include "json/value.hpp"

namespace http_task::response {

// Has the tree of the body instead of `body` as long as it lives, so that it need not be copied.
class answer_view {
public:
  answer_view(const message::response& answer, interpreted_body& body);
  ~answer_view();
  answer_view(const answer_view&) = delete;
  answer_view& operator=(const answer_view&) = delete;

  [[nodiscard]] const json::value& root() const noexcept { return root_; }

private:
  interpreted_body& body_;
  json::value root_;
};

} // namespace http_task::response
