// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/simd/standard.hpp>

namespace eigenact {

/// At most 4 ULP (float): the arithmetic is float where that holds the bound, double inside where
/// not.
struct Fast {};

/// At most 1 ULP: evaluated in the next wider arithmetic inside the registers and rounded once.
struct Precise {};

/// The quantities a formula gives, as a set.
enum Quantities : unsigned {
  kNone = 0,
  kValue = 1,
  kDerivative = 2,
  kSecondDerivative = 4,
  kAll = 7
};
constexpr Quantities operator|(Quantities a, Quantities b) {
  return static_cast<Quantities>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}

}  // namespace eigenact
