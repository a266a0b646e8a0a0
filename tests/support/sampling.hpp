// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "ulp.hpp"

namespace eigenact_test {

/// Finite test inputs of the format, the same for the same seed on every machine.
/// float and double: `count` inputs, the first half drawn uniformly over the bit patterns (all
/// exponents, both signs, subnormals), the others uniformly over values, alternately from a wide
/// interval that ends beyond the last threshold of exp and from a narrow one around zero
/// ([-110, 110] and [-20, 20] for float, [-760, 760] and [-40, 40] for double).
/// Formats of 16 bits: all finite numbers, both zeros included, in ascending order; `count` and
/// `seed` do not matter.
std::vector<double> sample_bit_patterns(const Format& format, std::size_t count,
                                        std::uint64_t seed);

/// `centre` rounded to the format, with the `each_side` next numbers of the format below and above
/// it, ascending. Zero appears once, as +0; numbers beyond the largest finite one are left out.
std::vector<double> neighbours(double centre, const Format& format, int each_side);

}  // namespace eigenact_test
