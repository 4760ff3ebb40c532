// Where a command writes: data on standard output, talk on standard error.
#pragma once

#include "cli/exit_status.hpp"
#include "cli/global_options.hpp"
#include "document/json.hpp"
#include "text/terminal.hpp"

#include <cstddef>
#include <string_view>

namespace http_task::host {

class console {
public:
  explicit console(const global_options& globals);

  [[nodiscard]] bool json() const noexcept { return json_; }
  [[nodiscard]] const palette& out_palette() const noexcept { return out_palette_; }
  [[nodiscard]] const palette& err_palette() const noexcept { return err_palette_; }
  // Columns of the terminal, 100 where there is none, never above 120: longer lines are hard to read.
  [[nodiscard]] std::size_t width() const noexcept { return width_; }
  // Standard error is a terminal, so that something that changes in place can be shown there.
  [[nodiscard]] bool shows_progress() const noexcept { return err_is_terminal_; }
  // Standard output is a terminal, so that what does not fit may be cut.
  [[nodiscard]] bool data_is_for_a_person() const noexcept { return out_is_terminal_; }

  void data(std::string_view text) const;
  // JSON text, laid out, with a line end.
  void json_data(std::string_view json_text) const;
  void json_data(const json::value& v) const { json_data(to_text(v)); }
  void talk(std::string_view line) const;
  void warn(std::string_view line) const;
  void progress(std::string_view line) const; // replaced by the next one; "" clears it

  // Tells of a problem on standard error, with --json also as a document on standard output.
  exit_status fail(const problem& p) const;

private:
  bool json_;
  bool err_is_terminal_;
  bool out_is_terminal_;
  palette out_palette_;
  palette err_palette_;
  std::size_t width_;
};

} // namespace http_task::host
