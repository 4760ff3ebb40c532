#include "measures.hpp"
#include "soak.hpp"

#include <cstdio>
#include <vector>

namespace http_task::soak {
namespace {

constexpr std::uint64_t all = 5'000;
constexpr std::uint64_t served = 20'000; // by the tasks that do not hang

} // namespace

bool run_hanging(const setting& s, std::uint64_t hanging) {
  sdk::instance tasks =
      s.make_instance(R"(, "limits": {"tasks": 10000, "connections": 6000, "connectionsPerOrigin": 6000})");
  const std::string hang = s.get("/h", R"(, "totalTimeOut": 600000, "readTimeOut": 600000)");
  const std::string good = s.get("/o");
  std::vector<std::uint64_t> ids;
  std::vector<int> completions(hanging + served);
  sdk::submission one;
  for (std::uint64_t i = 0; i < hanging; ++i) {
    one.user_tag = i;
    one.settings = hang;
    ids.push_back(tasks.submit(one).value());
  }
  std::uint64_t next = hanging;
  std::uint64_t wrong = 0;
  const auto submit = [&] {
    if (next == hanging + served) return;
    one.user_tag = next++;
    one.settings = good;
    if (!tasks.submit(one)) ++wrong;
  };
  for (std::uint64_t i = hanging; i < all; ++i)
    submit();
  std::uint64_t done = 0;
  bool ended = pump(tasks, [&](sdk::event& e) {
    ++completions[e.user_tag];
    if (e.user_tag < hanging || status_of(e.doc.json()) != "COMPLETED") ++wrong;
    submit();
    return ++done == served;
  });
  std::printf("  %llu served beside %llu that hang: %s\n", static_cast<unsigned long long>(done),
              static_cast<unsigned long long>(hanging), to_text(measure()).c_str());
  for (const std::uint64_t id : ids)
    tasks.cancel(id);
  done = 0;
  ended = ended && pump(tasks, [&](sdk::event& e) {
            ++completions[e.user_tag];
            if (e.user_tag >= hanging || status_of(e.doc.json()) != "CANCELED") ++wrong;
            return ++done == hanging;
          });
  for (const int times : completions)
    if (times != 1) ++wrong;
  if (wrong != 0) std::printf("  %llu wrong\n", static_cast<unsigned long long>(wrong));
  return ended && wrong == 0;
}

} // namespace http_task::soak
