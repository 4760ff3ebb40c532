// Raw HTML within CommonMark: its words without its tags.
#pragma once

#include <string>
#include <string_view>

namespace http_task::host {

// Fed piece by piece. What a tag would have broken into lines is broken into lines.
class raw_html {
public:
  // Appends what is left of `html` to `out` as HTML. `block`: whole elements are in it, so that the content
  // of scripts and styles is known and left out.
  void append(std::string& out, std::string_view html, bool block);
  // Forgets a tag that never ended.
  void reset() { *this = raw_html(); }

private:
  enum class state { text, tag, comment };

  void end_tag(std::string& out, bool block);

  state state_ = state::text;
  char quote_ = '\0'; // within a tag
  std::string name_;  // of the tag, with "/" where it closes
  bool name_ended_ = false;
  std::string hidden_; // the element whose content is left out
};

} // namespace http_task::host
