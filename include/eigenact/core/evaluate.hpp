// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <eigenact/core/evaluate_plain.hpp>
#include <eigenact/simd/half.hpp>
#include <limits>
#include <utility>

EIGENACT_PACKETS_BEGIN

// Which arithmetic a quantity of a formula is evaluated in, and the way there and back: the one
// place where Fast and Precise differ.

namespace eigenact::core {

/// The registers of double that a register of float fills.
template <int Size>
using WideFloat =
    Vec<double, std::min(Size, static_cast<int>(simd::size_of<simd::packet_of<double>>)),
        Grade::Medium>;

/// Whether value and derivative, asked for together, share their arithmetic.
template <typename Formula, typename Quantity, typename Accuracy, typename Scalar>
inline constexpr bool is_split = std::is_same_v<Quantity, ValueAndDerivative>&&
                                 in_own_type<Formula, Value, Accuracy, Scalar>() !=
                                 in_own_type<Formula, Derivative, Accuracy, Scalar>();

// Quantity at registers of double, from which float is rounded.
template <typename Formula, typename Quantity, typename Wide, typename Scalar>
EIGENACT_INLINE auto evaluate_wide(const Wide& x, const Scalar* parameters) {
  if constexpr (has_wide_default<Formula, Quantity>)
    if (EIGEN_PREDICT_TRUE((DefaultOf<Formula, Quantity>::has(parameters))))
      return evaluate_in<typename Formula::Default, Quantity>(x, parameters);
  return evaluate_in<Formula, Quantity>(x, parameters);
}
// The same for several of them.
template <typename Formula, typename Quantity, typename Wide, typename V, typename Doubles,
          std::size_t Parts, typename Scalar>
EIGENACT_INLINE auto evaluate_parts(const V&, const std::array<Doubles, Parts>& wide,
                                    const Scalar* parameters) {
  std::array<std::array<Doubles, Parts>, Quantity::results> results;
  for (std::size_t part = 0; part < Parts; ++part) {
    const auto y = evaluate_wide<Formula, Quantity>(Wide::of(wide[part]), parameters);
    for (std::size_t i = 0; i < y.size(); ++i) results[i][part] = y[i].packet;
  }
  Results<V, Quantity::results> narrow;
  for (std::size_t i = 0; i < results.size(); ++i)
    narrow[i] = V::of(simd::narrow<typename V::Packet>(results[i]));
  return narrow;
}

template <typename Formula, typename Quantity, int Size, typename Scalar>
EIGENACT_INLINE auto evaluate_in_double(const Vec<float, Size, Grade::Single>& x,
                                        const Scalar* parameters) {
  using Doubles = typename WideFloat<Size>::Packet;
  if constexpr (Size > simd::size_of<Doubles> && takes_two_doubles<Formula, Quantity>())
    return evaluate_parts<Formula, Quantity,
                          Vec<double, 2 * simd::size_of<Doubles>, Grade::Medium>>(
        x, simd::widen_by_two<Doubles>(x.packet), parameters);
  else
    return evaluate_parts<Formula, Quantity, WideFloat<Size>>(x, simd::widen<Doubles>(x.packet),
                                                              parameters);
}
template <typename Formula, typename Quantity, int Size, typename Scalar>
EIGENACT_INLINE auto evaluate_in_any(const Vec<float, Size, Grade::Single>& x,
                                     const Scalar* parameters) {
  if constexpr (has_float_range<Formula, Quantity, Fast>)
    if (fits_float<Formula, Quantity>(parameters))
      return evaluate_in<Formula, Quantity>(x, parameters);
  // asked for together, value and derivative have the bits that each has alone
  if constexpr (std::is_same_v<Quantity, ValueAndDerivative>)
    return decltype(evaluate_in_double<Formula, Quantity>(x, parameters)){
        evaluate_in_any<Formula, Value>(x, parameters)[0],
        evaluate_in_any<Formula, Derivative>(x, parameters)[0]};
  else
    return evaluate_in_double<Formula, Quantity>(x, parameters);
}

// A call, so that the loop around it stays small enough for compilers to take the choice out of it;
// the parameters by value, so that they need not be in memory.
template <typename Formula, typename Quantity, int Size, typename Scalar, std::size_t Count>
EIGENACT_NOINLINE auto call_in_any(Vec<float, Size, Grade::Single> x,
                                   std::array<Scalar, Count> parameters) {
  return evaluate_in_any<Formula, Quantity>(x, parameters.data());
}
template <typename Formula, typename Quantity, int Size, typename Scalar, std::size_t... K>
EIGENACT_INLINE auto call_in_any(const Vec<float, Size, Grade::Single>& x, const Scalar* parameters,
                                 std::index_sequence<K...>) {
  return call_in_any<Formula, Quantity>(x, std::array<Scalar, sizeof...(K)>{parameters[K]...});
}

template <typename Formula, typename Quantity, typename Accuracy, bool = false, int Size,
          typename Scalar>
EIGENACT_INLINE auto evaluate(const Vec<float, Size, Grade::Single>& x, const Scalar* parameters) {
  constexpr auto count = static_cast<std::size_t>(Formula::facts.parameter_count());
  constexpr std::make_index_sequence<count> indices;
  if constexpr (!in_own_type<Formula, Quantity, Accuracy, float>()) {
    return evaluate_in_double<Formula, Quantity>(x, parameters);
  } else if constexpr (DefaultOf<Formula, Quantity>::exists) {
    if (EIGEN_PREDICT_TRUE((DefaultOf<Formula, Quantity>::has(parameters))))
      return Quantity::template of<typename Formula::Default>(x);
    return call_in_any<Formula, Quantity>(x, parameters, indices);
  } else if constexpr (has_float_range<Formula, Quantity, Accuracy>) {
    if (EIGEN_PREDICT_TRUE((fits_float<Formula, Quantity>(parameters))))
      return evaluate_in<Formula, Quantity>(x, parameters);
    return call_in_any<Formula, Quantity>(x, parameters, indices);
  } else {
    return evaluate_in_own<Formula, Quantity, Accuracy>(x, parameters);
  }
}

/// Chosen: that the parameters are not extreme has been seen before, and whether they are the
/// default ones, too: then they come as constants, in float.
template <typename Formula, typename Quantity, typename Accuracy, bool Chosen = false, int Size,
          typename Scalar>
EIGENACT_INLINE auto evaluate(const Vec<double, Size, Grade::Double>& x, const Scalar* parameters) {
  using V = Vec<double, Size, Grade::Double>;
  constexpr bool may_be_default = has_default<Formula, Quantity, Accuracy, double> &&
                                  !(Chosen && std::is_same_v<Scalar, double>);
  if constexpr (may_be_default)
    if (EIGEN_PREDICT_TRUE((DefaultOf<Formula, Quantity>::has(parameters))))
      return Quantity::template of<typename Formula::Default>(x);
  if constexpr (Formula::facts.parameter_count() > 0 && !Chosen)
    if (has_extreme_parameters<Formula>(parameters))
      return evaluate_in_long_double<Formula, Quantity>(x, parameters);
  if constexpr (in_own_type<Formula, Quantity, Accuracy, double>()) {
    return evaluate_in_own<Formula, Quantity, Accuracy>(x, parameters);
  } else {
    // Double-double keeps neither infinities nor the sign of zero, and its products must not
    // overflow: such lanes take the plain arithmetic.
    const auto in_range = [](const V& y) {
      const V size = simd::abs(y);
      return (size > V(0)) & (size <= V(largest_in_pairs));
    };
    constexpr Grade grade = std::is_same_v<Accuracy, Fast> ? Grade::Compensated : Grade::Twofold;
    const auto twofold = evaluate_in<Formula, Quantity>(Twofold<V, grade>(x), parameters);
    const auto usual_argument = simd::abs(x) < V(0x1p960);
    auto usual = usual_argument;
    Results<V, Quantity::results> y;
    for (std::size_t i = 0; i < y.size(); ++i) {
      y[i] = twofold[i].rounded();
      usual = usual & in_range(y[i]);
    }
    if (EIGEN_PREDICT_TRUE(all(usual))) return y;
    const auto plain = evaluate_in_plain<Formula, Quantity>(x, parameters);
    for (std::size_t i = 0; i < y.size(); ++i)
      y[i] = select(usual_argument & in_range(y[i]), y[i], plain[i]);
    return y;
  }
}

/// One element; the result in its compute type if asked for.
template <typename Formula, typename Quantity, typename Accuracy, typename Scalar, typename Result,
          typename P>
EIGENACT_INLINE Results<Result, Quantity::results> evaluate_element(const Scalar& x,
                                                                    const P* parameters) {
  if constexpr (std::is_same_v<Quantity, ValueAndDerivative> &&
                (is_dual<Scalar> || is_split<Formula, Quantity, Accuracy, ComputeScalar<Scalar>>)) {
    return {evaluate_element<Formula, Value, Accuracy, Scalar, Result>(x, parameters)[0],
            evaluate_element<Formula, Derivative, Accuracy, Scalar, Result>(x, parameters)[0]};
  } else if constexpr (is_dual<Scalar>) {
    return {ChainRule<Formula, Quantity, Accuracy, Scalar>::of(x, parameters)};
  } else if constexpr (is_partial<Quantity> || is_parameter_slope<Quantity>) {
    return {evaluate_partial<Formula, Quantity>(x, parameters)};
  } else {
    Results<Result, Quantity::results> result;
    const auto assign = [&result](const auto& y) {
      for (std::size_t i = 0; i < y.size(); ++i)
        result[i] = static_cast<Result>(static_cast<ComputeScalar<Scalar>>(y[i].first()));
    };
    if constexpr (!is_native<Scalar>) {
      const auto y = evaluate_in<Formula, Quantity>(Number<Scalar>(x), parameters);
      for (std::size_t i = 0; i < y.size(); ++i) result[i] = y[i].value;
    } else if constexpr (std::is_same_v<Scalar, double>) {
      const simd::Lane<double, Grade::Double> lane(x);
      assign(evaluate<Formula, Quantity, Accuracy>(lane, parameters));
    } else if constexpr (in_own_type<Formula, Quantity, Accuracy, float>()) {
      const simd::Lane<float, Grade::Single> lane(static_cast<float>(x));
      assign(evaluate<Formula, Quantity, Accuracy>(lane, parameters));
    } else {
      const simd::Lane<double, Grade::Medium> lane(static_cast<double>(static_cast<float>(x)));
      assign(evaluate_wide<Formula, Quantity>(lane, parameters));
    }
    return result;
  }
}

/// The same for a register of the type that numbers are computed in (float for the 16-bit floats),
/// or of the doubles that float goes through.
template <typename Formula, typename Quantity, typename Accuracy, bool Chosen = false, typename V,
          typename Scalar>
EIGENACT_INLINE Results<V, Quantity::results> evaluate_register(const V& x,
                                                                const Scalar* parameters) {
  if constexpr (V::grade == Grade::Medium)
    return evaluate_wide<Formula, Quantity>(x, parameters);
  else if constexpr (is_split<Formula, Quantity, Accuracy, typename V::Scalar>)
    return {evaluate<Formula, Value, Accuracy, Chosen>(x, parameters)[0],
            evaluate<Formula, Derivative, Accuracy, Chosen>(x, parameters)[0]};
  else
    return evaluate<Formula, Quantity, Accuracy, Chosen>(x, parameters);
}

/// What one of Eigen's registers is computed in, and back.
template <typename Packet>
using ComputeRegister =
    Vec<ComputeScalar<simd::scalar_of<Packet>>, simd::size_of<Packet>,
        std::is_same_v<simd::scalar_of<Packet>, double> ? Grade::Double : Grade::Single>;
template <typename Packet>
EIGENACT_INLINE ComputeRegister<Packet> computed(const Packet& packet) {
  if constexpr (is_sixteen_bit<simd::scalar_of<Packet>>)
    return ComputeRegister<Packet>::of(simd::to_floats(packet));
  else
    return ComputeRegister<Packet>::of(packet);
}
template <typename Packet, typename V>
EIGENACT_INLINE Packet stored(const V& x) {
  if constexpr (is_sixteen_bit<simd::scalar_of<Packet>>)
    return simd::from_floats<Packet>(x.packet);
  else
    return x.packet;
}

/// The same for one of Eigen's registers.
template <typename Formula, typename Quantity, typename Accuracy, typename Packet, typename Scalar>
EIGENACT_INLINE std::array<Packet, Quantity::results> evaluate_packet(const Packet& x,
                                                                      const Scalar* parameters) {
  const auto y = evaluate_register<Formula, Quantity, Accuracy>(computed(x), parameters);
  std::array<Packet, Quantity::results> result;
  for (std::size_t i = 0; i < y.size(); ++i) result[i] = stored<Packet>(y[i]);
  return result;
}

}  // namespace eigenact::core

EIGENACT_PACKETS_END
