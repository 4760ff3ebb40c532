/* The plugin in a program that exports a Boost.JSON of its own, as one does that links Boost as a shared
 * library. The dynamic linker would prefer the program's symbols to those of the plugin; here each of them
 * ends the program. Nothing happens if the plugin keeps to itself.
 *
 *   other_boost_test LIBRARY
 */
#include "http_task/catalog.h"
#include "http_task/plugin.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SPOILED(mangled)                                                                                     \
  __attribute__((visibility("default"))) void mangled(void);                                                 \
  void mangled(void) {                                                                                       \
    fprintf(stderr, "the plugin called %s of its host\n", #mangled);                                         \
    abort();                                                                                                 \
  }

SPOILED(_ZN5boost4json11value_stack7releaseEv)
SPOILED(_ZN5boost4json11value_stack11push_objectEm)
SPOILED(_ZN5boost4json10serializer4readEPcm)
SPOILED(_ZN5boost4json5valueD1Ev)
SPOILED(_ZN5boost4json5valueD2Ev)

int main(int argc, char** argv) {
  static const char query[] = "{\"query\": \"webhook\"}";
  void* library = argc == 2 ? dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) : NULL;
  void* symbol = library == NULL ? NULL : dlsym(library, HTTP_TASK_PLUGIN_ENTRY);
  http_task_plugin_entry_fn entry = NULL;
  const http_task_plugin* plugin;
  const http_task_catalog_v1* catalog;
  const void* table;
  http_task_instance* instance;
  http_task_document* document;
  int32_t status;
  if (symbol == NULL) return 1;
  if (dlsym(RTLD_DEFAULT, "_ZN5boost4json5valueD1Ev") == NULL) {
    fprintf(stderr, "this program does not export its symbols, so it tests nothing\n");
    return 1;
  }
  memcpy(&entry, &symbol, sizeof entry);
  plugin = entry(HTTP_TASK_ABI_VERSION);
  if (plugin->instance_create(NULL, NULL, 0, &instance, NULL) != HTTP_TASK_OK) return 1;
  if (plugin->get_interface(instance, HTTP_TASK_CATALOG_V1, &table) != HTTP_TASK_OK) return 1;
  catalog = table;
  status = catalog->search(instance, query, sizeof query - 1, &document);
  plugin->document_release(document);
  plugin->instance_destroy(instance);
  return status == HTTP_TASK_OK ? 0 : 1;
}
