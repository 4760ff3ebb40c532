/* http_task.catalog/1: endpoints found, described, prefilled, checked. Synchronous; touches no network and no file.
 *
 * Functions with `document` set it on HTTP_TASK_OK to their answer, and on HTTP_TASK_E_REJECTED and
 * HTTP_TASK_E_NOT_FOUND to a problem (schemas/problem.schema.json). The caller releases either. `document` must not
 * be null.
 *
 * An endpoint is named by its id, "<api>:<METHOD>:<path>", or by "<api>:<operationId>", or by its operationId
 * alone where only one API has it.
 */
#ifndef HTTP_TASK_CATALOG_H
#define HTTP_TASK_CATALOG_H

#include "http_task/abi.h"

#ifdef __cplusplus
extern "C" {
#endif

#define HTTP_TASK_CATALOG_V1 "http_task.catalog/1"

typedef struct http_task_catalog_v1 {
  uint32_t struct_size;
  uint32_t reserved;

  /* Adds an API: an OpenAPI document or an endpoint description as bytes. `options` is {"api": id to use,
   * "source": name for messages}; empty text stands for {}. An API of the same id, also a built-in one, is replaced
   * as a whole, and only when the new one was read. Answer: {"api", "title", "version", "endpoints": count,
   * "warnings": [finding]}. */
  int32_t (*load)(http_task_instance *instance, const void *bytes, size_t bytes_size, const char *options,
                  size_t options_size, http_task_document **document);

  /* Removes an API that was loaded; the built-in one of the same id, if any, shows again. Answer: {"api"}. */
  int32_t (*unload)(http_task_instance *instance, const char *api, size_t api_size, http_task_document **document);

  /* The APIs of the catalogue: {"endpoints": count, "apis": [{"id", "title", "version", "endpoints", "builtIn"}]}. */
  int32_t (*list)(http_task_instance *instance, http_task_document **document);

  /* `query` is {"query": text, "limit": 1 to 100 (10), "method", "api", "tag", "deprecated": bool, "explain": bool}; the
   * text may hold filters too: "api:ID method:GET tag:NAME deprecated:no". Answer: schemas/search-results.schema.json,
   * best first; no match is an empty list. */
  int32_t (*search)(http_task_instance *instance, const char *query, size_t query_size,
                    http_task_document **document);

  /* The endpoint description: a JSON Schema whose instances are request settings. */
  int32_t (*describe)(http_task_instance *instance, const char *endpoint, size_t endpoint_size,
                      http_task_document **document);

  /* `request` is {"endpoint": id, "settings": what a person typed so far (kept as it is), "sample": false,
   * "example": name}. With "example", the body starts as the documented example of that name, one of
   * endpoint.requestBody.examples in the description. With "sample": true, required fields that nothing documents get a made-up value: for a sandbox, never for a real
   * server. Answer: request settings, schemas/request-settings.schema.json. */
  int32_t (*prefill)(http_task_instance *instance, const char *request, size_t request_size,
                     http_task_document **document);

  /* Checks request settings against their schema, and against the endpoint description where their
   * `endpoint.id` names one of this catalogue. Answer: {"valid": bool, "errors": [finding], "warnings": [finding]}.
   *
   * Instead of settings, {"schema": a JSON Schema, "instance": any JSON, "output": "flag | basic | detailed"} checks
   * the instance; the answer is that output of the specification (2020-12, section 12), and without "output" the one
   * above. */
  int32_t (*validate)(http_task_instance *instance, const char *settings, size_t settings_size,
                      http_task_document **document);

  /* An answer as the endpoint could give it, for a sandbox or a mock. `request` is {"endpoint": id,
   * "status": "200" (the first successful one), "seed": integer (0)}. Answer: {"statusCode", "contentType",
   * "headers": {}, "body": JSON, "from": "example | schema | nothing"}. */
  int32_t (*sample)(http_task_instance *instance, const char *request, size_t request_size,
                    http_task_document **document);

  /* The fields that an editor draws for request settings. `request` is {"endpoint": id; without it, those of a request
   * of no endpoint}. A field that says "more" was cut off: ask again with its "schemaPointer" and "pointer" as well, for
   * a form of that field alone. Answer: schemas/form.schema.json.
   *
   * Appended: a table whose struct_size ends before it does not have it. */
  int32_t (*form)(http_task_instance *instance, const char *request, size_t request_size,
                  http_task_document **document);
} http_task_catalog_v1;

#ifdef __cplusplus
}
#endif

#endif
