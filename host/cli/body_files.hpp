// Bodies of a test that go between files (or the standard streams) and the network piece by piece, of any
// size.
#pragma once

#include "document/json.hpp"

#include "http_task/sdk/instance.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace http_task::host {

class body_files {
public:
  struct wishes {
    std::string upload;  // the body of the request; "-" is standard input, "" none
    std::string output;  // where that of the answer goes; "-" is standard output, "" none
    bool events = false; // server-sent events to standard output, a line of JSON each
  };

  // nullptr when nothing is wished.
  [[nodiscard]] static result<std::unique_ptr<body_files>> open(const wishes& w);
  ~body_files();
  body_files(const body_files&) = delete;
  body_files& operator=(const body_files&) = delete;

  [[nodiscard]] sdk::stream_options options() const;
  // The body of the answer goes to standard output: what else there is to show belongs on standard error.
  [[nodiscard]] bool uses_standard_output() const noexcept;

  // What an event of body_stream/1 asks for. A failure is of the file: the task is to be cancelled.
  [[nodiscard]] result<void> handle(sdk::instance& tasks, const sdk::event& e);
  // Gives more of the request's body if there is any and room for it, waiting up to 20 ms for a pipe. False
  // when there is nothing to give now.
  [[nodiscard]] result<bool> give(sdk::instance& tasks, std::uint64_t task);
  // The task is over; `complete`: the file gets its name, else it is removed.
  [[nodiscard]] result<void> finish(bool complete);

private:
  explicit body_files(wishes w) : wishes_(std::move(w)) {}
  [[nodiscard]] result<void> write_out(std::string_view bytes);

  wishes wishes_;
  int in_ = -1;
  int out_ = -1;
  std::filesystem::path temporary_;
  std::optional<std::uint64_t> size_;
  std::vector<std::byte> piece_; // read from in_; [begin_, size()) not given yet
  std::size_t begin_ = 0;
  bool has_room_ = true;
  bool at_end_ = false;
};

} // namespace http_task::host
