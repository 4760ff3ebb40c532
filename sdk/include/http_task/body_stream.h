/* http_task.body_stream/1: HTTP tasks whose bodies are given and taken piece by piece.
 *
 * A task that is submitted here is like any other of http_task.executor/1: the same settings, the same events, and
 * `cancel` of that interface ends it in every phase. Besides, the host gives the body of the request with `write`
 * and `finish`, takes the body of the answer with `read`, or takes server-sent events with `next_message`, whichever
 * it asked for. Memory is bounded whatever the size of a body: about 256 KiB are held of each, and when they are
 * full, the network waits.
 *
 * Neither function blocks. Three more kinds of events say when there is something to do; they come by the queue or
 * the callback, like the others, and only for tasks of this interface. Of each kind at most one waits per task.
 *
 *   ANSWERED   the head of an answer whose body is to be taken has come. Document: {"statusCode", "reasonPhrase",
 *              "headers": {name in lower case: [values]}}. Comes before the first READABLE.
 *   READABLE   there is something to take. Comes again only after a `read` or `next_message` that found nothing more:
 *              take until *size is 0, or no message is there.
 *   WRITABLE   there is room again, after a `write` that took less than it was given.
 *
 * Which answers: those whose status the settings accept, and that are not a redirect which is followed. The body of
 * any other (what the server says about a refusal) stands in the structured response as usual. maxResponseBytes of
 * the settings bounds what is taken, unless `response_limit` says otherwise.
 *
 * The end: COMPLETED comes once all that arrived of the body has been taken, also when the exchange broke off in the
 * middle, and is the end of the stream; its structured response says whether the body was whole, and has
 * response.bodyStreamed in place of response.body. Time that the host takes counts into totalTimeOut, not into
 * readTimeOut. After `cancel` what was not taken is dropped.
 *
 * A body that was given piece by piece is sent once: when it would have to be sent again (a redirect of 307 or 308),
 * the task fails with input.not_repeatable, unless no byte of it was sent yet. With an answer that refuses the rest
 * of the body, what is written from then on is dropped.
 *
 * Threads: any thread may call any function at any time, with the one exception of http_task/abi.h; what one thread
 * writes and another, too, comes in an order that they have to agree on. Ids are never reused, so that a late call
 * is harmless: HTTP_TASK_E_NOT_FOUND for a task that is completed, that was submitted elsewhere, or was never given.
 */
#ifndef HTTP_TASK_BODY_STREAM_H
#define HTTP_TASK_BODY_STREAM_H

#include "http_task/executor.h"

#ifdef __cplusplus
extern "C" {
#endif

#define HTTP_TASK_BODY_STREAM_V1 "http_task.body_stream/1"

#define HTTP_TASK_EVENT_ANSWERED 3u
#define HTTP_TASK_EVENT_READABLE 4u /* document: {} */
#define HTTP_TASK_EVENT_WRITABLE 5u /* document: {} */

#define HTTP_TASK_STREAM_REQUEST 1u  /* the body of the request comes by write and finish, in place of any other */
#define HTTP_TASK_STREAM_RESPONSE 2u /* the body of the answer is taken with read */
#define HTTP_TASK_STREAM_EVENTS 4u   /* with RESPONSE: that of a text/event-stream with next_message instead */

#define HTTP_TASK_SIZE_UNKNOWN UINT64_MAX

typedef struct http_task_stream_options {
  uint32_t struct_size;
  uint32_t flags;          /* HTTP_TASK_STREAM_*, at least one of REQUEST and RESPONSE */
  uint64_t request_size;   /* of the body to come, in bytes; HTTP_TASK_SIZE_UNKNOWN: it is sent in chunks */
  uint64_t response_limit; /* bytes that the body of the answer may have; 0: maxResponseBytes of the settings */
} http_task_stream_options;

typedef struct http_task_body_stream_v1 {
  uint32_t struct_size;
  uint32_t reserved;

  /* As submit of http_task.executor/1. HTTP_TASK_E_ARGUMENT as well for flags that contradict themselves or are not
   * known, and for a submission with a body besides HTTP_TASK_STREAM_REQUEST. */
  int32_t (*submit)(http_task_instance *instance, const http_task_submission *submission,
                    const http_task_stream_options *options, uint64_t *task);

  /* Gives the next bytes of the request's body; they are copied. *taken is how many were taken, from the front: less
   * than `size`, also 0, when there is no room; WRITABLE then says when to go on. HTTP_TASK_E_ARGUMENT after finish,
   * and when the body would get longer than request_size. */
  int32_t (*write)(http_task_instance *instance, uint64_t task, const void *bytes, size_t size, size_t *taken);

  /* The request's body is complete. When it is shorter than request_size, the task fails. */
  int32_t (*finish)(http_task_instance *instance, uint64_t task);

  /* Takes the next bytes of the answer's body, content codings undone. *size is how many were put into `into`; 0: there
   * are none now, and READABLE or COMPLETED will follow. */
  int32_t (*read)(http_task_instance *instance, uint64_t task, void *into, size_t capacity, size_t *size);

  /* Takes the next server-sent event (schemas/server-sent-event.schema.json). *message is NULL with HTTP_TASK_OK:
   * there is none now, and READABLE or COMPLETED will follow. Else the caller releases it. */
  int32_t (*next_message)(http_task_instance *instance, uint64_t task, http_task_document **message);
} http_task_body_stream_v1;

#ifdef __cplusplus
}
#endif

#endif
