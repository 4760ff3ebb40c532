#include "search/posting_list.hpp"

#include "search/texts.hpp"
#include "search/varint.hpp"

namespace http_task::search {
namespace {

// What stands in front of a list: how many records, twice, and one more if they are bits.
std::string differences(std::span<const std::uint32_t> list) {
  std::string bytes;
  std::uint32_t next = 0;
  for (const std::uint32_t record : list) {
    append_varint(bytes, record - next);
    next = record + 1;
  }
  return bytes;
}

std::string bits(std::span<const std::uint32_t> list, std::uint32_t records) {
  std::string bytes(records / 8 + 1, '\0');
  for (const std::uint32_t record : list)
    bytes[record / 8] = static_cast<char>(static_cast<unsigned char>(bytes[record / 8]) | 1U << (record % 8));
  return bytes;
}

} // namespace

void append_postings(std::string& out,
                     const std::array<std::span<const std::uint32_t>, posting_classes>& lists,
                     std::uint32_t records) {
  for (const std::span<const std::uint32_t> list : lists) {
    const bool as_bits = list.size() > records / 32;
    append_varint(out, static_cast<std::uint32_t>(list.size() * 2 + (as_bits ? 1 : 0)));
    if (list.empty()) continue;
    const std::string bytes = as_bits ? bits(list, records) : differences(list);
    append_varint(out, static_cast<std::uint32_t>(bytes.size()));
    out += bytes;
  }
}

term_postings read_postings(std::string_view bytes, std::uint32_t records) noexcept {
  term_postings lists;
  for (posting_list& list : lists) {
    const std::uint32_t head = read_varint(bytes);
    if (head < 2) continue;
    const std::uint32_t size = read_varint(bytes);
    const std::string_view data = bytes.substr(0, size);
    bytes.remove_prefix(data.size());
    list = posting_list(data, head / 2, head % 2 != 0, records);
  }
  return lists;
}

} // namespace http_task::search
