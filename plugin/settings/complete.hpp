// Prefilled settings made complete with samples, for a sandbox: every endpoint can be tried at once.
//
// Never for a real server: the values are made up.
#pragma once

#include "base/result.hpp"
#include "settings/prefill.hpp"

namespace http_task::settings {

// Gives each field that `to_check` names and that is still empty a value as its schema allows. What cannot be
// sampled stays empty.
void complete_with_samples(const json::value& description, prefilled& filled);

} // namespace http_task::settings
