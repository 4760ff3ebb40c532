// What was stored before there were catalogue files: <data folder>/catalog/<api>.json, a document as it was
// given, and <api>.source, the path that it came from. It is taken over into the catalogue file once.
#pragma once

#include "document/problem.hpp"

#include "http_task/sdk/instance.hpp"

#include <filesystem>
#include <functional>
#include <string_view>

namespace http_task::host {

[[nodiscard]] bool has_former_store(const std::filesystem::path& catalogue_file);

// Takes over what lies in the folder of `catalogue_file` and removes it from there; a document that cannot be
// read stays under the name <api>.json.damaged. `talk` is told in one line. Where this fails all is as it
// was.
[[nodiscard]] result<void> take_over_former_store(sdk::instance& plugin,
                                                  const std::filesystem::path& catalogue_file,
                                                  const std::function<void(std::string_view)>& talk);

} // namespace http_task::host
