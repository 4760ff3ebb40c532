/* http_task.executor/1: HTTP tasks submitted, watched, cancelled.
 *
 * Per task: any number of PROGRESS events, then exactly one COMPLETED, also after cancel and shutdown. COMPLETED may
 * be fetched before submit has returned, so key on `user_tag`. Task ids are never reused within an instance, so a
 * late cancel is harmless.
 *
 * Memory is bounded: of the PROGRESS events of one task only the latest waits in the queue, and a task counts among
 * those in flight (instance options, /limits/tasks) until its COMPLETED was taken.
 */
#ifndef HTTP_TASK_EXECUTOR_H
#define HTTP_TASK_EXECUTOR_H

#include "http_task/abi.h"

#ifdef __cplusplus
extern "C" {
#endif

#define HTTP_TASK_EXECUTOR_V1 "http_task.executor/1"

#define HTTP_TASK_MODE_RUN 1u     /* as production does it */
#define HTTP_TASK_MODE_TEST 2u    /* the same, with the detail that a person at an editor wants, and PROGRESS events */
#define HTTP_TASK_MODE_DRY_RUN 3u /* resolves and shows the request; sends nothing */

#define HTTP_TASK_EVENT_PROGRESS 1u  /* document: {"phase", "receivedBytes"} */
#define HTTP_TASK_EVENT_COMPLETED 2u /* document: schemas/structured-response.schema.json; its body: the answer's */

typedef struct http_task_submission {
  uint32_t struct_size;
  uint32_t mode;
  uint64_t user_tag;        /* comes back in each event of the task */
  const char *settings;     /* request settings, or a Conductor inputParameters object that holds http_request */
  size_t settings_size;
  const char *context;      /* what ${...} sees: {"workflow": {"input": {}}, "<ref>": {"output": {}}}; may be empty */
  size_t context_size;
  const char *secrets;      /* {"NAME": "value"} for ${secrets.NAME}; may be empty */
  size_t secrets_size;
  const char *options;      /* {"inspectionLevel": "INFO | DEBUG | TRACE"}; may be empty */
  size_t options_size;
  const void *body;         /* the request's body as bytes, in place of settings.body; null: none */
  size_t body_size;
} http_task_submission;

typedef struct http_task_event {
  uint32_t struct_size;
  uint32_t kind;
  uint64_t task;
  uint64_t user_tag;
  http_task_document *document; /* never null; whoever receives the event releases it */
} http_task_event;

typedef struct http_task_executor_v1 {
  uint32_t struct_size;
  uint32_t reserved;

  /* Takes a task and returns at once. *task is set on HTTP_TASK_OK. What is wrong with the content (not JSON, not
   * valid, an expression without value) arrives as COMPLETED, with "FAILED_WITH_TERMINAL_ERROR". `options` are the
   * host's own: HTTP_TASK_E_REJECTED when they cannot be read, and a line in the log says why. */
  int32_t (*submit)(http_task_instance *instance, const http_task_submission *submission, uint64_t *task);

  /* Asks for the end of a task; its COMPLETED says "CANCELED" if it was still in flight. HTTP_TASK_OK for a task
   * that has ended already; HTTP_TASK_E_NOT_FOUND for an id that was never given. */
  int32_t (*cancel)(http_task_instance *instance, uint64_t task);

  /* Takes up to `capacity` events off the queue, oldest first, without blocking. `event_size` is the caller's
   * sizeof(http_task_event), the stride of `events`. *count is 0 when there is none. */
  int32_t (*next_events)(http_task_instance *instance, http_task_event *events, uint32_t event_size,
                         uint32_t capacity, uint32_t *count);

  /* A descriptor that is readable while the queue holds events: wait for it with poll or epoll, never read or close
   * it. It lives until instance_destroy. */
  int32_t (*event_fd)(http_task_instance *instance, int32_t *fd);

  /* {"submitted", "completed", "inFlight", "queuedEvents", "connections": {"created", "reused"}}. */
  int32_t (*get_statistics)(http_task_instance *instance, http_task_document **document);
} http_task_executor_v1;

#ifdef __cplusplus
}
#endif

#endif
