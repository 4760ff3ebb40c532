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

// Nothing of it stands for something else, and nothing is opened anew each time.
bool is_constant(std::string_view text, const settings::request_settings& settings,
                 const request::prepared& built) {
  const bool has_expression = text.find("${") != std::string_view::npos ||
                              text.find("\\u") != std::string_view::npos; // which may spell one
  return !has_expression && settings.output_file.empty() && !built.message.source;
}

// From the text to settings and request, below the values of `from`.
std::optional<problem> build(preparation& p, submission& s, const known_step& step,
                             const expression::context& from, const description_lookup& find_description,
                             step_cache& known, const files::directory* files) {
  const result<json::value> resolved = request::resolve(step.document, from, p.secrets);
  if (!resolved) return resolved.error();
  result<settings::request_settings> read = settings::read(*resolved);
  if (!read) return read.error();
  p.settings = std::make_shared<const settings::request_settings>(*std::move(read));

  if (s.mode != run_mode::run && !p.settings->endpoint_id.empty())
    p.description = find_description(p.settings->endpoint_id);
  if (p.description) check_against_description(p, *resolved);

  const bool own_body = s.body || s.source;
  result<request::prepared> built =
      request::build(*p.settings, {std::move(s.body), std::move(s.source), {}}, p.secrets, files);
  if (!built) return built.error();
  const bool constant = !own_body && is_constant(s.settings, *p.settings, *built);
  p.request = std::make_shared<const message::request>(std::move(built->message));
  p.output = std::move(built->output);
  if (constant)
    known.keep(s.settings, std::make_shared<const known_step>(
                               known_step{step.document, p.settings, p.request, p.secrets}));
  return std::nullopt;
}

void take(preparation& p, const known_step& step) {
  p.settings = step.settings;
  p.request = step.request;
  p.secrets = step.secrets;
}

} // namespace

preparation prepare(submission&& s, const description_lookup& find_description, step_cache& known,
                    const files::directory* files) {
  preparation p;
  std::shared_ptr<const known_step> step = known.find(s.settings);
  if (!step) {
    result<json::value> document = parse_object(s.settings, "settings");
    if (!document) {
      p.error = document.error();
      return p;
    }
    step = std::make_shared<const known_step>(known_step{*std::move(document), {}, {}, {}});
    known.keep(s.settings, step);
  }
  const bool is_known = step->request && s.mode == run_mode::run && !s.body && !s.source;
  if (is_known && s.context.empty() && s.secrets.empty()) {
    take(p, *step);
    return p;
  }
  const result<json::value> context = parse_object(s.context, "context");
  const result<json::value> secrets = parse_object(s.secrets, "secrets");
  for (const auto* text : {&context, &secrets}) {
    if (!*text) {
      p.error = text->error();
      return p;
    }
  }
  if (is_known) {
    take(p, *step);
    return p;
  }
  p.error = build(p, s, *step, {&*context, &secrets->get_object()}, find_description, known, files);
  return p;
}

std::optional<problem> open_output_again(preparation& p, const files::directory* files) {
  if (p.settings->output_file.empty() || p.output || !files) return std::nullopt;
  auto opened = files->write(p.settings->output_file);
  if (!opened) return opened.error();
  p.output = *std::move(opened);
  p.output_used = false;
  return std::nullopt;
}

} // namespace http_task::task
