#include "description/bundle.hpp"

#include "description/display_text.hpp"
#include "description/percent.hpp"
#include "json/pointer.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace http_task::description {
namespace {

constexpr std::size_t most_files = 2'000;
constexpr std::size_t most_findings = 1'000;

// "http:", "file:", "urn:": a scheme (RFC 3986, section 3.1) of more than a drive's one letter.
bool has_scheme(std::string_view reference) noexcept {
  const std::size_t colon = reference.find_first_of(":/");
  return colon != std::string_view::npos && colon > 1 && reference[colon] == ':';
}

class bundler {
public:
  bundler(const file_reader& files, std::string_view name, const read_limits& limits)
      : files_(files), main_(name), limits_(limits), bytes_left_(limits.bytes) {}

  result<parsed_document> bundle() {
    result<parsed_document> main = load(main_);
    if (!main) return main.error();
    out_ = std::move(*main);
    rewrite(out_.value, main_, "");
    json::object others;
    while (!waiting_.empty()) {
      const std::string name = std::move(waiting_.back());
      waiting_.pop_back();
      json::value& document = loaded_[name];
      rewrite(document, name, pointer_of(name));
    }
    for (auto& [name, document] : loaded_)
      others[name] = std::move(document);
    json::object* root = out_.value.if_object();
    if (root && !others.empty()) {
      if (root->contains(bundled_files))
        note(json::join("", bundled_files), "The document's own member is replaced by its other files.");
      (*root)[bundled_files] = std::move(others);
    }
    return std::move(out_);
  }

private:
  static std::string pointer_of(std::string_view name) {
    return json::join(json::join("", bundled_files), name);
  }

  result<parsed_document> load(const std::string& name) {
    result<std::string> bytes = files_.read(name, bytes_left_);
    if (!bytes) return bytes.error();
    bytes_left_ -= std::min(bytes_left_, bytes->size());
    result<parsed_document> document = parse_document(*bytes, limits_);
    if (!document) return in_source(document.error(), name);
    return document;
  }

  // Every reference of a document; `pointer` is where the document stands in the bundle.
  void rewrite(json::value& document, const std::string& name, const std::string& pointer) {
    struct place {
      json::value* value;
      std::string pointer;
    };
    std::vector<place> open{{&document, pointer}};
    while (!open.empty()) {
      const place at = std::move(open.back());
      open.pop_back();
      if (json::array* a = at.value->if_array())
        for (std::size_t i = 0; i < a->size(); ++i)
          if ((*a)[i].is_structured()) open.push_back({&(*a)[i], json::join(at.pointer, i)});
      json::object* o = at.value->if_object();
      if (!o) continue;
      if (json::value* ref = o->if_contains("$ref")) redirect(*ref, name, at.pointer);
      if (o->contains("propertyName"))
        if (json::value* mapping = o->if_contains("mapping"); mapping && mapping->is_object())
          for (auto& member : mapping->get_object())
            if (member.value().is_string() &&
                json::view(member.value().get_string()).find_first_of("#/") != std::string_view::npos)
              redirect(member.value(), name, at.pointer);
      for (auto& member : *o)
        if (member.value().is_structured())
          open.push_back({&member.value(), json::join(at.pointer, json::view(member.key()))});
    }
  }

  void redirect(json::value& reference, const std::string& from, const std::string& at) {
    if (!reference.is_string()) return;
    const std::string text(json::view(reference.get_string()));
    const std::size_t hash = text.find('#');
    const std::string_view file = std::string_view(text).substr(0, hash);
    const std::string_view fragment =
        hash == std::string::npos ? std::string_view{} : std::string_view(text).substr(hash + 1);
    if (file.empty() && from == main_) return;
    const std::string name = file.empty() ? from : file_name_of(file, from);
    if (name.empty()) {
      note(at, "The $ref \"" + single_line(text, 200) +
                   "\" leads out of the folder of the document; it is not followed.");
      return;
    }
    if (name == main_) {
      reference = "#" + std::string(fragment);
    } else if (want(name, at)) {
      reference = "#" + pointer_of(name) + percent_decode(fragment);
    }
  }

  // Whether the file is there to refer to; reads it the first time.
  bool want(const std::string& name, const std::string& at) {
    if (loaded_.contains(name)) return true;
    if (refused_.contains(name)) return false;
    if (loaded_.size() == most_files) {
      note(at, "The document has more than " + std::to_string(most_files) + " files; \"" +
                   single_line(name, 200) + "\" is not read.");
      return false;
    }
    result<parsed_document> document = load(name);
    if (!document) {
      refused_.insert(name);
      note(at, "The file \"" + single_line(name, 200) + "\" cannot be read: " + document.error().detail);
      return false;
    }
    for (finding& f : document->findings)
      note(pointer_of(name) + f.pointer, std::move(f.detail));
    loaded_.emplace(name, std::move(document->value));
    waiting_.push_back(name);
    return true;
  }

  void note(std::string pointer, std::string detail) {
    if (out_.findings.size() < most_findings)
      out_.findings.push_back({std::move(pointer), std::move(detail), {}, {}});
  }

  const file_reader& files_;
  const std::string main_;
  const read_limits& limits_;
  std::size_t bytes_left_;
  parsed_document out_;
  std::map<std::string, json::value> loaded_; // node-based: values stay where they are
  std::set<std::string> refused_;
  std::vector<std::string> waiting_; // loaded, references not rewritten yet
};

} // namespace

std::string file_name_of(std::string_view reference, std::string_view from) {
  if (has_scheme(reference) || reference.starts_with('/') || reference.starts_with('\\')) return {};
  const std::size_t slash = from.rfind('/');
  std::string path(slash == std::string_view::npos ? std::string_view{} : from.substr(0, slash + 1));
  path += percent_decode(reference.substr(0, reference.find('?')));
  std::vector<std::string_view> kept;
  for (std::size_t start = 0; start <= path.size();) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    const std::string_view part = std::string_view(path).substr(start, end - start);
    start = end + 1;
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      kept.push_back(part);
    } else if (kept.empty()) {
      return {};
    } else {
      kept.pop_back();
    }
  }
  std::string name;
  for (const std::string_view part : kept) {
    if (!name.empty()) name += '/';
    name += part;
  }
  return name.find('\0') == std::string::npos ? name : std::string();
}

result<parsed_document> read_bundle(const file_reader& files, std::string_view name,
                                    const read_limits& limits) {
  return bundler(files, name, limits).bundle();
}

} // namespace http_task::description
