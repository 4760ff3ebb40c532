#include "render/endpoint_reference.hpp"

#include "render/schema_fields.hpp"

namespace http_task::host {
namespace {

std::string listed(const json::array& values) {
  std::string text;
  for (const json::value& v : values) {
    if (v.is_string()) text += (text.empty() ? "" : ", ") + printable_line(view(v.get_string()));
  }
  return text;
}

class reference {
public:
  reference(const json::object& description, const palette& paint, std::size_t width)
      : root_(description), description_(root_.get_object()),
        endpoint_(or_empty(object_of(description_, "endpoint"))), paint_(paint), width_(width),
        fields_(root_, paint_, width_) {}

  std::string text() {
    header();
    servers();
    section("Path parameters", "pathParameters");
    section("Query parameters", "queryParameters");
    section("Headers", "headers");
    section("Cookies", "cookies");
    body();
    authentication();
    limits();
    responses();
    return std::move(out_);
  }

private:
  void heading(std::string_view title, std::string_view remark = {}) {
    out_ += "\n" + paint_(ink::bold, title);
    if (!remark.empty()) out_ += "  " + paint_(ink::dim, remark);
    out_ += "\n";
  }

  void line(std::string_view name, std::string_view value) {
    if (!value.empty()) out_ += "  " + padded(name, 14) + printable_line(value) + "\n";
  }

  void header() {
    out_ += paint_(ink::bold, printable_line(text_of(description_, "title")));
    if (flag_of(endpoint_, "deprecated")) out_ += "  " + paint_(ink::red, "deprecated");
    out_ += "\n" + paint_(ink::green, printable_line(text_of(endpoint_, "method"))) + " " +
            printable_line(default_uri()) + "\n\n";
    if (const std::string words = filled(text_of(description_, "description"), 2, width_); !words.empty())
      out_ += words + "\n";
    const json::object& api = or_empty(object_of(endpoint_, "api"));
    line("id", text_of(endpoint_, "id"));
    line("API", std::string(text_of(api, "title")) + " " + std::string(text_of(api, "version")));
    line("operation", text_of(endpoint_, "operationId"));
    line("tags", listed(or_empty(array_of(endpoint_, "tags"))));
    line("more", text_of(or_empty(object_of(endpoint_, "externalDocs")), "url"));
  }

  std::string_view default_uri() const {
    const json::object& uri = or_empty(object_of(or_empty(object_of(description_, "properties")), "uri"));
    const std::string_view fixed = text_of(uri, "const");
    const std::string_view otherwise = text_of(uri, "default");
    return !fixed.empty() ? fixed : !otherwise.empty() ? otherwise : text_of(endpoint_, "path");
  }

  void servers() {
    const json::array& list = or_empty(array_of(endpoint_, "servers"));
    if (list.empty()) return;
    heading(list.size() == 1 ? "Server" : "Servers");
    for (const json::value& item : list) {
      const json::object& server = or_empty(item.if_object());
      out_ += "  " + printable_line(text_of(server, "url"));
      if (const std::string_view words = text_of(server, "description"); !words.empty())
        out_ += "  " + paint_(ink::dim, printable_line(words));
      out_ += "\n";
    }
  }

  void section(std::string_view title, std::string_view property) {
    const json::value* schema = or_empty(object_of(description_, "properties")).if_contains(property);
    const std::string text = schema != nullptr ? fields_.members(*schema, 2) : std::string();
    if (text.empty()) return;
    heading(title);
    out_ += text;
  }

  void body() {
    const json::value* schema = or_empty(object_of(description_, "properties")).if_contains("body");
    if (schema == nullptr) return;
    const json::object& about = or_empty(object_of(endpoint_, "requestBody"));
    std::string remark = listed(or_empty(array_of(about, "contentTypes")));
    remark +=
        std::string(remark.empty() ? "" : "; ") + (flag_of(about, "required") ? "required" : "optional");
    heading("Body", remark);
    const std::string text = fields_.members(*schema, 2);
    out_ += text.empty() ? fields_.field("body", *schema, false, 2) : text;
    std::string names;
    for (const auto& member : or_empty(object_of(about, "examples")))
      names += (names.empty() ? "" : ", ") + std::string(view(member.key()));
    if (!names.empty()) out_ += "  Examples for prefill --example: " + printable_line(names) + "\n";
  }

  void authentication() {
    const json::array& alternatives = or_empty(array_of(endpoint_, "security"));
    const json::object& schemes = or_empty(object_of(endpoint_, "securitySchemes"));
    if (alternatives.empty()) return;
    heading("Authentication", alternatives.size() > 1 ? "any of these" : "");
    for (const json::value& item : alternatives) {
      const json::array& names = or_empty(array_of(or_empty(item.if_object()), "schemes"));
      if (names.empty()) out_ += "  none\n";
      for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string_view name = names[i].is_string() ? view(names[i].get_string()) : std::string_view();
        scheme(i == 0 ? "" : "and ", name, or_empty(object_of(schemes, name)));
      }
    }
  }

  void scheme(std::string_view conjunction, std::string_view name, const json::object& about) {
    const std::string_view type = text_of(about, "type");
    std::string kind(type);
    if (type == "http")
      kind = "HTTP " + std::string(text_of(about, "scheme"));
    else if (type == "apiKey")
      kind = "API key \"" + std::string(text_of(about, "name")) + "\" in the " +
             std::string(text_of(about, "in"));
    else if (type == "oauth2")
      kind = "OAuth 2";
    out_ += "  " + std::string(conjunction) + paint_(ink::bold, printable_line(name)) + "  " +
            paint_(ink::cyan, printable_line(kind)) + "\n" + filled(text_of(about, "description"), 6, width_);
  }

  void limits() {
    if (const json::object* limit = object_of(endpoint_, "rateLimit")) {
      const double seconds = number_of(*limit, "perSeconds", 1);
      heading("Rate limit");
      out_ +=
          "  " + std::to_string(integer_of(*limit, "requests")) + " requests per " + duration(seconds) + "\n";
    }
    const json::array& scopes = or_empty(array_of(endpoint_, "scopes"));
    if (scopes.empty()) return;
    heading("Scopes");
    for (const json::value& item : scopes) {
      const json::object& scope = or_empty(item.if_object());
      out_ += "  " + paint_(ink::bold, printable_line(text_of(scope, "name"))) + "\n";
      out_ += filled(text_of(scope, "from"), 6, width_);
    }
  }

  static std::string duration(double seconds) {
    if (seconds == 1) return "second";
    if (seconds == 60) return "minute";
    if (seconds == 3600) return "hour";
    if (seconds == 86400) return "day";
    return to_text(json::value(seconds)) + " s";
  }

  void responses() {
    const json::object& all = or_empty(object_of(endpoint_, "responses"));
    if (all.empty()) return;
    heading("Responses");
    for (const auto& member : all) {
      const json::object& response = or_empty(member.value().if_object());
      out_ += "  " + paint_(ink::bold, printable_line(view(member.key()))) + "  " +
              printable_line(text_of(response, "description"));
      if (const std::string_view type = text_of(response, "contentType"); !type.empty())
        out_ += "  " + paint_(ink::dim, printable_line(type));
      out_ += "\n";
      if (const json::value* schema = response.if_contains("schema")) out_ += fields_.members(*schema, 6);
    }
  }

  const json::value root_; // a copy, as references are followed from a value
  const json::object& description_;
  const json::object& endpoint_;
  const palette& paint_;
  std::size_t width_;
  schema_fields fields_;
  std::string out_;
};

} // namespace

std::string render_endpoint_reference(const json::object& description, const palette& paint,
                                      std::size_t width) {
  return reference(description, paint, width).text();
}

} // namespace http_task::host
