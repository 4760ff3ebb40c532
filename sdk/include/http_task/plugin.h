/* The entry of the plugin: from the one exported symbol to an instance and its interfaces.
 *
 * Order of calls: http_task_plugin_entry, instance_create, get_interface, work, instance_shutdown (optional),
 * instance_destroy. The library stays in memory until the process ends (it is linked with -z nodelete), so a table
 * that was handed out stays valid.
 */
#ifndef HTTP_TASK_PLUGIN_H
#define HTTP_TASK_PLUGIN_H

#include "http_task/abi.h"

#ifdef __cplusplus
extern "C" {
#endif

#define HTTP_TASK_LOG_ERROR 1u
#define HTTP_TASK_LOG_WARNING 2u
#define HTTP_TASK_LOG_INFO 3u
#define HTTP_TASK_LOG_DEBUG 4u

struct http_task_event; /* http_task/executor.h */

/* What the host offers the instance. Copied by instance_create; the functions must stay callable until
 * instance_destroy has returned. Every member but struct_size may be null. */
typedef struct http_task_host {
  uint32_t struct_size;
  uint32_t reserved; /* 0 */
  void *user_data;   /* handed to each function below */

  /* A line for the host's log, without secrets. Called from any thread; must not call back into the instance. */
  void (*log)(void *user_data, uint32_t level, const char *text, size_t text_size);

  /* Delivery by callback in place of the queue: when set, each event is handed over here, on an I/O thread, and
   * next_events and event_fd answer HTTP_TASK_E_UNSUPPORTED. The callee owns event->document and releases it. It
   * must return soon, and may call every function of the instance but instance_destroy. */
  void (*on_event)(void *user_data, const struct http_task_event *event);
} http_task_host;

typedef struct http_task_plugin {
  uint32_t struct_size;
  uint32_t abi_version; /* the plugin's own HTTP_TASK_ABI_VERSION */
  const char *id;       /* terminated, as in the manifest; lives as long as the process */
  const char *version;  /* terminated, as in the manifest */

  /* Creates an instance. `host` may be null. `options` is a JSON object of schemas/instance-options.schema.json;
   * empty text stands for {}. On HTTP_TASK_OK *instance is set; on HTTP_TASK_E_REJECTED *problem is set, when
   * `problem` is not null, to a document of schemas/problem.schema.json that the caller releases.
   * Starts the I/O threads; reads the trust store when the first https request needs it. */
  int32_t (*instance_create)(const http_task_host *host, const char *options, size_t options_size,
                             http_task_instance **instance, http_task_document **problem);

  /* Takes no more tasks and cancels those in flight; each still gets its COMPLETED. Does not block. Calling it
   * again is harmless. */
  int32_t (*instance_shutdown)(http_task_instance *instance);

  /* Shuts down, waits until all I/O threads have ended, and frees the instance with the events that were not
   * fetched. With on_event, every outstanding COMPLETED is delivered before it returns. Must not be called from
   * on_event: HTTP_TASK_E_ARGUMENT. Documents that were handed out stay valid. Null is HTTP_TASK_OK. */
  int32_t (*instance_destroy)(http_task_instance *instance);

  /* The table of an interface, e.g. "http_task.catalog/1" (terminated). *table is a pointer to
   * http_task_catalog_v1, http_task_catalog_file_v1, http_task_executor_v1 or http_task_body_stream_v1, is the same
   * for all instances and lives as long as the process.
   * `instance` may be null: a loader compares the interfaces with the manifest before there is an instance.
   * HTTP_TASK_E_NOT_FOUND for an id that this plugin does not have. */
  int32_t (*get_interface)(http_task_instance *instance, const char *id, const void **table);

  /* The JSON of a document; terminated besides. Valid until the document is released. */
  int32_t (*document_json)(const http_task_document *document, const char **json, size_t *json_size);

  /* The bytes beside the JSON: of a structured response, the body of the answer as received and decoded. *body is
   * null and *body_size 0 where there is none. Valid until the document is released. */
  int32_t (*document_body)(const http_task_document *document, const void **body, size_t *body_size);

  /* Any thread may release, also after the instance is gone. Null is ignored. */
  void (*document_release)(http_task_document *document);
} http_task_plugin;

/* The one symbol that the library exports. `host_abi_version` is the host's HTTP_TASK_ABI_VERSION. Null when its
 * major version is not supported. The table is constant and lives as long as the process. No side effect: no
 * thread, no file, no global initialisation. */
typedef const http_task_plugin *(*http_task_plugin_entry_fn)(uint32_t host_abi_version);
#define HTTP_TASK_PLUGIN_ENTRY "http_task_plugin_entry"

#ifdef HTTP_TASK_BUILDING_PLUGIN
__attribute__((visibility("default")))
#endif
const http_task_plugin *http_task_plugin_entry(uint32_t host_abi_version);

#ifdef __cplusplus
}
#endif

#endif
