#include "request/multipart.hpp"

#include "base/text.hpp"
#include "message/fields.hpp"
#include "message/media_type.hpp"
#include "request/joined_source.hpp"
#include "json/pointer.hpp"
#include "json/write.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <utility>

namespace http_task::request {
namespace {

struct part {
  std::string head; // its header fields, without the empty line
  joined_source::piece content;
};

// HTML standard, section 4.10.21.8: what would end the quoted string, or the line, is escaped.
std::string escape_name(std::string_view name) {
  std::string escaped;
  for (const char c : name) {
    if (c == '"')
      escaped += "%22";
    else if (c == '\r')
      escaped += "%0D";
    else if (c == '\n')
      escaped += "%0A";
    else
      escaped += c;
  }
  return escaped;
}

// RFC 7578, section 4.2: no directory is sent, of either kind of system.
std::string_view base_name(std::string_view path) {
  return path.substr(path.find_last_of("/\\") + 1);
}

bool is_description_of_a_part(const json::object& o) {
  constexpr std::array members =
      std::to_array<std::string_view>({"content", "contentEncoding", "contentType", "file", "filename"});
  return (o.contains("content") || o.contains("file")) && std::ranges::all_of(o, [&](const auto& member) {
           return std::ranges::find(members, json::view(member.key())) != members.end();
         });
}

problem wrong(std::string detail, std::string pointer) {
  return make_problem("input.invalid", std::move(detail), std::move(pointer));
}

class writer {
public:
  explicit writer(const files::directory* files) : files_(files) {}

  result<void> add(std::string_view name, const json::value& v, const std::string& pointer) {
    if (v.is_null()) return {};
    if (const json::array* items = v.if_array()) {
      for (std::size_t i = 0; i < items->size(); ++i)
        if (result<void> added = add_one(name, (*items)[i], json::join(pointer, i)); !added) return added;
      return {};
    }
    return add_one(name, v, pointer);
  }

  [[nodiscard]] multipart finish() && {
    const std::string boundary = choose_boundary();
    std::vector<joined_source::piece> pieces;
    std::string text;
    bool in_memory = true;
    for (part& p : parts_) {
      text += "--" + boundary + "\r\n" + p.head + "\r\n";
      if (const auto* content = std::get_if<std::string>(&p.content)) {
        text += *content;
      } else {
        in_memory = false;
        pieces.emplace_back(std::exchange(text, {}));
        pieces.push_back(std::move(p.content));
      }
      text += "\r\n";
    }
    text += "--" + boundary + "--\r\n";
    multipart out;
    out.content_type = "multipart/form-data; boundary=" + boundary;
    if (in_memory) {
      out.bytes = std::move(text);
    } else {
      pieces.emplace_back(std::move(text));
      out.source = std::make_shared<joined_source>(std::move(pieces));
    }
    return out;
  }

private:
  result<void> add_one(std::string_view name, const json::value& v, const std::string& pointer) {
    const json::object* o = v.if_object();
    if (o && is_description_of_a_part(*o)) return add_described(name, *o, pointer);
    const json::string* text = v.if_string();
    parts_.push_back({head(name, nullptr, v.is_structured() ? "application/json" : ""),
                      text ? std::string(json::view(*text)) : json::write(v)});
    return {};
  }

  result<void> add_described(std::string_view name, const json::object& o, const std::string& pointer) {
    for (const auto& [key, member] : o) {
      if (key != "content" && !member.is_string())
        return wrong("Expected a string, found " + std::string(json::kind_name(member)) + ".",
                     json::join(pointer, json::view(key)));
    }
    std::string type(json::string_member(o, "contentType"));
    if (!type.empty() && (!message::is_field_value(type) || !message::parse_media_type(type)))
      return wrong("Expected a media type such as text/plain.", json::join(pointer, "contentType"));
    std::string filename(json::string_member(o, "filename"));
    const bool has_filename = o.contains("filename") || o.contains("file");
    if (o.contains("file")) {
      if (o.contains("content"))
        return make_problem("input.conflict", "A part has either \"content\" or \"file\".", pointer);
      const std::string_view path = json::string_member(o, "file");
      result<std::shared_ptr<message::body_source>> file = open(path, json::join(pointer, "file"));
      if (!file) return file.error();
      if (filename.empty()) filename = path;
      if (type.empty()) type = "application/octet-stream";
      parts_.push_back({head(name, &filename, type), *std::move(file)});
      return {};
    }
    result<std::string> content = content_of(o, pointer);
    if (!content) return content.error();
    if (type.empty() && o.at("content").is_structured()) type = "application/json";
    if (type.empty() && has_filename) type = "application/octet-stream";
    parts_.push_back({head(name, has_filename ? &filename : nullptr, type), *std::move(content)});
    return {};
  }

  result<std::shared_ptr<message::body_source>> open(std::string_view path,
                                                     const std::string& pointer) const {
    if (!files_)
      return make_problem("input.path", "The options of the instance open no directory for files.", pointer);
    auto opened = files_->read(path);
    if (opened) return opened;
    problem p = opened.error();
    p.pointer = pointer;
    return p;
  }

  static result<std::string> content_of(const json::object& o, const std::string& pointer) {
    const json::value& content = o.at("content");
    const std::string text =
        content.is_string() ? std::string(json::view(content.get_string())) : json::write(content);
    const std::string_view encoding = json::string_member(o, "contentEncoding");
    if (encoding.empty()) return text;
    if (encoding != "base64")
      return wrong("Expected \"base64\", found \"" + std::string(encoding) + "\".",
                   json::join(pointer, "contentEncoding"));
    const std::optional<std::string> bytes = base64_decode(text);
    if (!bytes) return wrong("The content is not base64.", json::join(pointer, "content"));
    return *bytes;
  }

  static std::string head(std::string_view name, const std::string* filename, std::string_view type) {
    std::string lines = "Content-Disposition: form-data; name=\"" + escape_name(name) + "\"";
    if (filename) lines += "; filename=\"" + escape_name(base_name(*filename)) + "\"";
    lines += "\r\n";
    if (!type.empty()) lines += "Content-Type: " + std::string(type) + "\r\n";
    return lines;
  }

  // RFC 2046, section 5.1.1. Files are not searched: nobody guesses 128 random bits.
  [[nodiscard]] std::string choose_boundary() const {
    std::random_device random;
    while (true) {
      std::string boundary = "http-task-";
      for (int i = 0; i < 4; ++i)
        boundary += to_hex(random());
      const bool occurs = std::ranges::any_of(parts_, [&](const part& p) {
        const auto* text = std::get_if<std::string>(&p.content);
        return text && text->find(boundary) != std::string::npos;
      });
      if (!occurs) return boundary;
    }
  }

  static std::string to_hex(std::uint32_t number) {
    std::string digits;
    for (unsigned shift = 0; shift < 32; shift += 4)
      digits += "0123456789abcdef"[(number >> shift) & 0xFU];
    return digits;
  }

  const files::directory* files_;
  std::vector<part> parts_;
};

} // namespace

result<multipart> write_multipart(const json::object& members, const files::directory* files) {
  writer w(files);
  for (const auto& [name, v] : members)
    if (result<void> added = w.add(json::view(name), v, json::join("/body", json::view(name))); !added)
      return added.error();
  return std::move(w).finish();
}

} // namespace http_task::request
