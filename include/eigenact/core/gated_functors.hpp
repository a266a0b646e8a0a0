// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>

EIGENACT_PACKETS_BEGIN

namespace eigenact::core {

/// Where the parameters of the second factor begin in the list of a gated unit.
template <typename Formula, typename = void>
inline constexpr int second_from = Formula::First::facts.parameter_count();
template <typename Formula>
inline constexpr int second_from<Formula, std::void_t<decltype(Formula::second_from)>> =
    Formula::second_from;

/// The parameters From, From + 1, ... as those of Formula.
template <typename Formula, int From, typename S, typename T, std::size_t... I>
Parameters<Formula, S> select_parameters([[maybe_unused]] const T* all, std::index_sequence<I...>) {
  return Parameters<Formula, S>(static_cast<S>(all[static_cast<std::size_t>(From) + I])...);
}
template <typename Formula, int From, typename S, typename T>
Parameters<Formula, S> select_parameters(const T* all) {
  constexpr auto count = static_cast<std::size_t>(Formula::facts.parameter_count());
  return select_parameters<Formula, From, S>(all, std::make_index_sequence<count>());
}

/// A register of S as it is computed with, and back.
template <typename S, typename Packet>
EIGENACT_INLINE auto to_register(const Packet& x) {
  using C = ComputeScalar<S>;
  constexpr Grade grade = std::is_same_v<C, float> ? Grade::Single : Grade::Double;
  using V = Vec<C, simd::size_of<Packet>, grade>;
  if constexpr (is_sixteen_bit<S>)
    return V::of(simd::to_floats(x));
  else
    return V::of(x);
}
template <typename Packet, typename V>
EIGENACT_INLINE Packet from_register(const V& x) {
  if constexpr (is_sixteen_bit<simd::scalar_of<Packet>>)
    return simd::from_floats<Packet>(x.packet);
  else
    return x.packet;
}

/// Quantity of Formula in registers; those of the 16-bit floats in float, not rounded yet.
template <typename Formula, typename Quantity, typename Accuracy, typename Packet, typename S>
EIGENACT_INLINE auto evaluate_registers(const Packet& x, const S* parameters) {
  using C = ComputeScalar<S>;
  const auto v = to_register<S>(x);
  if constexpr (is_split<Formula, Quantity, Accuracy, C>)
    return std::array{evaluate<Formula, Value, Accuracy>(v, parameters)[0],
                      evaluate<Formula, Derivative, Accuracy>(v, parameters)[0]};
  else
    return evaluate<Formula, Quantity, Accuracy>(v, parameters);
}

/// a * b, rounded by itself as in registers.
template <typename C>
EIGENACT_INLINE C rounded_product(const C& a, const C& b) {
  if constexpr (is_native<C>) {
    using Lane = simd::Lane<C, std::is_same_v<C, float> ? Grade::Single : Grade::Double>;
    return (Lane(a) * Lane(b)).first();
  } else {
    return C(a * b);
  }
}

/// f(a) g(b) as an Eigen binary functor: the factors are rounded, then their product (of the 16-bit
/// floats only the product).
template <typename Formula, typename S, typename Accuracy>
struct GateProduct {
  using First = typename Formula::First;
  using Second = typename Formula::Second;
  using C = ComputeScalar<S>;
  Parameters<First, S> first;
  Parameters<Second, S> second;

  explicit GateProduct(const S* all)
      : first(select_parameters<First, 0, S>(all)),
        second(select_parameters<Second, second_from<Formula>, S>(all)) {}

  EIGENACT_INLINE S operator()(const S& a, const S& b) const {
    return static_cast<S>(
        rounded_product(evaluate_element<First, Value, Accuracy, S, C>(a, first.data())[0],
                        evaluate_element<Second, Value, Accuracy, S, C>(b, second.data())[0]));
  }
  template <typename Packet>
  EIGENACT_INLINE Packet packetOp(const Packet& a, const Packet& b) const {
    return from_register<Packet>(evaluate_registers<First, Value, Accuracy>(a, first.data())[0] *
                                 evaluate_registers<Second, Value, Accuracy>(b, second.data())[0]);
  }
};

}  // namespace eigenact::core

namespace Eigen::internal {

template <typename Formula, typename S, typename Accuracy>
struct functor_traits<eigenact::core::GateProduct<Formula, S, Accuracy>> {
  template <typename F>
  using Of = eigenact::core::FunctorTraits<F, eigenact::core::Value, Accuracy, S>;
  enum {
    Cost = int(Of<typename Formula::First>::Cost) + int(Of<typename Formula::Second>::Cost) +
           NumTraits<S>::MulCost,
    PacketAccess = Of<typename Formula::First>::PacketAccess
  };
};

}  // namespace Eigen::internal

EIGENACT_PACKETS_END
