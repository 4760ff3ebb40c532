/* The smallest plugin that the loader takes; the files beside this one each break one thing of it. */
#include "http_task/plugin.h"

#include <string.h>

#ifndef TINY_ID
#define TINY_ID "tiny"
#endif
#ifndef TINY_VERSION
#define TINY_VERSION "1.2.3"
#endif
#ifndef TINY_ABI
#define TINY_ABI HTTP_TASK_ABI_VERSION
#endif
#ifndef TINY_SIZE
#define TINY_SIZE sizeof(http_task_plugin)
#endif
#ifndef TINY_INTERFACE
#define TINY_INTERFACE "tiny.nothing/1"
#endif

static int32_t create(const http_task_host* host, const char* options, size_t size,
                      http_task_instance** instance, http_task_document** problem) {
  (void)host, (void)options, (void)size;
  *instance = NULL;
  if (problem != NULL) *problem = NULL;
  return HTTP_TASK_E_UNSUPPORTED;
}

static int32_t shut_down(http_task_instance* instance) {
  (void)instance;
  return HTTP_TASK_OK;
}

static int32_t get_interface(http_task_instance* instance, const char* id, const void** table) {
  static const uint32_t nothing[2] = {sizeof nothing, 0};
  (void)instance;
  *table = strcmp(id, TINY_INTERFACE) == 0 ? nothing : NULL;
  return *table == NULL ? HTTP_TASK_E_NOT_FOUND : HTTP_TASK_OK;
}

static int32_t json(const http_task_document* document, const char** text, size_t* size) {
  (void)document, (void)text, (void)size;
  return HTTP_TASK_E_ARGUMENT;
}

static int32_t body(const http_task_document* document, const void** bytes, size_t* size) {
  (void)document, (void)bytes, (void)size;
  return HTTP_TASK_E_ARGUMENT;
}

static void release(http_task_document* document) {
  (void)document;
}

__attribute__((visibility("default"))) const http_task_plugin*
http_task_plugin_entry(uint32_t host_abi_version) {
  static const http_task_plugin table = {TINY_SIZE, TINY_ABI,      TINY_ID, TINY_VERSION, create, shut_down,
                                         shut_down, get_interface, json,    body,         release};
#ifdef TINY_SERVES_NO_HOST
  (void)host_abi_version;
  return table.id == NULL ? &table : NULL;
#else
  return host_abi_version >> 16 == HTTP_TASK_ABI_MAJOR ? &table : NULL;
#endif
}
