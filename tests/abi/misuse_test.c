/* The plugin called wrongly, from C: other versions, structs too short, null for every argument, unknown
 * values. Each such call says HTTP_TASK_E_ARGUMENT (or what the header promises instead), sets what it hands
 * out to null, and leaves the instance as usable as before.
 *
 *   misuse_test LIBRARY
 */
#include "http_task/catalog.h"
#include "http_task/executor.h"
#include "http_task/plugin.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

static int failures;

#define EXPECT(condition)                                                                                    \
  do {                                                                                                       \
    if (!(condition)) {                                                                                      \
      ++failures;                                                                                            \
      fprintf(stderr, "%s:%d: expected %s\n", __FILE__, __LINE__, #condition);                               \
    }                                                                                                        \
  } while (0)

#define MISUSE(call) EXPECT((call) == HTTP_TASK_E_ARGUMENT)

/* An output parameter that still holds this was not written. */
static http_task_document* const unset = (http_task_document*)(uintptr_t)0x10;
#define MISUSE_WITH_DOCUMENT(call)                                                                           \
  do {                                                                                                       \
    document = unset;                                                                                        \
    MISUSE(call);                                                                                            \
    EXPECT(document == NULL);                                                                                \
  } while (0)

static void check_entry(http_task_plugin_entry_fn entry) {
  const http_task_plugin* table = entry(HTTP_TASK_ABI_VERSION);
  EXPECT(table != NULL);
  EXPECT(table->struct_size == sizeof *table);
  EXPECT(table->abi_version == HTTP_TASK_ABI_VERSION);
  EXPECT(strcmp(table->id, "http_task") == 0);
  EXPECT(entry(HTTP_TASK_ABI_VERSION) == table);
  EXPECT(entry((HTTP_TASK_ABI_MAJOR << 16) | 0xFFFFu) == table); /* a newer host of the same major */
  EXPECT(entry(0) == NULL);
  EXPECT(entry((HTTP_TASK_ABI_MAJOR + 1) << 16) == NULL);
  EXPECT(entry(0xFFFFFFFFu) == NULL);
}

static void check_instance_create(const http_task_plugin* plugin) {
  http_task_instance* instance = (http_task_instance*)unset;
  http_task_document* document = unset;
  http_task_host host = {.struct_size = sizeof host};
  const char* json = NULL;
  size_t size = 0;

  MISUSE_WITH_DOCUMENT(plugin->instance_create(NULL, "{}", 2, NULL, &document));
  MISUSE_WITH_DOCUMENT(plugin->instance_create(NULL, NULL, 2, &instance, &document));
  EXPECT(instance == NULL);
  host.struct_size = sizeof host - 1;
  MISUSE_WITH_DOCUMENT(plugin->instance_create(&host, "{}", 2, &instance, &document));
  host.struct_size = 0;
  MISUSE(plugin->instance_create(&host, "{}", 2, &instance, NULL));
  host.struct_size = sizeof host;
  host.reserved = 1;
  MISUSE(plugin->instance_create(&host, "{}", 2, &instance, NULL));

  EXPECT(plugin->instance_create(NULL, "{\"x\"", 4, &instance, &document) == HTTP_TASK_E_REJECTED);
  EXPECT(instance == NULL && document != NULL);
  EXPECT(plugin->document_json(document, &json, &size) == HTTP_TASK_OK && json != NULL && json[size] == '\0');
  plugin->document_release(document);
  EXPECT(plugin->instance_create(NULL, "{\"x\": 1}", 8, &instance, NULL) == HTTP_TASK_E_REJECTED);
  EXPECT(instance == NULL);

  MISUSE(plugin->instance_shutdown(NULL));
  EXPECT(plugin->instance_destroy(NULL) == HTTP_TASK_OK);
}

static void check_documents(const http_task_plugin* plugin, http_task_document* document) {
  const char* json;
  const void* body = "";
  size_t size = 1;
  MISUSE(plugin->document_json(NULL, &json, &size));
  MISUSE(plugin->document_json(document, NULL, &size));
  MISUSE(plugin->document_json(document, &json, NULL));
  MISUSE(plugin->document_body(NULL, &body, &size));
  MISUSE(plugin->document_body(document, NULL, &size));
  MISUSE(plugin->document_body(document, &body, NULL));
  EXPECT(plugin->document_body(document, &body, &size) == HTTP_TASK_OK && body == NULL && size == 0);
  plugin->document_release(NULL);
}

static void check_interfaces(const http_task_plugin* plugin, http_task_instance* instance) {
  const void* table = "";
  const void* again = NULL;
  MISUSE(plugin->get_interface(instance, NULL, &table));
  EXPECT(table == NULL);
  MISUSE(plugin->get_interface(instance, HTTP_TASK_CATALOG_V1, NULL));
  table = "";
  EXPECT(plugin->get_interface(instance, "http_task.catalog/2", &table) == HTTP_TASK_E_NOT_FOUND);
  EXPECT(table == NULL);
  EXPECT(plugin->get_interface(instance, "", &table) == HTTP_TASK_E_NOT_FOUND);
  EXPECT(plugin->get_interface(instance, HTTP_TASK_CATALOG_V1, &table) == HTTP_TASK_OK);
  EXPECT(plugin->get_interface(NULL, HTTP_TASK_CATALOG_V1, &again) == HTTP_TASK_OK && again == table);
}

static void check_catalog(const http_task_catalog_v1* c, http_task_instance* i) {
  http_task_document* document;
  EXPECT(c->struct_size == sizeof *c);

  MISUSE_WITH_DOCUMENT(c->load(NULL, "{}", 2, "", 0, &document));
  MISUSE_WITH_DOCUMENT(c->load(i, NULL, 2, "", 0, &document));
  MISUSE_WITH_DOCUMENT(c->load(i, "{}", 2, NULL, 1, &document));
  MISUSE(c->load(i, "{}", 2, NULL, 0, NULL));
  MISUSE(c->load(i, "{}", 2, NULL, 1, NULL));
  MISUSE_WITH_DOCUMENT(c->list(NULL, &document));
  MISUSE(c->list(i, NULL));

#define TEXT_FUNCTION(f)                                                                                     \
  MISUSE_WITH_DOCUMENT(c->f(NULL, "{}", 2, &document));                                                      \
  MISUSE_WITH_DOCUMENT(c->f(i, NULL, 2, &document));                                                         \
  MISUSE(c->f(i, "{}", 2, NULL))
  TEXT_FUNCTION(unload);
  TEXT_FUNCTION(search);
  TEXT_FUNCTION(describe);
  TEXT_FUNCTION(prefill);
  TEXT_FUNCTION(validate);
  TEXT_FUNCTION(sample);
}

/* What was read and is not acceptable comes with a problem, for every function that reads. */
static void check_rejections(const http_task_plugin* plugin, const http_task_catalog_v1* c,
                             http_task_instance* i) {
  http_task_document* document;
#define REFUSED(expected, call)                                                                              \
  do {                                                                                                       \
    document = NULL;                                                                                         \
    EXPECT((call) == (expected));                                                                            \
    EXPECT(document != NULL);                                                                                \
    plugin->document_release(document);                                                                      \
  } while (0)
  REFUSED(HTTP_TASK_E_REJECTED, c->load(i, NULL, 0, NULL, 0, &document));
  REFUSED(HTTP_TASK_E_REJECTED, c->load(i, "{}", 2, "[]", 2, &document));
  REFUSED(HTTP_TASK_E_REJECTED, c->load(i, "{}", 2, "{\"api\": 1}", 10, &document));
  REFUSED(HTTP_TASK_E_REJECTED, c->load(i, "{}", 2, "{\"ap\": \"\"}", 10, &document));
  REFUSED(HTTP_TASK_E_NOT_FOUND, c->unload(i, NULL, 0, &document));
  REFUSED(HTTP_TASK_E_REJECTED, c->search(i, NULL, 0, &document));
  REFUSED(HTTP_TASK_E_REJECTED, c->search(i, "{\"query\"", 8, &document));
  REFUSED(HTTP_TASK_E_NOT_FOUND, c->describe(i, NULL, 0, &document));
  REFUSED(HTTP_TASK_E_NOT_FOUND, c->describe(i, "no:GET:/where", 13, &document));
  REFUSED(HTTP_TASK_E_REJECTED, c->prefill(i, "{}", 2, &document));
  REFUSED(HTTP_TASK_E_NOT_FOUND, c->prefill(i, "{\"endpoint\": \"none\"}", 20, &document));
  REFUSED(HTTP_TASK_E_REJECTED, c->validate(i, "\xFF", 1, &document));
  REFUSED(HTTP_TASK_E_REJECTED, c->sample(i, "null", 4, &document));
}

static void check_submit(const http_task_executor_v1* e, http_task_instance* i) {
  static const char settings[] = "{\"uri\": \"http://127.0.0.1/\"}";
  const http_task_submission good = {.struct_size = sizeof good,
                                     .mode = HTTP_TASK_MODE_DRY_RUN,
                                     .settings = settings,
                                     .settings_size = sizeof settings - 1};
  http_task_submission bad;
  uint64_t task = 0;

  MISUSE(e->submit(NULL, &good, &task));
  MISUSE(e->submit(i, NULL, &task));
  MISUSE(e->submit(i, &good, NULL));
#define WITH(member, value)                                                                                  \
  bad = good;                                                                                                \
  bad.member = value
  WITH(struct_size, sizeof good - 1);
  MISUSE(e->submit(i, &bad, &task));
  WITH(struct_size, 0);
  MISUSE(e->submit(i, &bad, &task));
  WITH(mode, 0);
  MISUSE(e->submit(i, &bad, &task));
  WITH(mode, 4);
  MISUSE(e->submit(i, &bad, &task));
  WITH(settings, NULL);
  MISUSE(e->submit(i, &bad, &task));
  WITH(context_size, 1);
  MISUSE(e->submit(i, &bad, &task));
  WITH(secrets_size, 1);
  MISUSE(e->submit(i, &bad, &task));
  WITH(options_size, 1);
  MISUSE(e->submit(i, &bad, &task));
  WITH(body_size, 1);
  MISUSE(e->submit(i, &bad, &task));
  WITH(options, "{\"inspectionLevel\": \"LOUD\"}");
  bad.options_size = strlen(bad.options);
  EXPECT(e->submit(i, &bad, &task) == HTTP_TASK_E_REJECTED);
  WITH(options, "7");
  bad.options_size = 1;
  EXPECT(e->submit(i, &bad, &task) == HTTP_TASK_E_REJECTED);
  EXPECT(task == 0);
}

static void check_executor(const http_task_executor_v1* e, http_task_instance* i) {
  http_task_document* document;
  http_task_event event;
  uint32_t count = 7;
  int32_t fd = 7;
  EXPECT(e->struct_size == sizeof *e);

  check_submit(e, i);
  MISUSE(e->cancel(NULL, 1));
  EXPECT(e->cancel(i, 0) == HTTP_TASK_E_NOT_FOUND);
  EXPECT(e->cancel(i, UINT64_MAX) == HTTP_TASK_E_NOT_FOUND);

  MISUSE(e->next_events(NULL, &event, sizeof event, 1, &count));
  EXPECT(count == 0);
  MISUSE(e->next_events(i, NULL, sizeof event, 1, &count));
  MISUSE(e->next_events(i, &event, sizeof event - 1, 1, &count));
  MISUSE(e->next_events(i, &event, sizeof event, 1, NULL));
  EXPECT(e->next_events(i, NULL, sizeof event, 0, &count) == HTTP_TASK_OK && count == 0);
  EXPECT(e->next_events(i, &event, sizeof event, 1, &count) == HTTP_TASK_OK && count == 0);

  MISUSE(e->event_fd(NULL, &fd));
  EXPECT(fd == -1);
  MISUSE(e->event_fd(i, NULL));
  MISUSE_WITH_DOCUMENT(e->get_statistics(NULL, &document));
  MISUSE(e->get_statistics(i, NULL));
}

int main(int argc, char** argv) {
  void* library = argc == 2 ? dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) : NULL;
  http_task_plugin_entry_fn entry = NULL;
  void* symbol = library == NULL ? NULL : dlsym(library, HTTP_TASK_PLUGIN_ENTRY);
  const http_task_plugin* plugin;
  const http_task_catalog_v1* catalog;
  const http_task_executor_v1* executor;
  const void* table = NULL;
  http_task_instance* instance = NULL;
  http_task_document* document = NULL;
  if (symbol == NULL) {
    fprintf(stderr, "%s\n", argc == 2 ? dlerror() : "usage: misuse_test LIBRARY");
    return 1;
  }
  memcpy(&entry, &symbol, sizeof entry);
  check_entry(entry);
  plugin = entry(HTTP_TASK_ABI_VERSION);
  check_instance_create(plugin);

  if (plugin->instance_create(NULL, NULL, 0, &instance, NULL) != HTTP_TASK_OK) return 1;
  check_interfaces(plugin, instance);
  plugin->get_interface(instance, HTTP_TASK_CATALOG_V1, &table);
  catalog = table;
  plugin->get_interface(instance, HTTP_TASK_EXECUTOR_V1, &table);
  executor = table;
  check_catalog(catalog, instance);
  check_rejections(plugin, catalog, instance);
  check_executor(executor, instance);

  EXPECT(catalog->list(instance, &document) == HTTP_TASK_OK && document != NULL);
  EXPECT(plugin->instance_shutdown(instance) == HTTP_TASK_OK);
  EXPECT(plugin->instance_shutdown(instance) == HTTP_TASK_OK);
  EXPECT(plugin->instance_destroy(instance) == HTTP_TASK_OK);
  check_documents(plugin, document); /* the instance is gone */
  plugin->document_release(document);

  if (failures != 0) fprintf(stderr, "%d expectations failed\n", failures);
  return failures == 0 ? 0 : 1;
}
