// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "candidate.hpp"

#include <stdexcept>

namespace eigenact_test {

std::map<std::string, Activation>& activations() {
  static std::map<std::string, Activation> all;
  return all;
}

const Activation& activation(const std::string& name) {
  const auto found = activations().find(name);
  if (found != activations().end()) return found->second;
  std::string known;
  for (const auto& entry : activations()) known += (known.empty() ? "" : ", ") + entry.first;
  throw std::invalid_argument("there is no activation \"" + name + "\"; known are " + known + ".");
}

}  // namespace eigenact_test
