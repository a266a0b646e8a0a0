// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <eigenact/core/chain_rule.hpp>
#include <eigenact/core/quantity.hpp>
#include <limits>

EIGENACT_PACKETS_BEGIN

// What double-double cannot take: parameters, arguments and results at the ends of the range.

namespace eigenact::core {

/// Whether long double has the range for any product of a few doubles.
inline constexpr bool has_wider_type =
    std::numeric_limits<long double>::max_exponent > std::numeric_limits<double>::max_exponent;

/// Whether a number other than 0 among the parameters is so large or small that its products with x
/// and with other intermediate results may leave the range of double where the result does not.
template <typename Formula, typename P>
EIGENACT_INLINE bool has_extreme_parameters(const P* parameters) {
  constexpr Facts facts = Formula::facts;
  if constexpr (has_wider_type && !facts.is_exact()) {
    for (int i = 0; i < facts.parameter_count(); ++i) {
      const double size = std::abs(static_cast<double>(parameters[i]));
      if (EIGEN_PREDICT_FALSE((size > 0x1p200) | ((size < 0x1p-200) & (size > 0)))) return true;
    }
  }
  return false;
}

/// Quantity of Formula in long double, lane by lane: for parameters whose products would not fit in
/// double.
template <typename Formula, typename Quantity, typename V, typename P>
EIGENACT_NOINLINE Results<V, Quantity::results> evaluate_in_long_double(const V& x,
                                                                        const P* parameters) {
  const auto lanes = simd::detail::to_array(x.packet);
  std::array<std::remove_const_t<decltype(lanes)>, Quantity::results> results;
  for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
    const auto y = evaluate_in<Formula, Quantity>(
        Number<long double>(static_cast<long double>(lanes[lane])), parameters);
    for (std::size_t i = 0; i < y.size(); ++i) results[i][lane] = static_cast<double>(y[i].value);
  }
  Results<V, Quantity::results> result;
  for (std::size_t i = 0; i < results.size(); ++i)
    result[i] = math::nan_as(x, V::of(simd::detail::to_packet<typename V::Packet>(results[i])));
  return result;
}

/// Up to where double-double has its products: those are split into halves where no operation is
/// fused.
inline constexpr double largest_in_pairs =
    simd::has_fma ? std::numeric_limits<double>::max() : 0x1p960;

/// Quantity of Formula for lanes that double-double cannot take: in double; in long double where a
/// parameter and an x beyond 2^960 meet, for oscillations that double alone does not hold, and
/// without fused operations for every x and result beyond 2^960.
template <typename Formula, typename Quantity, typename V, typename P>
EIGENACT_INLINE Results<V, Quantity::results> evaluate_in_plain(const V& x, const P* parameters) {
  constexpr Facts facts = Formula::facts;
  constexpr bool has_parameters = facts.parameter_count() > 0;
  if constexpr (has_wider_type && facts.oscillates()) {
    return evaluate_in_long_double<Formula, Quantity>(x, parameters);
  } else {
    auto y = evaluate_in<Formula, Quantity>(x, parameters);
    if constexpr (has_wider_type && (has_parameters || !simd::has_fma)) {
      auto is_huge = simd::abs(x) >= V(0x1p960);
      if constexpr (!simd::has_fma)
        for (const V& result : y) is_huge = is_huge | (simd::abs(result) >= V(largest_in_pairs));
      is_huge = is_huge & math::is_finite(x);
      if (any(is_huge)) {
        const auto wide = evaluate_in_long_double<Formula, Quantity>(x, parameters);
        for (std::size_t i = 0; i < y.size(); ++i) y[i] = select(is_huge, wide[i], y[i]);
      }
    }
    return y;
  }
}

}  // namespace eigenact::core

EIGENACT_PACKETS_END
