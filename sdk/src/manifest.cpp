#include "http_task/sdk/manifest.hpp"

#include "failures.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <limits>
#include <optional>
#include <utility>

#include <sys/utsname.h>

namespace http_task::sdk {
namespace {

namespace fs = std::filesystem;
namespace js = boost::json;

// A manifest is a page of text; more is not one.
constexpr std::size_t longest_manifest = std::size_t{1} << 20U;

// The first mistake that was found, while the members are read one after the other.
class reader {
public:
  explicit reader(const fs::path& file) : file_(file), folder_(fs::absolute(file).parent_path()) {}

  [[nodiscard]] const std::optional<failure>& error() const noexcept { return error_; }

  void reject(const std::string& what) {
    if (!error_) error_ = make_failure(HTTP_TASK_E_REJECTED, file_.string() + ": " + what);
  }

  const js::value* member(const js::object& o, const char* name, bool required) {
    const auto* v = o.if_contains(name);
    if (v == nullptr && required) reject("the member \"" + std::string(name) + "\" is missing.");
    return v;
  }

  std::string text(const js::object& o, const char* name, bool required) {
    const auto* v = member(o, name, required);
    if (v == nullptr) return {};
    if (!v->is_string() || (required && v->get_string().empty())) {
      reject("\"" + std::string(name) + "\" must be a text.");
      return {};
    }
    return {v->get_string().data(), v->get_string().size()};
  }

  const js::object* object(const js::object& o, const char* name, bool required) {
    const auto* v = member(o, name, required);
    if (v == nullptr) return nullptr;
    if (!v->is_object()) reject("\"" + std::string(name) + "\" must be an object.");
    return v->if_object();
  }

  unsigned number(const js::object& o, const char* name, const char* shown) {
    const auto* v = member(o, name, true);
    if (v == nullptr) return 0;
    const auto* n = v->if_int64();
    if (n == nullptr || *n < 0 || *n > std::numeric_limits<std::uint16_t>::max()) {
      reject("\"" + std::string(shown) + "\" must be an integer from 0 to 65535.");
      return 0;
    }
    return static_cast<unsigned>(*n);
  }

  // A path of the manifest, made one of the file system.
  fs::path beside(const js::value& v, const std::string& shown) {
    const auto* s = v.if_string();
    const fs::path relative = s == nullptr ? fs::path{} : fs::path(std::string(s->data(), s->size()));
    const bool leaves =
        std::any_of(relative.begin(), relative.end(), [](const auto& p) { return p == ".."; });
    if (relative.empty() || relative.is_absolute() || leaves ||
        relative.native().find('\0') != std::string::npos) {
      reject("\"" + shown + "\" must be a path below the folder of the manifest.");
      return {};
    }
    return folder_ / relative;
  }

private:
  fs::path file_;
  fs::path folder_; // absolute: dlopen looks for a bare file name elsewhere
  std::optional<failure> error_;
};

// "linux-x86_64": how the member "library" names this platform.
std::string platform() {
  utsname names{};
  if (uname(&names) != 0) return "unknown";
  std::string name = std::string(names.sysname) + "-" + names.machine;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name;
}

result<std::string> read_text(const fs::path& file) {
  std::error_code none;
  std::ifstream in(file, std::ios::binary);
  // A folder opens as a stream too.
  if (!in || !fs::is_regular_file(file, none)) {
    return make_failure(HTTP_TASK_E_NOT_FOUND, file.string() + ": there is no such file that can be read.");
  }
  std::string text(longest_manifest + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > longest_manifest) {
    return make_failure(HTTP_TASK_E_REJECTED, file.string() + ": a manifest has at most 1 MiB.");
  }
  return text;
}

void read_interfaces(reader& in, const js::object& root, manifest& m) {
  const auto* v = in.member(root, "interfaces", true);
  if (v == nullptr) return;
  if (!v->is_array()) return in.reject("\"interfaces\" must be a list.");
  for (const auto& item : v->get_array()) {
    if (!item.is_string()) return in.reject("\"interfaces\" must be a list of texts.");
    m.interfaces.emplace_back(item.get_string().data(), item.get_string().size());
  }
}

void read_members(reader& in, const js::object& root, manifest& m) {
  const auto* version = in.member(root, "manifestVersion", true);
  if (version != nullptr && *version != js::value(1)) in.reject("\"manifestVersion\" must be 1.");
  m.id = in.text(root, "id", true);
  m.version = in.text(root, "version", true);
  m.title = in.text(root, "title", false);
  m.description = in.text(root, "description", false);
  if (const auto* abi = in.object(root, "abi", true)) {
    m.abi_major = in.number(*abi, "major", "abi.major");
    m.abi_minor = in.number(*abi, "minor", "abi.minor");
  }
  if (const auto* libraries = in.object(root, "library", true)) {
    const auto here = platform();
    if (const auto* v = libraries->if_contains(here)) {
      m.library = in.beside(*v, "library." + here);
    } else {
      in.reject("\"library\" has none for this platform, " + here + ".");
    }
  }
  read_interfaces(in, root, m);
  if (const auto* schemas = in.object(root, "schemas", false)) {
    for (const auto& [role, path] : *schemas) {
      const std::string name(role.data(), role.size());
      m.schemas.emplace(name, in.beside(path, "schemas." + name));
    }
  }
}

} // namespace

result<manifest> read_manifest(const fs::path& file) {
  auto text = read_text(file);
  if (!text) return std::move(text).error();

  boost::system::error_code error;
  const auto root = js::parse(js::string_view(text->data(), text->size()), error);
  if (error) {
    return make_failure(HTTP_TASK_E_REJECTED, file.string() + ": this is not JSON: " + error.message() + ".");
  }
  if (!root.is_object()) {
    return make_failure(HTTP_TASK_E_REJECTED, file.string() + ": a manifest is a JSON object.");
  }
  reader in(file);
  manifest m;
  m.file = file;
  read_members(in, root.get_object(), m);
  if (in.error()) return *in.error();
  return m;
}

} // namespace http_task::sdk
