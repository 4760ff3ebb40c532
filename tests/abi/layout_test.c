/* The layout of every struct that crosses the boundary, on LP64. A line that breaks is an ABI break, unless
 * it is the size of a struct that grew by appending. */
#include "http_task/body_stream.h"
#include "http_task/catalog.h"
#include "http_task/catalog_file.h"
#include "http_task/executor.h"
#include "http_task/plugin.h"

#define SIZE(type, size) _Static_assert(sizeof(type) == (size), "size of " #type)
#define AT(type, member, offset)                                                                             \
  _Static_assert(offsetof(type, member) == (offset), "offset of " #type "." #member)

#if defined(__LP64__)
SIZE(http_task_host, 32);
AT(http_task_host, struct_size, 0);
AT(http_task_host, reserved, 4);
AT(http_task_host, user_data, 8);
AT(http_task_host, log, 16);
AT(http_task_host, on_event, 24);

SIZE(http_task_plugin, 80);
AT(http_task_plugin, struct_size, 0);
AT(http_task_plugin, abi_version, 4);
AT(http_task_plugin, id, 8);
AT(http_task_plugin, version, 16);
AT(http_task_plugin, instance_create, 24);
AT(http_task_plugin, instance_shutdown, 32);
AT(http_task_plugin, instance_destroy, 40);
AT(http_task_plugin, get_interface, 48);
AT(http_task_plugin, document_json, 56);
AT(http_task_plugin, document_body, 64);
AT(http_task_plugin, document_release, 72);

SIZE(http_task_catalog_v1, 80);
AT(http_task_catalog_v1, struct_size, 0);
AT(http_task_catalog_v1, reserved, 4);
AT(http_task_catalog_v1, load, 8);
AT(http_task_catalog_v1, unload, 16);
AT(http_task_catalog_v1, list, 24);
AT(http_task_catalog_v1, search, 32);
AT(http_task_catalog_v1, describe, 40);
AT(http_task_catalog_v1, prefill, 48);
AT(http_task_catalog_v1, validate, 56);
AT(http_task_catalog_v1, sample, 64);
AT(http_task_catalog_v1, form, 72);

SIZE(http_task_catalog_file_v1, 80);
AT(http_task_catalog_file_v1, struct_size, 0);
AT(http_task_catalog_file_v1, reserved, 4);
AT(http_task_catalog_file_v1, open, 8);
AT(http_task_catalog_file_v1, close, 16);
AT(http_task_catalog_file_v1, contents, 24);
AT(http_task_catalog_file_v1, writer_create, 32);
AT(http_task_catalog_file_v1, writer_add, 40);
AT(http_task_catalog_file_v1, writer_remove, 48);
AT(http_task_catalog_file_v1, writer_finish, 56);
AT(http_task_catalog_file_v1, writer_destroy, 64);
AT(http_task_catalog_file_v1, check, 72);

SIZE(http_task_submission, 96);
AT(http_task_submission, struct_size, 0);
AT(http_task_submission, mode, 4);
AT(http_task_submission, user_tag, 8);
AT(http_task_submission, settings, 16);
AT(http_task_submission, settings_size, 24);
AT(http_task_submission, context, 32);
AT(http_task_submission, context_size, 40);
AT(http_task_submission, secrets, 48);
AT(http_task_submission, secrets_size, 56);
AT(http_task_submission, options, 64);
AT(http_task_submission, options_size, 72);
AT(http_task_submission, body, 80);
AT(http_task_submission, body_size, 88);

SIZE(http_task_event, 32);
AT(http_task_event, struct_size, 0);
AT(http_task_event, kind, 4);
AT(http_task_event, task, 8);
AT(http_task_event, user_tag, 16);
AT(http_task_event, document, 24);

SIZE(http_task_executor_v1, 48);
AT(http_task_executor_v1, struct_size, 0);
AT(http_task_executor_v1, reserved, 4);
AT(http_task_executor_v1, submit, 8);
AT(http_task_executor_v1, cancel, 16);
AT(http_task_executor_v1, next_events, 24);
AT(http_task_executor_v1, event_fd, 32);
AT(http_task_executor_v1, get_statistics, 40);

SIZE(http_task_stream_options, 24);
AT(http_task_stream_options, struct_size, 0);
AT(http_task_stream_options, flags, 4);
AT(http_task_stream_options, request_size, 8);
AT(http_task_stream_options, response_limit, 16);

SIZE(http_task_body_stream_v1, 48);
AT(http_task_body_stream_v1, struct_size, 0);
AT(http_task_body_stream_v1, reserved, 4);
AT(http_task_body_stream_v1, submit, 8);
AT(http_task_body_stream_v1, write, 16);
AT(http_task_body_stream_v1, finish, 24);
AT(http_task_body_stream_v1, read, 32);
AT(http_task_body_stream_v1, next_message, 40);
#endif

/* Constants are part of the ABI as well. */
_Static_assert(HTTP_TASK_ABI_MAJOR == 1 && HTTP_TASK_ABI_VERSION >> 16 == 1, "ABI version");
_Static_assert(HTTP_TASK_OK == 0 && HTTP_TASK_E_ARGUMENT == -1 && HTTP_TASK_E_REJECTED == -2 &&
                   HTTP_TASK_E_NOT_FOUND == -3 && HTTP_TASK_E_SHUT_DOWN == -4 && HTTP_TASK_E_LIMIT == -5 &&
                   HTTP_TASK_E_MEMORY == -6 && HTTP_TASK_E_UNSUPPORTED == -7 && HTTP_TASK_E_INTERNAL == -8,
               "status codes");
_Static_assert(HTTP_TASK_MODE_RUN == 1 && HTTP_TASK_MODE_TEST == 2 && HTTP_TASK_MODE_DRY_RUN == 3, "modes");
_Static_assert(HTTP_TASK_EVENT_PROGRESS == 1 && HTTP_TASK_EVENT_COMPLETED == 2 && HTTP_TASK_EVENT_ANSWERED == 3 &&
                   HTTP_TASK_EVENT_READABLE == 4 && HTTP_TASK_EVENT_WRITABLE == 5,
               "kinds of events");
_Static_assert(HTTP_TASK_STREAM_REQUEST == 1 && HTTP_TASK_STREAM_RESPONSE == 2 && HTTP_TASK_STREAM_EVENTS == 4 &&
                   HTTP_TASK_SIZE_UNKNOWN == UINT64_MAX,
               "streams");
_Static_assert(HTTP_TASK_LOG_ERROR == 1 && HTTP_TASK_LOG_WARNING == 2 && HTTP_TASK_LOG_INFO == 3 &&
                   HTTP_TASK_LOG_DEBUG == 4,
               "log levels");

/* The compiler did the work. */
int main(void) {
  return 0;
}
