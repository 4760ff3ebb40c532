#include "coding/decoder.hpp"

#include "base/text.hpp"
#include "coding/stage.hpp"

#include <algorithm>

namespace http_task::coding {
namespace {

constexpr std::size_t most_codings = 5; // as curl
// What a coding within may make beyond the limit of the content: incompressible content grows a little.
constexpr std::uint64_t slack = std::uint64_t{64} << 10U;

std::unique_ptr<stage> make_stage(std::string_view name) {
  if (iequals(name, "gzip") || iequals(name, "x-gzip")) return make_gzip_stage();
  if (iequals(name, "deflate")) return make_deflate_stage();
  if (iequals(name, "br")) return make_brotli_stage();
  if (iequals(name, "zstd")) return make_zstd_stage();
  return nullptr;
}

problem bad_coding(std::string detail) {
  return make_problem("content.coding", std::move(detail));
}

} // namespace

struct decoder::layer {
  std::string name;
  std::unique_ptr<stage> undo;
  std::uint64_t made = 0; // bytes
  std::string waiting{};  // encoded, not yet written
  bool paused = false;    // and is to be written to again
};

decoder::decoder(std::uint64_t limit) noexcept : limit_(limit) {}
decoder::decoder(decoder&&) noexcept = default;
decoder& decoder::operator=(decoder&&) noexcept = default;
decoder::~decoder() = default;

result<std::optional<decoder>> decoder::create(std::string_view codings, std::uint64_t limit) {
  decoder made(limit);
  while (!codings.empty()) {
    const std::size_t comma = std::min(codings.find(','), codings.size());
    const std::string_view name = trim(codings.substr(0, comma));
    codings.remove_prefix(std::min(comma + 1, codings.size()));
    // "none" is no coding of the registry, but sent, and by curl as well taken for what it says.
    if (name.empty() || iequals(name, "identity") || iequals(name, "none")) continue;
    std::unique_ptr<stage> undo = make_stage(name);
    if (!undo)
      return bad_coding("The body has the content coding \"" + to_utf8(name) +
                        "\", which is not known; it is shown as it came.");
    made.layers_.push_back({std::string(name), std::move(undo)});
  }
  if (made.layers_.size() > most_codings)
    return bad_coding("The body has " + std::to_string(made.layers_.size()) + " content codings; at most " +
                      std::to_string(most_codings) + " are undone.");
  if (made.layers_.empty()) return std::optional<decoder>();
  std::ranges::reverse(made.layers_);
  return std::optional<decoder>(std::move(made));
}

// Hands what one layer makes to the next, what the last makes to the caller, and counts.
class decoder::relay final : public receiver {
public:
  relay(decoder& of, std::size_t layer, std::string& out, std::size_t portion)
      : of_(of), layer_(layer), out_(out), portion_(portion) {}

  wish take(std::string_view decoded) override {
    layer& mine = of_.layers_[layer_];
    const bool last = layer_ + 1 == of_.layers_.size();
    const std::uint64_t room = of_.limit_ + (last ? 0 : slack) - mine.made;
    const std::string_view fits =
        decoded.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(room, decoded.size())));
    mine.made += fits.size();
    if (last) {
      out_.append(fits);
    } else {
      relay next(of_, layer_ + 1, out_, portion_);
      if (const result<void> written = of_.write_to(layer_ + 1, fits, next); !written) {
        failure = written.error();
        return wish::never;
      }
    }
    if (fits.size() == decoded.size()) return out_.size() >= portion_ ? wish::later : wish::more;
    failure = make_problem("limit.decompressed", "The body has more than " + std::to_string(of_.limit_) +
                                                     " bytes once its content coding is undone.");
    failure->advice = "Raise maxResponseBytes if such an answer is expected, or ask the server for less.";
    return wish::never;
  }

  std::optional<problem> failure;

private:
  decoder& of_;
  std::size_t layer_;
  std::string& out_;
  std::size_t portion_; // the size of out_ from which on the rest can wait
};

problem decoder::failed(std::string_view name) const {
  problem p = bad_coding("The body is not the " + to_utf8(name) +
                         " that its Content-Encoding says; what could be decoded is kept.");
  p.advice = "The server, or something between, is at fault.";
  return p;
}

result<void> decoder::write_to(std::size_t index, std::string_view encoded, relay& made) {
  layer& to = layers_[index];
  const bool waited = !to.waiting.empty();
  if (waited) to.waiting.append(encoded);
  std::string_view rest = waited ? std::string_view(to.waiting) : encoded;
  const stage::outcome came = to.undo->write(rest, made);
  to.paused = came == stage::outcome::paused;
  if (waited)
    to.waiting.erase(0, to.waiting.size() - rest.size());
  else
    to.waiting = rest;
  if (came == stage::outcome::stopped) return *std::move(made.failure);
  if (came == stage::outcome::corrupt) return failed(to.name);
  return {};
}

// The layers within go first: what is made for them has nowhere to wait but here.
result<void> decoder::write(std::string_view encoded, std::string& out, std::size_t portion) {
  began_ = began_ || !encoded.empty();
  const std::size_t enough = portion == all ? all : out.size() + portion;
  for (std::size_t i = layers_.size(); i-- > 0;) {
    const std::string_view given = i == 0 ? encoded : std::string_view();
    layer& l = layers_[i];
    if (out.size() >= enough) {
      l.waiting.append(given);
      l.paused = l.paused || !given.empty();
      continue;
    }
    if (given.empty() && !l.paused) continue;
    relay made(*this, i, out, enough);
    if (result<void> written = write_to(i, given, made); !written) return written;
  }
  return {};
}

bool decoder::is_paused() const noexcept {
  return std::ranges::any_of(layers_, &layer::paused);
}

result<void> decoder::finish() const {
  if (!began_) return {};
  for (const layer& l : layers_) {
    if (!l.undo->complete())
      return bad_coding("The " + to_utf8(l.name) + " coding of the body breaks off before its end.");
  }
  return {};
}

} // namespace http_task::coding
