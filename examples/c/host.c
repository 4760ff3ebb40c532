/* A host in C: loads the plugin, searches an endpoint, describes it, prefills a request and tests it.
 *
 *   host LIBRARY ENDPOINT URL
 *   host lib/http-task/libhttp_task.so dialpad.com:POST:/api/v2/subscriptions/call http://127.0.0.1:8080/
 *
 * Exit status: 0 when the test came back with an answer to show, 1 otherwise.
 */
#include <http_task/catalog.h>
#include <http_task/executor.h>
#include <http_task/plugin.h>

#include <dlfcn.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

/* A plugin reaches public addresses only; what lies nearer, the host allows. Here: this machine. */
static const char instance_options[] = "{\"egress\": {\"allow\": [\"127.0.0.1/32\"]}}";

/* What ${secrets.NAME} of the settings stands for. A host takes it from its vault. */
static const char secrets[] = "{\"DIALPAD_API_KEY\": \"an-example-of-a-key\"}";

static const http_task_plugin* plugin;

/* One symbol leads to everything else. The library is never closed: it stays in memory anyway. */
static int load_plugin(const char* path) {
  http_task_plugin_entry_fn entry = NULL;
  void* symbol;
  void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    fprintf(stderr, "%s\n", dlerror());
    return 0;
  }
  symbol = dlsym(library, HTTP_TASK_PLUGIN_ENTRY);
  memcpy(&entry, &symbol, sizeof entry); /* ISO C has no cast from object to function pointer */
  plugin = entry == NULL ? NULL : entry(HTTP_TASK_ABI_VERSION);
  if (plugin == NULL) fprintf(stderr, "%s: no plugin for ABI %u\n", path, HTTP_TASK_ABI_MAJOR);
  return plugin != NULL;
}

static void print(const char* title, const http_task_document* document) {
  const char* json = "";
  size_t size = 0;
  if (document != NULL) plugin->document_json(document, &json, &size);
  printf("%s\n%.*s\n\n", title, (int)size, json);
}

/* Prints what a function handed out, be it the answer or the problem, and releases it. True for an answer. */
static int show(const char* title, int32_t status, http_task_document* document) {
  print(title, document);
  plugin->document_release(document);
  return status == HTTP_TASK_OK;
}

/* Waits on the descriptor until the one task that was submitted is completed. */
static int wait_for_answer(http_task_instance* instance, const http_task_executor_v1* executor) {
  struct pollfd readable = {.events = POLLIN};
  if (executor->event_fd(instance, &readable.fd) != HTTP_TASK_OK) return 0;
  while (poll(&readable, 1, 60000) > 0) {
    http_task_event event;
    uint32_t count = 0;
    if (executor->next_events(instance, &event, sizeof event, 1, &count) != HTTP_TASK_OK) return 0;
    if (count == 0) continue;
    show(event.kind == HTTP_TASK_EVENT_COMPLETED ? "completed" : "progress", HTTP_TASK_OK, event.document);
    if (event.kind == HTTP_TASK_EVENT_COMPLETED) return 1;
  }
  return 0;
}

/* Settings as prefill made them go straight into the test request. */
static int test(http_task_instance* instance, const http_task_executor_v1* executor,
                http_task_document* settings) {
  http_task_submission submission = {.struct_size = sizeof submission, .mode = HTTP_TASK_MODE_TEST};
  uint64_t task = 0;
  plugin->document_json(settings, &submission.settings, &submission.settings_size);
  submission.secrets = secrets;
  submission.secrets_size = sizeof secrets - 1;
  return executor->submit(instance, &submission, &task) == HTTP_TASK_OK &&
         wait_for_answer(instance, executor);
}

static int use(http_task_instance* instance, const char* endpoint, const char* url) {
  const void* table;
  if (plugin->get_interface(instance, HTTP_TASK_CATALOG_V1, &table) != HTTP_TASK_OK) return 0;
  const http_task_catalog_v1* catalog = table;
  if (plugin->get_interface(instance, HTTP_TASK_EXECUTOR_V1, &table) != HTTP_TASK_OK) return 0;
  const http_task_executor_v1* executor = table;

  static const char query[] = "{\"query\": \"create call subscription\", \"limit\": 3}";
  http_task_document* document;
  int32_t status = catalog->search(instance, query, sizeof query - 1, &document);
  if (!show("search", status, document)) return 0;

  status = catalog->describe(instance, endpoint, strlen(endpoint), &document);
  if (!show("describe", status, document)) return 0;

  /* "settings" is what a person typed so far: here, another address than the endpoint's own. */
  char request[2048];
  const int size = snprintf(request, sizeof request,
                            "{\"endpoint\": \"%s\", \"settings\": {\"uri\": \"%s\"}}", endpoint, url);
  if (size < 0 || (size_t)size >= sizeof request) return 0;
  status = catalog->prefill(instance, request, (size_t)size, &document);
  if (status != HTTP_TASK_OK) return show("prefill", status, document);

  print("prefill", document);
  const int tested = test(instance, executor, document);
  plugin->document_release(document);
  return tested;
}

int main(int argc, char** argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: %s LIBRARY ENDPOINT URL\n", argv[0]);
    return 1;
  }
  if (!load_plugin(argv[1])) return 1;

  http_task_instance* instance;
  http_task_document* problem;
  const int32_t status =
      plugin->instance_create(NULL, instance_options, sizeof instance_options - 1, &instance, &problem);
  if (status != HTTP_TASK_OK) return !show("instance_create", status, problem);

  const int done = use(instance, argv[2], argv[3]);
  plugin->instance_destroy(instance);
  return done ? 0 : 1;
}
