// The formats of the keyword `format` that are asserted. Each function decides about a whole string.
#pragma once

#include "json/value.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::schema {

enum class format : std::uint8_t {
  date,
  date_time,
  duration,
  email,
  hostname,
  idn_email,
  idn_hostname,
  int32,
  int64,
  ipv4,
  ipv6,
  iri,
  iri_reference,
  json_pointer,
  regex,
  relative_json_pointer,
  time,
  uri,
  uri_reference,
  uri_template,
  uuid,
};

// nullopt for a format that is an annotation only.
[[nodiscard]] std::optional<format> find_format(std::string_view name) noexcept;

// For messages: what it is and an example, e.g. "a date-time such as 2024-05-17T09:30:00Z".
[[nodiscard]] std::string description_of(format f);
// A value of the format.
[[nodiscard]] std::string_view example_of(format f) noexcept;

// True also for values of a type that the format says nothing about.
[[nodiscard]] bool satisfies(const json::value& v, format f);

namespace formats {

// RFC 3339, section 5.6, and appendix A for durations.
[[nodiscard]] bool is_date(std::string_view text) noexcept;
[[nodiscard]] bool is_time(std::string_view text) noexcept;
[[nodiscard]] bool is_date_time(std::string_view text) noexcept;
[[nodiscard]] bool is_duration(std::string_view text) noexcept;

// RFC 5321, section 4.1.2, and RFC 6531.
[[nodiscard]] bool is_email(std::string_view text, bool international);
// RFC 1123, section 2.1, with the rules of IDNA 2008 for labels that start with "xn--"; international: RFC
// 5890.
[[nodiscard]] bool is_hostname(std::string_view text, bool international);
// How many bytes a label that is not plain ASCII has in the DNS; nullopt if IDNA does not allow it.
[[nodiscard]] std::optional<std::size_t> idn_label_size(std::string_view label);
// "xn--...", in any case.
[[nodiscard]] bool is_a_label_form(std::string_view label) noexcept;
// What the labels of a name demand of each other.
[[nodiscard]] bool has_bidi_order(const std::vector<std::string_view>& labels);
[[nodiscard]] bool is_ipv4(std::string_view text) noexcept; // RFC 2673, section 3.2
[[nodiscard]] bool is_ipv6(std::string_view text) noexcept; // RFC 4291, section 2.2

// RFC 3986, RFC 3987, RFC 6570, RFC 6901, draft-handrews-relative-json-pointer, RFC 4122.
[[nodiscard]] bool is_uri(std::string_view text, bool reference, bool international);
[[nodiscard]] bool is_uri_template(std::string_view text) noexcept;
[[nodiscard]] bool is_json_pointer(std::string_view text) noexcept;
[[nodiscard]] bool is_relative_json_pointer(std::string_view text) noexcept;
[[nodiscard]] bool is_uuid(std::string_view text) noexcept;

} // namespace formats

} // namespace http_task::schema
