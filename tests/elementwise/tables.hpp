// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <eigenact/registry/kernels.hpp>
#include <map>
#include <string>

namespace eigenact_test {

/// The passes that the registry does not have, as pointers to functions. Any may be null.
template <typename S>
struct Extras {
  using Pass = typename eigenact::registry::Kernels<S>::Pass;
  using Element = S (*)(const S* parameters, const S& x);
  using Chain = void (*)(const S* parameters, const S* x, const S* gradient, S* y,
                         Eigen::Index size);

  std::array<Element, 3> element;  ///< of one number: value, derivative, second derivative
  Chain backward;
};

/// One activation in one scalar type and accuracy, as far as it is compiled into this program.
template <typename S>
struct Table {
  const eigenact::registry::Kernels<S>* kernels = nullptr;
  typename eigenact::registry::Kernels<S>::Pass derivative_from_output = nullptr;
  const Extras<S>* extras = nullptr;
};

/// All that is compiled of one activation; Fast, then Precise.
struct Tables {
  const eigenact::Facts* facts = nullptr;
  std::array<Table<float>, 2> floats;
  std::array<Table<double>, 2> doubles;
  std::array<Table<Eigen::half>, 2> halves;
  std::array<Table<Eigen::bfloat16>, 2> bfloats;

  template <typename S>
  Table<S>& of(bool precise) {
    const std::size_t i = precise ? 1 : 0;
    if constexpr (std::is_same_v<S, float>) return floats[i];
    if constexpr (std::is_same_v<S, double>) return doubles[i];
    if constexpr (std::is_same_v<S, Eigen::half>) return halves[i];
    if constexpr (std::is_same_v<S, Eigen::bfloat16>) return bfloats[i];
  }
};

/// The activations of this program by name; fill.hpp enters them before main() begins.
std::map<std::string, Tables>& all_tables();
/// The entry of an activation, made if it is not there.
Tables& tables_of(const eigenact::Facts& facts);

}  // namespace eigenact_test
