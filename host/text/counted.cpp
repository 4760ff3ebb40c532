#include "text/counted.hpp"

namespace http_task::host {

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t from_end = 3; from_end < digits.size(); from_end += 4)
    digits.insert(digits.size() - from_end, 1, ',');
  return digits;
}

std::string counted(std::uint64_t number, std::string_view one, std::string_view many) {
  std::string text = grouped(number) + " ";
  if (number == 1) return text.append(one);
  if (!many.empty()) return text.append(many);
  return text.append(one) + "s";
}

std::string byte_size(std::uint64_t bytes) {
  constexpr std::uint64_t thousand = 1000;
  if (bytes < thousand) return counted(bytes, "byte");
  const bool mega = bytes >= thousand * thousand;
  const std::uint64_t tenths = bytes / (mega ? thousand * 100 : 100);
  const std::string number =
      tenths < 100 ? std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) : grouped(tenths / 10);
  return number + (mega ? " MB" : " kB");
}

} // namespace http_task::host
