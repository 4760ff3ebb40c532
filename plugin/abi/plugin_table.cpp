#include "abi/answer.hpp"
#include "abi/guard.hpp"
#include "abi/instance.hpp"
#include "abi/tables.hpp"

#include <cstring>
#include <string>
#include <system_error>
#include <utility>

namespace http_task::abi {
namespace {

int32_t instance_create(const http_task_host* host, const char* options, size_t options_size,
                        http_task_instance** instance, http_task_document** problem) noexcept {
  if (problem != nullptr) *problem = nullptr;
  if (instance == nullptr) return HTTP_TASK_E_ARGUMENT;
  *instance = nullptr;
  const auto text = borrowed(options, options_size);
  if (!text) return HTTP_TASK_E_ARGUMENT;
  http_task_host known{};
  if (host != nullptr) {
    if (host->struct_size < sizeof known || host->reserved != 0) return HTTP_TASK_E_ARGUMENT;
    std::memcpy(&known, host, sizeof known);
  }
  const auto report = [&known](const char* what) noexcept {
    if (known.log != nullptr) known.log(known.user_data, HTTP_TASK_LOG_ERROR, what, std::strlen(what));
  };
  return guarded(report, [&] {
    try {
      auto made = http_task_instance::create(known, *text);
      if (!made) return refuse(problem, made.error());
      *instance = made->release();
      return HTTP_TASK_OK;
    } catch (const std::system_error& e) {
      // No thread or no descriptor left: not a defect, and worth more words than a status.
      refuse(problem, make_problem("internal", std::string("The system refused what an instance needs: ") +
                                                   e.what() + "."));
      return HTTP_TASK_E_INTERNAL;
    }
  });
}

int32_t instance_shutdown(http_task_instance* instance) noexcept {
  if (instance == nullptr) return HTTP_TASK_E_ARGUMENT;
  return guarded(instance->report("instance_shutdown"), [&] {
    instance->executor->shutdown();
    return HTTP_TASK_OK;
  });
}

int32_t instance_destroy(http_task_instance* instance) noexcept {
  if (instance == nullptr) return HTTP_TASK_OK;
  if (instance->executor->runs_on_this_thread()) return HTTP_TASK_E_ARGUMENT;
  delete instance;
  return HTTP_TASK_OK;
}

int32_t get_interface(http_task_instance*, const char* id, const void** table) noexcept {
  if (table == nullptr) return HTTP_TASK_E_ARGUMENT;
  *table = nullptr;
  if (id == nullptr) return HTTP_TASK_E_ARGUMENT;
  if (std::strcmp(id, HTTP_TASK_CATALOG_V1) == 0) *table = &catalog_table;
  if (std::strcmp(id, HTTP_TASK_CATALOG_FILE_V1) == 0) *table = &catalog_file_table;
  if (std::strcmp(id, HTTP_TASK_EXECUTOR_V1) == 0) *table = &executor_table;
  if (std::strcmp(id, HTTP_TASK_BODY_STREAM_V1) == 0) *table = &body_stream_table;
  return *table == nullptr ? HTTP_TASK_E_NOT_FOUND : HTTP_TASK_OK;
}

int32_t document_json(const http_task_document* document, const char** json, size_t* json_size) noexcept {
  if (document == nullptr || json == nullptr || json_size == nullptr) return HTTP_TASK_E_ARGUMENT;
  *json = document->json.c_str();
  *json_size = document->json.size();
  return HTTP_TASK_OK;
}

int32_t document_body(const http_task_document* document, const void** body, size_t* body_size) noexcept {
  if (document == nullptr || body == nullptr || body_size == nullptr) return HTTP_TASK_E_ARGUMENT;
  *body = document->body.empty() ? nullptr : document->body.data();
  *body_size = document->body.size();
  return HTTP_TASK_OK;
}

void document_release(http_task_document* document) noexcept {
  delete document;
}

} // namespace

const http_task_plugin plugin_table = {
    .struct_size = sizeof(http_task_plugin),
    .abi_version = HTTP_TASK_ABI_VERSION,
    .id = "http_task",
    .version = HTTP_TASK_VERSION,
    .instance_create = instance_create,
    .instance_shutdown = instance_shutdown,
    .instance_destroy = instance_destroy,
    .get_interface = get_interface,
    .document_json = document_json,
    .document_body = document_body,
    .document_release = document_release,
};

} // namespace http_task::abi
