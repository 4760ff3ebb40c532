#include "task/preparation.hpp"

#include "request/build.hpp"
#include "request/resolve.hpp"
#include "settings/read.hpp"
#include "settings/validate.hpp"
#include "json/parse.hpp"

#include <utility>

namespace http_task::task {
namespace {

constexpr std::string_view rule_name = "request schema";

// Empty text stands for an empty object.
result<json::value> parse_object(std::string_view text, std::string_view source) {
  if (text.empty()) return json::value(json::object());
  result<json::value> parsed = json::parse(text);
  if (!parsed) return in_source(parsed.error(), source);
  if (!parsed->is_object())
    return in_source(make_problem("input.invalid", "Expected a JSON object; found " +
                                                       std::string(json::kind_name(*parsed)) + "."),
                     source);
  return parsed;
}

void check_against_description(preparation& p, const json::value& settings) {
  const settings::report report =
      settings::validate(settings, p.description.get(), settings::stage::resolved);
  for (const finding& f : report.errors)
    p.checks.push_back({std::string(rule_name), false, f.pointer, f.detail});
  if (report.valid())
    p.checks.push_back(
        {std::string(rule_name), true, {}, "The settings are as the endpoint description has them."});
}

} // namespace

preparation prepare(submission&& s, const description_lookup& find_description,
                    const files::directory* files) {
  preparation p;
  const result<json::value> document = parse_object(s.settings, "settings");
  const result<json::value> context = parse_object(s.context, "context");
  const result<json::value> secrets = parse_object(s.secrets, "secrets");
  for (const auto* text : {&document, &context, &secrets}) {
    if (!*text) {
      p.error = text->error();
      return p;
    }
  }

  const expression::context from{&*context, &secrets->get_object()};
  const result<json::value> resolved = request::resolve(*document, from, p.secrets);
  if (!resolved) {
    p.error = resolved.error();
    return p;
  }
  result<settings::request_settings> settings = settings::read(*resolved);
  if (!settings) {
    p.error = settings.error();
    return p;
  }
  p.settings = std::move(*settings);

  if (s.mode != run_mode::run && !p.settings->endpoint_id.empty())
    p.description = find_description(p.settings->endpoint_id);
  if (p.description) check_against_description(p, *resolved);

  result<request::prepared> built = request::build(*p.settings, std::move(s.body), p.secrets, files);
  if (!built) {
    p.error = built.error();
    return p;
  }
  p.request = std::move(built->message);
  p.output = std::move(built->output);
  return p;
}

} // namespace http_task::task
