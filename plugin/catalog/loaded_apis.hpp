// APIs in memory: those that a host has loaded, or the built-in ones.
#pragma once

#include "catalog/endpoint_source.hpp"
#include "description/api.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace http_task::catalog {

class loaded_apis final : public endpoint_source {
public:
  using by_id = std::map<std::string, std::shared_ptr<const description::api>, std::less<>>;

  loaded_apis(by_id apis, bool built_in) : apis_(std::move(apis)), built_in_(built_in) {}

  [[nodiscard]] const by_id& apis() const noexcept { return apis_; }

  [[nodiscard]] bool has(std::string_view api) const override { return apis_.contains(api); }
  [[nodiscard]] std::vector<api_summary> list() const override;
  // Built by whoever asks first: several loads in a row cost one index.
  [[nodiscard]] const search::index* index() const override;
  [[nodiscard]] result<std::optional<description::endpoint>>
  describe(std::string_view api, std::string_view method, std::string_view path) const override;
  [[nodiscard]] std::vector<endpoint_name> with_operation_id(std::string_view name,
                                                             std::string_view api) const override;
  [[nodiscard]] std::vector<endpoint_name> near(std::string_view name, std::string_view api) const override;

private:
  const by_id apis_;
  const bool built_in_;
  mutable std::once_flag once_;
  mutable std::string bytes_;
  mutable std::optional<search::index> index_;
};

} // namespace http_task::catalog
