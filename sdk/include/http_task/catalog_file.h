/* http_task.catalog_file/1: catalogues of any size in one file each, opened by mapping them, and how they are written.
 *
 * What is open is searched, described and prefilled through http_task.catalog/1 together with what was loaded and what
 * is built in. Of an API that several have, the loaded one counts, then the files in the order in which they were
 * opened, then the built-in one. Synchronous; touches no network, and no file but those that are named.
 *
 * Paths are UTF-8. Functions with `document` set it on HTTP_TASK_OK to their answer, and on HTTP_TASK_E_REJECTED and
 * HTTP_TASK_E_NOT_FOUND to a problem (schemas/problem.schema.json). The caller releases either. `document` must not
 * be null.
 */
#ifndef HTTP_TASK_CATALOG_FILE_H
#define HTTP_TASK_CATALOG_FILE_H

#include "http_task/abi.h"

#ifdef __cplusplus
extern "C" {
#endif

#define HTTP_TASK_CATALOG_FILE_V1 "http_task.catalog_file/1"

/* A file in the making. Used by one thread at a time; independent of every other one. */
typedef struct http_task_catalog_writer http_task_catalog_writer;

typedef struct http_task_catalog_file_v1 {
  uint32_t struct_size;
  uint32_t reserved;

  /* Maps a catalogue file. A path that is open already is mapped again, in its place in the order: what others put
   * there since shows. A file that is damaged, or of a newer version, or cannot be read, is refused
   * ("catalog.damaged", "catalog.newer_version", "catalog.file") and leaves what was open. Reads the tables of the
   * file alone; what is damaged elsewhere is found when it is used, and by check. Answer: {"path", "apis": count,
   * "endpoints": count}. */
  int32_t (*open)(http_task_instance *instance, const char *path, size_t path_size, http_task_document **document);

  /* What is answered from the file at this moment ends well. HTTP_TASK_E_NOT_FOUND for a path that is not open.
   * Answer: {"path"}. */
  int32_t (*close)(http_task_instance *instance, const char *path, size_t path_size, http_task_document **document);

  /* What an open file holds: {"endpoints": count, "apis": [{"id", "title", "version", "endpoints", "source",
   * "digest", "warnings": [finding]}]}, by id. */
  int32_t (*contents)(http_task_instance *instance, const char *path, size_t path_size,
                      http_task_document **document);

  /* Starts a file that will stand at `path`. `options` is {"base": path of a catalogue file whose APIs are carried
   * over}; empty text stands for {}. Sets `*writer` on HTTP_TASK_OK; the caller ends it with writer_destroy, before
   * the instance. The base may be the file at `path`. Answer: {"apis": count, "endpoints": count} of the base. */
  int32_t (*writer_create)(http_task_instance *instance, const char *path, size_t path_size, const char *options,
                           size_t options_size, http_task_catalog_writer **writer, http_task_document **document);

  /* Adds the APIs of one document, as http_task.catalog/1 load; `options` is {"api": id to use, "source": where the
   * document came from, "preferred": bool (of several versions the one to show; else "x-preferred" of the document),
   * "folder": the folder that its $ref may reach, "file": its path in there}.
   * An API of that id that the base has is replaced as a whole. A document that cannot be read changes nothing.
   * Answer: {"api", "title", "version", "endpoints": count, "warnings": [finding], "unchanged": bool (the base has
   * the same bytes), "changes": {"new": [id], "gone": [id], "changed": [{"endpoint": id, "fields": [pointer into the
   * description]}]} (beside the base; absent without one)}. */
  int32_t (*writer_add)(http_task_catalog_writer *writer, const void *bytes, size_t bytes_size, const char *options,
                        size_t options_size, http_task_document **document);

  /* Leaves an API of the base out. Answer: {"api", "endpoints": count}. */
  int32_t (*writer_remove)(http_task_catalog_writer *writer, const char *api, size_t api_size,
                           http_task_document **document);

  /* Writes the file and puts it in its place in one step: a reader has the old one or the new one. The writer is good
   * for nothing else afterwards. Answer: {"path", "apis": count, "endpoints": count, "bytes": size of the file}. */
  int32_t (*writer_finish)(http_task_catalog_writer *writer, http_task_document **document);

  /* Without a finish before it, everything is as it was before. Null is allowed. */
  void (*writer_destroy)(http_task_catalog_writer *writer);

  /* Reads all of a file, open or not, and compares its checksums: HTTP_TASK_E_REJECTED and "catalog.damaged" says
   * which part is damaged. Answer: {"path", "bytes": size of the file}. */
  int32_t (*check)(http_task_instance *instance, const char *path, size_t path_size, http_task_document **document);
} http_task_catalog_file_v1;

#ifdef __cplusplus
}
#endif

#endif
