// The one exported symbol.
#define HTTP_TASK_BUILDING_PLUGIN
#include "abi/tables.hpp"

const http_task_plugin* http_task_plugin_entry(uint32_t host_abi_version) {
  return host_abi_version >> 16U == HTTP_TASK_ABI_MAJOR ? &http_task::abi::plugin_table : nullptr;
}
