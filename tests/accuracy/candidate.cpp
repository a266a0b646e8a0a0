// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "candidate.hpp"

#include <stdexcept>

#include "family.hpp"

namespace eigenact_test {

std::map<std::string, Activation>& activations() {
  static std::map<std::string, Activation> all;
  return all;
}

std::vector<std::string> known_names() {
  std::vector<std::string> names;
  for (const auto& entry : activations()) names.push_back(entry.first);
  for (const auto& entry : family_activations()) names.push_back(entry.first);
  return names;
}

const Activation& activation(const std::string& name) {
  const auto found = activations().find(name);
  if (found != activations().end()) return found->second;
  std::string known;
  for (const std::string& each : known_names()) known += (known.empty() ? "" : ", ") + each;
  throw std::invalid_argument("there is no activation \"" + name + "\"; known are " + known + ".");
}

}  // namespace eigenact_test
