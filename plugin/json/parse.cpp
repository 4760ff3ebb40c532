#include "json/parse.hpp"

#include "json/syntax.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

namespace http_task::json {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string where(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto line = 1 + std::ranges::count(before, '\n');
  const std::size_t start = before.rfind('\n');
  const std::size_t column = before.size() - (start == std::string_view::npos ? 0 : start + 1) + 1;
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

using error_code = boost::system::error_code;

bool is_in_range(double number, error_code& error) {
  if (std::isfinite(number)) return true;
  error = boost::json::error::exponent_overflow;
  return false;
}

// Builds the value from the events of Boost's parser. Its own builder is not used because Boost 1.81 misreads
// about one in ten doubles of 17 digits in the last place, and takes 1e400 for infinity.
class value_builder {
public:
  static constexpr std::size_t max_object_size = object::max_size();
  static constexpr std::size_t max_array_size = array::max_size();
  static constexpr std::size_t max_key_size = string::max_size();
  static constexpr std::size_t max_string_size = string::max_size();

  using text = boost::json::string_view;

  explicit value_builder(boost::json::storage_ptr storage) { stack_.reset(std::move(storage)); }
  [[nodiscard]] value release() { return stack_.release(); }

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) { return true; }
  bool on_object_end(std::size_t size, error_code&) { return stack_.push_object(size), true; }
  bool on_array_begin(error_code&) { return true; }
  bool on_array_end(std::size_t size, error_code&) { return stack_.push_array(size), true; }
  bool on_key_part(text part, std::size_t, error_code&) { return stack_.push_chars(part), true; }
  bool on_key(text part, std::size_t, error_code&) { return stack_.push_key(part), true; }
  bool on_string_part(text part, std::size_t, error_code&) { return stack_.push_chars(part), true; }
  bool on_string(text part, std::size_t, error_code&) { return stack_.push_string(part), true; }
  bool on_number_part(text, error_code&) { return true; }
  bool on_int64(std::int64_t i, text, error_code&) { return stack_.push_int64(i), true; }
  bool on_uint64(std::uint64_t u, text, error_code&) { return stack_.push_uint64(u), true; }
  bool on_bool(bool b, error_code&) { return stack_.push_bool(b), true; }
  bool on_null(error_code&) { return stack_.push_null(), true; }
  bool on_comment_part(text, error_code&) { return true; }
  bool on_comment(text, error_code&) { return true; }

  // The text is given to the parser as a whole, so a number comes in one part. Too small a number is 0.
  bool on_double(double nearly, text number, error_code& error) {
    if (!is_in_range(nearly, error)) return false;
    double exact = nearly;
    std::from_chars(number.data(), number.data() + number.size(), exact);
    stack_.push_double(exact);
    return true;
  }

private:
  boost::json::value_stack stack_;
};

// Takes the events and makes nothing of them.
struct value_checker {
  static constexpr std::size_t max_object_size = object::max_size();
  static constexpr std::size_t max_array_size = array::max_size();
  static constexpr std::size_t max_key_size = string::max_size();
  static constexpr std::size_t max_string_size = string::max_size();

  using text = boost::json::string_view;

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) { return true; }
  bool on_object_end(std::size_t, error_code&) { return true; }
  bool on_array_begin(error_code&) { return true; }
  bool on_array_end(std::size_t, error_code&) { return true; }
  bool on_key_part(text, std::size_t, error_code&) { return true; }
  bool on_key(text, std::size_t, error_code&) { return true; }
  bool on_string_part(text, std::size_t, error_code&) { return true; }
  bool on_string(text, std::size_t, error_code&) { return true; }
  bool on_number_part(text, error_code&) { return true; }
  bool on_int64(std::int64_t, text, error_code&) { return true; }
  bool on_uint64(std::uint64_t, text, error_code&) { return true; }
  bool on_double(double number, text, error_code& error) { return is_in_range(number, error); }
  bool on_bool(bool, error_code&) { return true; }
  bool on_null(error_code&) { return true; }
  bool on_comment_part(text, error_code&) { return true; }
  bool on_comment(text, error_code&) { return true; }
};

template<class Handler>
using parser_of = boost::json::basic_parser<Handler>;

boost::json::parse_options options_of(const parse_limits& limits) {
  boost::json::parse_options options;
  options.max_depth = limits.depth;
  return options;
}

// The handler of `parser` has the whole text when there is no problem.
template<class Handler>
std::optional<problem> run(parser_of<Handler>& parser, std::string_view text, const parse_limits& limits) {
  if (text.size() > limits.bytes)
    return make_problem("input.limit", "The JSON text has " + std::to_string(text.size()) +
                                           " bytes; at most " + std::to_string(limits.bytes) + " are read.");
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());

  error_code error;
  const std::size_t consumed = parser.write_some(false, text.data(), text.size(), error);
  if (!error && consumed < text.size()) error = boost::json::error::extra_data;
  if (!error) return std::nullopt;

  if (error == boost::json::error::too_deep)
    return make_problem("input.limit", "The JSON is nested deeper than " + std::to_string(limits.depth) +
                                           " levels (" + where(text, consumed) + ").");
  if (error == boost::json::error::incomplete)
    return make_problem("input.not_json",
                        "The JSON text ends in the middle of a value (" + where(text, text.size()) + ").");
  return make_problem("input.not_json",
                      "Expected JSON; " + error.message() + " at " + where(text, consumed) + ".");
}

} // namespace

result<value> parse(std::string_view text, const parse_limits& limits, boost::json::storage_ptr storage) {
  parser_of<value_builder> parser(options_of(limits), std::move(storage));
  if (std::optional<problem> wrong = run(parser, text, limits)) return *std::move(wrong);
  return parser.handler().release();
}

std::optional<problem> check(std::string_view text, const parse_limits& limits) {
  const std::string_view bare =
      text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text;
  if (text.size() <= limits.bytes && limits.depth >= deepest_ordinary && is_ordinary_json(bare))
    return std::nullopt;
  parser_of<value_checker> parser(options_of(limits));
  return run(parser, text, limits);
}

} // namespace http_task::json
