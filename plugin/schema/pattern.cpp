#include "schema/pattern.hpp"

#include <re2/re2.h>

#include <utility>

namespace http_task::schema {
namespace {

bool is_limit(re2::RE2::ErrorCode code) noexcept {
  return code == re2::RE2::ErrorPatternTooLarge || code == re2::RE2::ErrorRepeatSize;
}

} // namespace

result<pattern> pattern::compile(std::string_view ecma) {
  result<std::string> translation = translate_pattern(ecma);
  if (!translation) return translation.error();
  re2::RE2::Options options(re2::RE2::Quiet);
  options.set_never_capture(true);
  pattern p;
  p.text_ = ecma;
  auto expression = std::make_shared<const re2::RE2>(*translation, options);
  if (!expression->ok())
    return make_problem(is_limit(expression->error_code()) ? "input.unsupported" : "input.invalid",
                        "The pattern \"" + p.text_.substr(0, 200) +
                            "\" cannot be used: " + expression->error() + ".");
  p.expression_ = std::move(expression);
  p.automaton_ = pattern_automaton::compile(*translation);
  return p;
}

bool pattern::search(std::string_view text) const {
  return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *expression_);
}

const std::string& pattern::translation() const noexcept {
  return expression_->pattern();
}

} // namespace http_task::schema
