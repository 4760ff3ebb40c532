/* A host in C that holds no body in memory: a file goes up, the answer comes down, each piece by piece.
 *
 *   stream LIBRARY URL FILE > answer
 *   stream lib/http-task/libhttp_task.so http://127.0.0.1:8080/upload large.bin > answer
 *
 * Exit status: 0 when the task was completed, 1 otherwise; its structured response goes to standard error.
 */
#include <http_task/body_stream.h>
#include <http_task/plugin.h>

#include <dlfcn.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

static const char instance_options[] = "{\"egress\": {\"allow\": [\"127.0.0.1/32\"]}}";

struct transfer {
  const http_task_plugin* plugin;
  const http_task_executor_v1* executor;
  const http_task_body_stream_v1* stream;
  http_task_instance* instance;
  uint64_t task;
  FILE* from;
  char piece[65536]; /* read and not taken yet: [begin, end) */
  size_t begin, end;
  int finished;
};

/* Until the plugin has no more room; WRITABLE then says when to go on. */
static int give(struct transfer* t) {
  while (!t->finished) {
    size_t taken = 0;
    if (t->begin == t->end) {
      t->begin = 0;
      t->end = fread(t->piece, 1, sizeof t->piece, t->from);
      if (t->end == 0) {
        t->finished = 1;
        t->stream->finish(t->instance, t->task); /* a task that is over needs it no more */
        break;
      }
    }
    if (t->stream->write(t->instance, t->task, t->piece + t->begin, t->end - t->begin, &taken) != HTTP_TASK_OK)
      t->finished = 1; /* the server has answered before it had everything */
    if (taken == 0) break;
    t->begin += taken;
  }
  return 1;
}

/* Until there is no more for now; READABLE then says when to go on. */
static int take(struct transfer* t) {
  char piece[65536];
  size_t size = 0;
  while (t->stream->read(t->instance, t->task, piece, sizeof piece, &size) == HTTP_TASK_OK && size > 0) {
    if (fwrite(piece, 1, size, stdout) != size) return 0;
  }
  return 1;
}

static int show(struct transfer* t, const http_task_document* document) {
  const char* json = "";
  size_t size = 0;
  t->plugin->document_json(document, &json, &size);
  fprintf(stderr, "%.*s\n", (int)size, json);
  return strncmp(json, "{\"status\":\"COMPLETED\"", 21) == 0;
}

static int run(struct transfer* t) {
  struct pollfd readable = {.events = POLLIN};
  int good = give(t) && t->executor->event_fd(t->instance, &readable.fd) == HTTP_TASK_OK;
  while (good && poll(&readable, 1, 60000) > 0) {
    http_task_event event;
    uint32_t count = 0;
    if (t->executor->next_events(t->instance, &event, sizeof event, 1, &count) != HTTP_TASK_OK) return 0;
    if (count == 0) continue;
    if (event.kind == HTTP_TASK_EVENT_WRITABLE) good = give(t);
    if (event.kind == HTTP_TASK_EVENT_READABLE) good = take(t);
    if (event.kind == HTTP_TASK_EVENT_COMPLETED) good = show(t, event.document);
    t->plugin->document_release(event.document);
    if (event.kind == HTTP_TASK_EVENT_COMPLETED) return good;
  }
  return 0;
}

static int start(struct transfer* t, const char* url) {
  char settings[2048];
  const int size = snprintf(settings, sizeof settings,
                            "{\"method\": \"POST\", \"uri\": \"%s\", \"totalTimeOut\": 3600000, "
                            "\"contentType\": \"application/octet-stream\"}",
                            url);
  http_task_submission submission = {.struct_size = sizeof submission, .mode = HTTP_TASK_MODE_RUN};
  http_task_stream_options options = {.struct_size = sizeof options,
                                      .flags = HTTP_TASK_STREAM_REQUEST | HTTP_TASK_STREAM_RESPONSE,
                                      .request_size = HTTP_TASK_SIZE_UNKNOWN,
                                      .response_limit = (uint64_t)1 << 40};
  if (size < 0 || (size_t)size >= sizeof settings) return 0;
  submission.settings = settings;
  submission.settings_size = (size_t)size;
  return t->stream->submit(t->instance, &submission, &options, &t->task) == HTTP_TASK_OK;
}

static int open_plugin(struct transfer* t, const char* path) {
  http_task_plugin_entry_fn entry = NULL;
  const void* executor = NULL;
  const void* stream = NULL;
  void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  void* symbol = library == NULL ? NULL : dlsym(library, HTTP_TASK_PLUGIN_ENTRY);
  memcpy(&entry, &symbol, sizeof entry); /* ISO C has no cast from object to function pointer */
  t->plugin = entry == NULL ? NULL : entry(HTTP_TASK_ABI_VERSION);
  if (t->plugin == NULL) return 0;
  t->plugin->get_interface(NULL, HTTP_TASK_EXECUTOR_V1, &executor);
  t->plugin->get_interface(NULL, HTTP_TASK_BODY_STREAM_V1, &stream);
  t->executor = executor;
  t->stream = stream;
  return executor != NULL && stream != NULL &&
         t->plugin->instance_create(NULL, instance_options, sizeof instance_options - 1, &t->instance, NULL) ==
             HTTP_TASK_OK;
}

int main(int argc, char** argv) {
  static struct transfer t;
  int done = 0;
  if (argc != 4) {
    fprintf(stderr, "usage: %s LIBRARY URL FILE\n", argv[0]);
    return 1;
  }
  t.from = fopen(argv[3], "rb");
  if (t.from == NULL || !open_plugin(&t, argv[1])) {
    fprintf(stderr, "the file or the plugin cannot be opened\n");
    return 1;
  }
  done = start(&t, argv[2]) && run(&t);
  t.plugin->instance_destroy(t.instance);
  fclose(t.from);
  return done && fflush(stdout) == 0 ? 0 : 1;
}
