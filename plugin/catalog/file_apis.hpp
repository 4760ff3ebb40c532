// The APIs of a catalogue file.
#pragma once

#include "catalog/endpoint_source.hpp"
#include "store/file.hpp"

#include <memory>
#include <utility>

namespace http_task::catalog {

class file_apis final : public endpoint_source {
public:
  explicit file_apis(std::shared_ptr<const store::file> file) : file_(std::move(file)) {}

  [[nodiscard]] const store::file& file() const noexcept { return *file_; }

  [[nodiscard]] bool has(std::string_view api) const override { return file_->find_api(api).has_value(); }
  [[nodiscard]] std::vector<api_summary> list() const override;
  [[nodiscard]] const search::index* index() const override;
  [[nodiscard]] result<std::optional<description::endpoint>>
  describe(std::string_view api, std::string_view method, std::string_view path) const override;
  [[nodiscard]] std::vector<endpoint_name> with_operation_id(std::string_view name,
                                                             std::string_view api) const override;
  // Nothing for all APIs at once: a file may have a hundred thousand endpoints.
  [[nodiscard]] std::vector<endpoint_name> near(std::string_view name, std::string_view api) const override;

private:
  std::shared_ptr<const store::file> file_;
};

} // namespace http_task::catalog
