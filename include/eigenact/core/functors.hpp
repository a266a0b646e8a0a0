// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/assignment.hpp>
#include <eigenact/core/parameters.hpp>

namespace eigenact {

template <typename Formula, typename Scalar, typename Accuracy>
class Elementwise;

namespace core {

/// One quantity of an activation (f', f'', f' from the output) as an Eigen unary functor.
template <typename Formula, typename S, typename Accuracy, typename Quantity>
struct Unary {
  Parameters<Formula, S> parameters;

  EIGENACT_INLINE S operator()(const S& x) const {
    return evaluate_element<Formula, Quantity, Accuracy>(x, parameters.data())[0];
  }
  template <typename Packet>
  EIGENACT_INLINE Packet packetOp(const Packet& x) const {
    return evaluate_packet<Formula, Quantity, Accuracy>(x, parameters.data())[0];
  }
  void apply(const S* x, S* y, Eigen::Index size) const {
    evaluate_numbers<Formula, Quantity, Accuracy>(parameters, size, x, y);
  }
};

/// gradient * f'(x) as an Eigen binary functor; f' is rounded first, so that it equals the two
/// steps.
template <typename Formula, typename S, typename Accuracy, typename Quantity>
struct Chain {
  Parameters<Formula, S> parameters;

  EIGENACT_INLINE S operator()(const S& x, const S& gradient) const {
    using C = ComputeScalar<S>;
    const auto slope = evaluate_element<Formula, Quantity, Accuracy, S, C>(x, parameters.data());
    return static_cast<S>(static_cast<C>(gradient) * slope[0]);
  }
  template <typename Packet>
  EIGENACT_INLINE Packet packetOp(const Packet& x, const Packet& gradient) const {
    const auto slope =
        evaluate_register<Formula, Quantity, Accuracy>(computed(x), parameters.data());
    return stored<Packet>(slope[0] * computed(gradient));
  }
  void apply(const S* x, const S* gradient, S* y, Eigen::Index size) const {
    multiply_numbers<Formula, Quantity, Accuracy>(parameters, size, x, gradient, y);
  }
};

template <typename Formula, typename S, typename Accuracy>
inline constexpr bool has_blocks<Elementwise<Formula, S, Accuracy>> = has_registers<S>;
template <typename Formula, typename S, typename Accuracy, typename Quantity>
inline constexpr bool has_blocks<Unary<Formula, S, Accuracy, Quantity>> = has_registers<S>;
template <typename Formula, typename S, typename Accuracy, typename Quantity>
inline constexpr bool has_blocks<Chain<Formula, S, Accuracy, Quantity>> = has_registers<S>;

/// Cycles of one call, a register or a number, in the arithmetic of a grade: medians over the
/// activations, AVX2. Eigen's cost model splits a tensor by them, within a factor of two or three.
constexpr int grade_cost(Grade grade) {
  switch (grade) {
    case Grade::Single:
      return 12;
    case Grade::Medium:
      return 25;
    case Grade::Double:
      return 16;
    case Grade::Compensated:
      return 120;
    default:
      return 600;
  }
}
inline constexpr int kExactCost = 2;

/// Cycles of one call of a functor for Quantity.
template <typename Formula, typename Quantity, typename Accuracy, typename Scalar>
constexpr int cost() {
  using C = ComputeScalar<Scalar>;
  constexpr bool wide = !in_own_type<Formula, Quantity, Accuracy, C>();
  if constexpr (is_split<Formula, Quantity, Accuracy, C>)
    return cost<Formula, Value, Accuracy, Scalar>() + cost<Formula, Derivative, Accuracy, Scalar>();
  else if constexpr (!is_native<Scalar>)
    return 20 * Eigen::NumTraits<Scalar>::MulCost;
  else if constexpr (Formula::facts.is_exact(Quantity::quantities))
    return kExactCost;
  else if constexpr (std::is_same_v<C, float>)
    return grade_cost(wide ? Grade::Medium : Grade::Single);
  else
    return grade_cost(!wide                            ? Grade::Double
                      : std::is_same_v<Accuracy, Fast> ? Grade::Compensated
                                                       : Grade::Twofold);
}

template <typename Formula, typename Quantity, typename Accuracy, typename Scalar>
struct FunctorTraits {
  enum {
    IsActivation = 1,
    Cost = cost<Formula, Quantity, Accuracy, Scalar>(),
    PacketAccess = is_native<Scalar> && simd::is_vectorizable<Scalar>
  };
};

}  // namespace core
}  // namespace eigenact

namespace Eigen::internal {

template <typename Formula, typename Scalar, typename Accuracy>
struct functor_traits<eigenact::Elementwise<Formula, Scalar, Accuracy>>
    : eigenact::core::FunctorTraits<Formula, eigenact::core::Value, Accuracy, Scalar> {};
template <typename Formula, typename Scalar, typename Accuracy, typename Quantity>
struct functor_traits<eigenact::core::Unary<Formula, Scalar, Accuracy, Quantity>>
    : eigenact::core::FunctorTraits<Formula, Quantity, Accuracy, Scalar> {};
template <typename Formula, typename Scalar, typename Accuracy, typename Quantity>
struct functor_traits<eigenact::core::Chain<Formula, Scalar, Accuracy, Quantity>>
    : eigenact::core::FunctorTraits<Formula, Quantity, Accuracy, Scalar> {};

}  // namespace Eigen::internal
