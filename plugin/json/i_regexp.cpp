#include "json/i_regexp.hpp"

#include "json/i_regexp_translation.hpp"

#include <re2/re2.h>

#include <utility>

namespace http_task::json {
namespace {

bool is_limit(re2::RE2::ErrorCode code) noexcept {
  return code == re2::RE2::ErrorPatternTooLarge || code == re2::RE2::ErrorRepeatSize;
}

re2::StringPiece piece(std::string_view text) noexcept {
  return {text.data(), text.size()};
}

} // namespace

result<i_regexp> i_regexp::compile(std::string_view text) {
  if (text.size() > longest)
    return make_problem("input.limit",
                        "The regular expression has more than " + std::to_string(longest) + " bytes.");
  result<std::string> translation = translate_i_regexp(text);
  if (!translation) return std::move(translation).error();
  re2::RE2::Options options(re2::RE2::Quiet);
  options.set_never_capture(true);
  auto expression = std::make_shared<const re2::RE2>(*translation, options);
  if (!expression->ok())
    return make_problem(is_limit(expression->error_code()) ? "input.limit" : "input.invalid",
                        "The regular expression cannot be used: " + expression->error() + ".");
  i_regexp compiled;
  compiled.expression_ = std::move(expression);
  return compiled;
}

bool i_regexp::matches_all(std::string_view text) const {
  return re2::RE2::FullMatch(piece(text), *expression_);
}

bool i_regexp::matches_within(std::string_view text) const {
  return re2::RE2::PartialMatch(piece(text), *expression_);
}

std::size_t i_regexp::size() const {
  const int instructions = expression_->ProgramSize();
  return instructions < 0 ? 0 : static_cast<std::size_t>(instructions);
}

} // namespace http_task::json
