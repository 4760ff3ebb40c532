#include "http_task/sdk/library.hpp"

#include "failures.hpp"

#include <cstddef>
#include <string>

#include <dlfcn.h>

namespace http_task::sdk {
namespace {

// The loader uses the members up to document_release; a table of ABI 1 has at least these.
constexpr std::size_t smallest_table = offsetof(http_task_plugin, document_release) + sizeof(void*);

std::string in_quotes(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

std::string last_dl_error() {
  const char* text = dlerror();
  return text == nullptr ? "no reason was given" : text;
}

const http_task_plugin* call_entry(void* handle, std::string& why_not) {
  void* symbol = dlsym(handle, HTTP_TASK_PLUGIN_ENTRY);
  if (symbol == nullptr) {
    why_not = "it does not export " HTTP_TASK_PLUGIN_ENTRY ", so it is not a plugin";
    return nullptr;
  }
  const auto* table = reinterpret_cast<http_task_plugin_entry_fn>(symbol)(HTTP_TASK_ABI_VERSION);
  if (table == nullptr) {
    why_not = "it does not serve ABI " + std::to_string(HTTP_TASK_ABI_MAJOR) + ", which this host speaks";
  }
  return table;
}

bool complete(const http_task_plugin& t) noexcept {
  return t.struct_size >= smallest_table && t.id != nullptr && t.version != nullptr &&
         t.instance_create != nullptr && t.instance_shutdown != nullptr && t.instance_destroy != nullptr &&
         t.get_interface != nullptr && t.document_json != nullptr && t.document_body != nullptr &&
         t.document_release != nullptr;
}

// What the table says otherwise than the manifest, or "".
std::string contradiction(const http_task_plugin& table, const manifest& m) {
  if (!complete(table)) return "its table is shorter than ABI 1 asks for, or lacks functions";
  if (m.id != table.id) return "its id is " + in_quotes(table.id) + ", the manifest says " + in_quotes(m.id);
  if (m.version != table.version) {
    return "its version is " + in_quotes(table.version) + ", the manifest says " + in_quotes(m.version);
  }
  const auto major = table.abi_version >> 16U;
  const auto minor = table.abi_version & 0xFFFFU;
  if (major != HTTP_TASK_ABI_MAJOR || m.abi_major != major || m.abi_minor != minor) {
    return "its ABI is " + std::to_string(major) + "." + std::to_string(minor) + ", the manifest says " +
           std::to_string(m.abi_major) + "." + std::to_string(m.abi_minor) + ", this host speaks " +
           std::to_string(HTTP_TASK_ABI_MAJOR) + "." + std::to_string(HTTP_TASK_ABI_MINOR);
  }
  for (const auto& id : m.interfaces) {
    const void* interface = nullptr;
    if (table.get_interface(nullptr, id.c_str(), &interface) != HTTP_TASK_OK || interface == nullptr) {
      return "it lacks the interface " + in_quotes(id) + " that the manifest names";
    }
  }
  return {};
}

} // namespace

library::~library() {
  if (handle_ != nullptr) dlclose(handle_);
}

result<std::shared_ptr<library>> load_library(const manifest& m) {
  std::shared_ptr<library> loaded(new library);
  loaded->manifest_ = m;
  loaded->handle_ = dlopen(m.library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (loaded->handle_ == nullptr) {
    return make_failure(HTTP_TASK_E_NOT_FOUND, "It cannot be loaded: " + last_dl_error() + ".");
  }
  std::string why_not;
  loaded->table_ = call_entry(loaded->handle_, why_not);
  if (loaded->table_ != nullptr) why_not = contradiction(*loaded->table_, m);
  if (!why_not.empty()) {
    return make_failure(HTTP_TASK_E_REJECTED, m.library.string() + ": " + why_not + ".");
  }
  return loaded;
}

} // namespace http_task::sdk
