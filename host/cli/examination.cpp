#include "cli/examination.hpp"

#include "cli/plugin.hpp"
#include "doctor/trust_store.hpp"
#include "files/user_folders.hpp"

#include <boost/json/value_from.hpp>
#include <openssl/crypto.h>

#include <cstdlib>
#include <optional>
#include <system_error>

#include <unistd.h>

namespace http_task::host {
namespace {

namespace fs = std::filesystem;

class examination {
public:
  examination(const global_options& globals, const console& out) : globals_(globals), out_(out) {}

  json::object report() {
    json::object all{{"ok", false}};
    all.emplace("plugin", plugin());
    all.emplace("openssl", json::object{{"ok", true}, {"version", OpenSSL_version(OPENSSL_VERSION)}});
    all.emplace("trustStore", trust());
    all.emplace("proxy", proxy());
    all.emplace("catalogue", catalogue());
    all.emplace("folders", folders());
    all["ok"] = ok_;
    return all;
  }

private:
  bool noted(bool ok) {
    ok_ = ok_ && ok;
    return ok;
  }

  json::object plugin() {
    const sdk::load_report search = sdk::find_plugin(plugin_id, plugin_folders(globals_));
    json::object part{{"ok", noted(search.loaded != nullptr)}};
    if (search.loaded) {
      const sdk::manifest& manifest = search.loaded->manifest();
      part.emplace("library", manifest.library.string());
      part.emplace("manifest", manifest.file.string());
      part.emplace("version", manifest.version);
      part.emplace("abi", std::to_string(manifest.abi_major) + "." + std::to_string(manifest.abi_minor));
      part.emplace("interfaces", json::value_from(manifest.interfaces));
    }
    json::array tried;
    for (const sdk::tried& attempt : search.attempts)
      tried.push_back(json::object{{"manifest", attempt.manifest.string()}, {"reason", attempt.reason}});
    part.emplace("tried", std::move(tried));
    part.emplace("searchPath", search_path());
    return part;
  }

  json::array search_path() const {
    json::array folders;
    for (const fs::path& folder : plugin_folders(globals_))
      folders.emplace_back(folder.string());
    return folders;
  }

  static json::object place(const trust_place& p) {
    return {{"path", p.path.string()}, {"readable", p.readable}, {"roots", p.roots}};
  }

  json::object trust() {
    const auto options = instance_options(globals_);
    const json::object* tls = options ? object_of(*options, "tls") : nullptr;
    if (const std::string_view file = tls != nullptr ? text_of(*tls, "caFile") : ""; !file.empty()) {
      const trust_place own = read_trust_file(file);
      return {{"ok", noted(own.roots > 0)}, {"file", place(own)}};
    }
    const trust_store store = find_trust_store();
    return {{"ok", noted(store.usable())}, {"file", place(store.file)}, {"folder", place(store.folder)}};
  }

  // Names only: a proxy's URL may hold a password.
  static json::object proxy() {
    json::array set;
    for (const char* name : {"http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY",
                             "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"}) {
      if (const char* value = std::getenv(name); value != nullptr && *value != '\0') set.emplace_back(name);
    }
    return {{"ok", true}, {"variables", std::move(set)}, {"used", false}};
  }

  json::object catalogue() {
    json::object part;
    auto opened = open_plugin::open(globals_, out_);
    if (!opened) {
      part.emplace("ok", noted(false));
      part.emplace("problem", to_json(opened.error()));
      return part;
    }
    host::catalogue& apis = (*opened)->catalogue();
    const auto answer = apis.list();
    auto counted = answer ? parse_object(answer->json(), "the answer of the plugin") : answer.error();
    bool ok = counted.has_value();
    if (counted) {
      const json::array* all = array_of(*counted, "apis");
      part.emplace("endpoints", integer_of(*counted, "endpoints"));
      part.emplace("apis", all != nullptr ? all->size() : 0);
    }
    json::array files;
    for (const host::catalogue::file& file : apis.files()) {
      files.push_back(catalogue_file((*opened)->instance(), file));
      ok = ok && flag_of(files.back().get_object(), "ok");
    }
    part.emplace("ok", noted(ok));
    part.emplace("files", std::move(files));
    return part;
  }

  // All of the file is read: what opens may be damaged further inside.
  static json::object catalogue_file(sdk::instance& plugin, const host::catalogue::file& file) {
    std::error_code error;
    const std::uintmax_t bytes = fs::file_size(file.path, error);
    json::object part{{"path", file.path.string()},
                      {"ofUser", file.of_user},
                      {"apis", file.apis},
                      {"endpoints", file.endpoints}};
    if (!error) part.emplace("bytes", bytes);
    std::optional<problem> wrong = file.why_left_out;
    if (!wrong) {
      if (const auto checked = plugin.check_catalog(file.path.string()); !checked)
        wrong = from_failure(checked.error());
    }
    part.emplace("ok", !wrong);
    if (wrong) part.emplace("problem", to_json(*wrong));
    return part;
  }

  // The folder itself, or the first one above it that exists, where it would be made.
  json::object folders() {
    const auto data = user_data_folder();
    json::object part{{"data", data ? data->string() : std::string()}};
    fs::path existing = data.value_or(fs::path());
    std::error_code error;
    while (!existing.empty() && existing != existing.root_path() && !fs::exists(existing, error))
      existing = existing.parent_path();
    const bool writable = data && access(existing.c_str(), W_OK | X_OK) == 0;
    part.emplace("ok", noted(writable));
    part.emplace("writable", writable);
    return part;
  }

  const global_options& globals_;
  const console& out_;
  bool ok_ = true;
};

} // namespace

json::object examine_installation(const global_options& globals, const console& out) {
  return examination(globals, out).report();
}

} // namespace http_task::host
