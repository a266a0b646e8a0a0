// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

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
    if constexpr (is_sixteen_bit<S>) {
      using V = Vec<float, simd::size_of<Packet>, Grade::Single>;
      const V slope =
          evaluate<Formula, Quantity, Accuracy>(V::of(simd::to_floats(x)), parameters.data())[0];
      return simd::from_floats<Packet>((slope * V::of(simd::to_floats(gradient))).packet);
    } else {
      return Eigen::internal::pmul(
          gradient, evaluate_packet<Formula, Quantity, Accuracy>(x, parameters.data())[0]);
    }
  }
};

template <typename Scalar>
struct FunctorTraits {
  enum {
    Cost = 20 * Eigen::NumTraits<Scalar>::MulCost,
    PacketAccess = is_native<Scalar> && Eigen::internal::packet_traits<Scalar>::Vectorizable
  };
};

}  // namespace core
}  // namespace eigenact

namespace Eigen::internal {

template <typename Formula, typename Scalar, typename Accuracy>
struct functor_traits<eigenact::Elementwise<Formula, Scalar, Accuracy>>
    : eigenact::core::FunctorTraits<Scalar> {};
template <typename Formula, typename Scalar, typename Accuracy, typename Quantity>
struct functor_traits<eigenact::core::Unary<Formula, Scalar, Accuracy, Quantity>>
    : eigenact::core::FunctorTraits<Scalar> {};
template <typename Formula, typename Scalar, typename Accuracy, typename Quantity>
struct functor_traits<eigenact::core::Chain<Formula, Scalar, Accuracy, Quantity>>
    : eigenact::core::FunctorTraits<Scalar> {};

}  // namespace Eigen::internal
