// Makes a search index: records in, API by API, one block of bytes out.
//
// The same records in the same order give the same bytes. One thread. A record is known by its number in the
// order in which it was added. Memory while building: about ten times the names and summaries.
#pragma once

#include "base/result.hpp"
#include "search/record.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace http_task::search {

class index_builder {
public:
  index_builder();
  ~index_builder();
  index_builder(index_builder&&) noexcept;
  index_builder& operator=(index_builder&&) noexcept;

  // The operations that follow belong to this API.
  void begin_api(const api_record& api);

  // Returns the number of the record. Only after begin_api().
  std::uint32_t add(const operation_record& operation);

  // Leaves the builder empty. Fails with "catalog.too_large" above 65,535 APIs or 4 GiB.
  [[nodiscard]] result<std::string> finish();

private:
  struct state;
  std::unique_ptr<state> state_;
};

} // namespace http_task::search
