// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "../support/subject.hpp"

namespace eigenact_test {

/// A library's implementation of an activation in float, to be measured.
struct Candidate {
  using Function = std::function<void(const float* x, float* y, std::size_t n)>;

  std::string library;         ///< "eigenact", or the name of a peer
  std::string tier;            ///< "Fast", "Precise"; empty where there is only one
  std::string activation;      ///< its name in eigenact
  Function value, derivative;  ///< either may be empty; called from several threads at once
  /// Whether a derivative near one of its zeros is measured in units at 2^-6, not its own.
  bool floor_at_zeros = false;
};

/// What is known of an activation: its facts with default parameters, its implementations in
/// float, and it in every scalar type (empty where that was not compiled in).
struct Activation {
  Subject facts;
  std::vector<Candidate> candidates;
  std::function<std::vector<Subject>()> subjects;
};

/// The activations compiled into this program, by name.
std::map<std::string, Activation>& activations();

/// The names of all activations compiled into this program, also those of family.hpp.
std::vector<std::string> known_names();

/// The activation of that name; std::invalid_argument with the known names if there is none.
const Activation& activation(const std::string& name);

/// Other libraries' implementations of an activation. no_peers.cpp, in the library, has none: a
/// program that is to measure some defines this function in its own sources.
std::vector<Candidate> peer_candidates(const std::string& activation);

}  // namespace eigenact_test
