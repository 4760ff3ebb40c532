// The tables of functions that the library hands out.
#pragma once

#include "http_task/body_stream.h"
#include "http_task/catalog.h"
#include "http_task/catalog_file.h"
#include "http_task/executor.h"
#include "http_task/plugin.h"

namespace http_task::abi {

extern const http_task_plugin plugin_table;
extern const http_task_catalog_v1 catalog_table;
extern const http_task_catalog_file_v1 catalog_file_table;
extern const http_task_executor_v1 executor_table;
extern const http_task_body_stream_v1 body_stream_table;

} // namespace http_task::abi
