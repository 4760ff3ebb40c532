#include "http/expectation.hpp"

namespace http_task::http {

bool expectation::begin(bool has_body, std::optional<std::uint64_t> size) noexcept {
  asked_ = from_ && has_body && size != 0U && (!size || *size >= *from_);
  step_ = asked_ ? step::wait : step::send;
  return asked_;
}

void expectation::heard_interim(unsigned status) noexcept {
  if (step_ == step::wait && status == 100) step_ = step::send;
}

// RFC 9110, section 15.5.18: 417 is for the expectation, whatever the request may be worth.
void expectation::heard_final(unsigned status) noexcept {
  if (asked_ && status == 417) {
    step_ = step::repeat;
    from_.reset();
  } else if (step_ == step::wait) {
    step_ = step::stop;
  }
}

void expectation::waited() noexcept {
  if (step_ == step::wait) step_ = step::send;
}

} // namespace http_task::http
