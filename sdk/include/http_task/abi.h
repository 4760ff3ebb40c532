/* The C ABI of HTTP Task: versions, status codes and the rules that hold for every function.
 *
 * Rules
 *  - C11, this header and the standard's <stddef.h> and <stdint.h> only; compiles as C11 to C++20.
 *  - Every struct that crosses begins with `struct_size`, set by whoever fills it to its own sizeof. A reader uses
 *    no member beyond it. Structs grow by appending, within a major version.
 *  - Text is UTF-8 as pointer and size, not terminated. A null pointer with size 0 is an empty text.
 *  - Control data is JSON (RFC 8259), each document with a schema in schemas/; bodies are bytes.
 *  - Inputs are borrowed for the call. The one thing a caller owns is a document; see http_task_plugin.
 *  - A function's status reports how it was called. What happens on the network never does: it arrives in the
 *    document of a COMPLETED event.
 *  - Every function may be called from any thread at any time, except that no call on an instance may overlap or
 *    follow instance_destroy of the same instance. No exception, signal or abort crosses.
 *  - An output parameter is written only as its function says; documents and handles are set to NULL on failure.
 */
#ifndef HTTP_TASK_ABI_H
#define HTTP_TASK_ABI_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A plugin serves every host of the same major version; a host may use what the smaller minor of both has. */
#define HTTP_TASK_ABI_MAJOR 1u
#define HTTP_TASK_ABI_MINOR 0u
#define HTTP_TASK_ABI_VERSION ((HTTP_TASK_ABI_MAJOR << 16) | HTTP_TASK_ABI_MINOR)

/* Status codes: 0 is success, negative is failure. Unknown negative codes are failures too. */
#define HTTP_TASK_OK 0
#define HTTP_TASK_E_ARGUMENT (-1)    /* a null pointer, a struct too short, an unknown mode: the caller's mistake */
#define HTTP_TASK_E_REJECTED (-2)    /* the input was read and is not acceptable; the document is the problem */
#define HTTP_TASK_E_NOT_FOUND (-3)   /* no such endpoint, API, task or interface; the document says what is near */
#define HTTP_TASK_E_SHUT_DOWN (-4)   /* the instance was shut down */
#define HTTP_TASK_E_LIMIT (-5)       /* too many tasks in flight; try again after a COMPLETED */
#define HTTP_TASK_E_MEMORY (-6)      /* out of memory; nothing was changed */
#define HTTP_TASK_E_UNSUPPORTED (-7) /* a function that this plugin does not have */
#define HTTP_TASK_E_INTERNAL (-8)    /* a defect of the plugin */

/* A plugin with its catalogue, connections and I/O threads. Opaque. */
typedef struct http_task_instance http_task_instance;

/* JSON, and for some documents a body of bytes beside it. Opaque, immutable, owned by the caller who got it. */
typedef struct http_task_document http_task_document;

#ifdef __cplusplus
}
#endif

#endif
