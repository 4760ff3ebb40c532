#include "description/parameter_list.hpp"

#include "base/text.hpp"
#include "description/display_text.hpp"
#include "description/references.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace http_task::description {
namespace {

constexpr std::size_t most_parameters = 2'000; // of one list

// 3.0.3, section 4.7.12.1: parameters of these names in the header are ignored.
bool is_ignored_field(std::string_view name) {
  constexpr auto names = std::to_array<std::string_view>({"Accept", "Content-Type", "Authorization"});
  return std::ranges::any_of(names, [&](std::string_view n) { return iequals(n, name); });
}

// A field name is a token (RFC 9110, section 5.6.2).
bool is_token(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

bool is_place(std::string_view in, openapi_version version) noexcept {
  if (in == "path" || in == "query" || in == "header") return true;
  if (version == openapi_version::v2_0) return in == "body" || in == "formData";
  return in == "cookie" || (in == "querystring" && version == openapi_version::v3_2);
}

class reader {
public:
  reader(const document& source, openapi_version version, std::size_t& budget, warning_list& warnings)
      : source_(source), version_(version), budget_(budget), warnings_(warnings) {}

  void collect(const std::string& pointer) {
    const json::value* list = source_.find(pointer);
    if (!list) return;
    if (!list->is_array()) {
      warnings_.add(pointer, "Expected a list of parameters, found " + std::string(json::kind_name(*list)) +
                                 "; left out.");
      return;
    }
    std::size_t index = 0;
    for (const json::value& item : list->get_array()) {
      if (index == most_parameters) {
        warnings_.add(pointer,
                      "More than " + std::to_string(most_parameters) + " parameters; the rest is left out.");
        return;
      }
      if (budget_ == 0) return;
      --budget_;
      collect_one(item, json::join(pointer, index++));
    }
  }

  std::vector<parameter> take() && { return std::move(found_); }

private:
  void collect_one(const json::value& item, std::string at) {
    result<target> resolved = dereference(source_, item, at);
    if (!resolved) {
      warnings_.add(std::move(at), resolved.error().detail + " The parameter is left out.");
      return;
    }
    const json::object* o = resolved->value->if_object();
    const std::string_view name = o ? json::string_member(*o, "name") : std::string_view{};
    const std::string_view in = o ? json::string_member(*o, "in") : std::string_view{};
    if (name.empty() || !is_place(in, version_)) {
      warnings_.add(std::move(at),
                    version_ == openapi_version::v2_0
                        ? "A parameter needs a \"name\", and \"in\" with one of \"path\", \"query\", "
                          "\"header\", \"formData\", \"body\"; left out."
                        : "A parameter needs a \"name\", and \"in\" with one of \"path\", \"query\", "
                          "\"header\", \"cookie\"; left out.");
      return;
    }
    if (in == "header" && is_ignored_field(name)) return;
    if ((in == "header" || in == "cookie") && !is_token(name)) {
      warnings_.add(std::move(at), "\"" + single_line(name, 200) +
                                       "\" cannot be the name of a header field or cookie; left out.");
      return;
    }
    parameter p{std::string(in), std::string(name), o, std::move(resolved->pointer)};
    const auto [place, is_new] = places_.try_emplace(p.in + ' ' + p.name, found_.size());
    if (is_new)
      found_.push_back(std::move(p));
    else
      found_[place->second] = std::move(p);
  }

  const document& source_;
  openapi_version version_;
  std::size_t& budget_;
  warning_list& warnings_;
  std::vector<parameter> found_;
  std::map<std::string, std::size_t, std::less<>> places_; // in found_, by place and name
};

} // namespace

std::vector<parameter> list_parameters(const document& source, openapi_version version, std::string_view item,
                                       std::string_view operation, std::size_t& budget,
                                       warning_list& warnings) {
  reader r(source, version, budget, warnings);
  r.collect(json::join(item, "parameters"));
  r.collect(json::join(operation, "parameters"));
  return std::move(r).take();
}

} // namespace http_task::description
