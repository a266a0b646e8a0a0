// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/channel_parameters.hpp>
#include <eigenact/core/functors.hpp>

EIGENACT_PACKETS_BEGIN

// An activation with parameters of its own in every row, as functors that are told the row. The
// expressions are Eigen's own for a functor of one and of two arguments; their evaluators, below,
// pass the row on.

namespace eigenact::core {

/// One quantity of an activation with parameters per row.
template <typename Formula, typename S, typename Accuracy, typename Quantity>
struct ChannelUnary {
  ChannelView<Formula, S> parameters;

  S operator()(const S& x) const;  // not defined: Eigen asks for the type of the result

  EIGENACT_INLINE S element(Eigen::Index row, const S& x) const {
    return evaluate_element<Formula, Quantity, Accuracy>(x, parameters.of_row(row).data())[0];
  }
  /// A register that goes along a row.
  template <typename Packet>
  EIGENACT_INLINE Packet in_row(Eigen::Index row, const Packet& x) const {
    return evaluate_packet<Formula, Quantity, Accuracy>(x, parameters.of_row(row).data())[0];
  }
  /// A register that goes down the rows from `row` on.
  template <typename Packet>
  EIGENACT_INLINE Packet across_rows(Eigen::Index row, const Packet& x) const {
    return stored<Packet>(evaluate_rows<Formula, Quantity, Accuracy>(x, parameters, row));
  }
};

/// gradient * f'(x) with parameters per row; rounded as in Chain.
template <typename Formula, typename S, typename Accuracy>
struct ChannelChain {
  ChannelView<Formula, S> parameters;

  S operator()(const S& x, const S& gradient) const;

  EIGENACT_INLINE S element(Eigen::Index row, const S& x, const S& gradient) const {
    using C = ComputeScalar<S>;
    const auto slope =
        evaluate_element<Formula, Derivative, Accuracy, S, C>(x, parameters.of_row(row).data());
    return static_cast<S>(static_cast<C>(gradient) * slope[0]);
  }
  template <typename Packet>
  EIGENACT_INLINE Packet in_row(Eigen::Index row, const Packet& x, const Packet& gradient) const {
    using V = Vec<float, simd::size_of<Packet>, Grade::Single>;
    const auto own = parameters.of_row(row);
    if constexpr (is_sixteen_bit<S>)
      return times(
          evaluate<Formula, Derivative, Accuracy>(V::of(simd::to_floats(x)), own.data())[0],
          gradient);
    else
      return Eigen::internal::pmul(
          gradient, evaluate_packet<Formula, Derivative, Accuracy>(x, own.data())[0]);
  }
  template <typename Packet>
  EIGENACT_INLINE Packet across_rows(Eigen::Index row, const Packet& x,
                                     const Packet& gradient) const {
    return times(evaluate_rows<Formula, Derivative, Accuracy>(x, parameters, row), gradient);
  }

 private:
  template <typename V, typename Packet>
  static EIGENACT_INLINE Packet times(const V& slope, const Packet& gradient) {
    if constexpr (is_sixteen_bit<S>)
      return stored<Packet>(slope * computed(gradient));
    else
      return Eigen::internal::pmul(gradient, slope.packet);
  }
};

/// What the evaluator of an expression inherits to find the place of a row or an index in it.
template <typename Expression, int ArgumentFlags>
struct ChannelAccess {
  static constexpr bool rows = (ArgumentFlags & Eigen::RowMajorBit) != 0;
  static constexpr bool is_column = Expression::ColsAtCompileTime == 1;
  static constexpr bool is_vector = is_column || Expression::RowsAtCompileTime == 1;
  /// The flags of an expression whose functor must know the row.
  static constexpr int without_index =
      is_vector ? ArgumentFlags : ArgumentFlags & ~static_cast<int>(Eigen::LinearAccessBit);

  template <typename Functor, typename... Packets>
  static EIGENACT_INLINE auto call(const Functor& functor, Eigen::Index row, const Packets&... x) {
    if constexpr (rows)
      return functor.in_row(row, x...);
    else
      return functor.across_rows(row, x...);
  }
};

}  // namespace eigenact::core

namespace Eigen::internal {

template <typename Formula, typename Scalar, typename Accuracy, typename Quantity>
struct functor_traits<eigenact::core::ChannelUnary<Formula, Scalar, Accuracy, Quantity>>
    : eigenact::core::FunctorTraits<Formula, Quantity, Accuracy, Scalar> {};
template <typename Formula, typename Scalar, typename Accuracy>
struct functor_traits<eigenact::core::ChannelChain<Formula, Scalar, Accuracy>>
    : eigenact::core::FunctorTraits<Formula, eigenact::core::Derivative, Accuracy, Scalar> {};

template <typename Formula, typename S, typename Accuracy, typename Quantity, typename X>
struct unary_evaluator<
    CwiseUnaryOp<eigenact::core::ChannelUnary<Formula, S, Accuracy, Quantity>, X>, IndexBased>
    : evaluator_base<
          CwiseUnaryOp<eigenact::core::ChannelUnary<Formula, S, Accuracy, Quantity>, X>> {
  using Functor = eigenact::core::ChannelUnary<Formula, S, Accuracy, Quantity>;
  using XprType = CwiseUnaryOp<Functor, X>;
  using Access = eigenact::core::ChannelAccess<XprType, evaluator<X>::Flags>;
  enum {
    CoeffReadCost = int(evaluator<X>::CoeffReadCost) + int(functor_traits<Functor>::Cost),
    Flags = Access::without_index &
            (int(HereditaryBits) | int(LinearAccessBit) |
             (int(functor_traits<Functor>::PacketAccess) ? int(PacketAccessBit) : 0)),
    Alignment = evaluator<X>::Alignment
  };

  explicit unary_evaluator(const XprType& expression)
      : functor_(expression.functor()), x_(expression.nestedExpression()) {}

  EIGENACT_INLINE S coeff(Index row, Index col) const {
    return functor_.element(row, x_.coeff(row, col));
  }
  EIGENACT_INLINE S coeff(Index i) const {
    return functor_.element(Access::is_column ? i : 0, x_.coeff(i));
  }
  template <int LoadMode, typename Packet>
  EIGENACT_INLINE Packet packet(Index row, Index col) const {
    return Access::call(functor_, row, x_.template packet<LoadMode, Packet>(row, col));
  }
  template <int LoadMode, typename Packet>
  EIGENACT_INLINE Packet packet(Index i) const {
    return Access::call(functor_, Access::is_column ? i : 0,
                        x_.template packet<LoadMode, Packet>(i));
  }

 private:
  Functor functor_;
  evaluator<X> x_;
};

template <typename Formula, typename S, typename Accuracy, typename X, typename G>
struct binary_evaluator<CwiseBinaryOp<eigenact::core::ChannelChain<Formula, S, Accuracy>, X, G>,
                        IndexBased, IndexBased>
    : evaluator_base<CwiseBinaryOp<eigenact::core::ChannelChain<Formula, S, Accuracy>, X, G>> {
  using Functor = eigenact::core::ChannelChain<Formula, S, Accuracy>;
  using XprType = CwiseBinaryOp<Functor, X, G>;
  using Access = eigenact::core::ChannelAccess<XprType, evaluator<X>::Flags>;
  enum {
    CoeffReadCost = int(evaluator<X>::CoeffReadCost) + int(evaluator<G>::CoeffReadCost) +
                    int(functor_traits<Functor>::Cost),
    SameOrder = (int(evaluator<X>::Flags) & int(RowMajorBit)) ==
                (int(evaluator<G>::Flags) & int(RowMajorBit)),
    Both = Access::without_index & int(evaluator<G>::Flags) &
           (SameOrder ? int(LinearAccessBit) |
                            (int(functor_traits<Functor>::PacketAccess) ? int(PacketAccessBit) : 0)
                      : 0),
    Flags = Both | (int(evaluator<X>::Flags) & int(HereditaryBits)),
    Alignment = int(evaluator<X>::Alignment) < int(evaluator<G>::Alignment)
                    ? int(evaluator<X>::Alignment)
                    : int(evaluator<G>::Alignment)
  };

  explicit binary_evaluator(const XprType& expression)
      : functor_(expression.functor()), x_(expression.lhs()), gradient_(expression.rhs()) {}

  EIGENACT_INLINE S coeff(Index row, Index col) const {
    return functor_.element(row, x_.coeff(row, col), gradient_.coeff(row, col));
  }
  EIGENACT_INLINE S coeff(Index i) const {
    return functor_.element(Access::is_column ? i : 0, x_.coeff(i), gradient_.coeff(i));
  }
  template <int LoadMode, typename Packet>
  EIGENACT_INLINE Packet packet(Index row, Index col) const {
    return Access::call(functor_, row, x_.template packet<LoadMode, Packet>(row, col),
                        gradient_.template packet<LoadMode, Packet>(row, col));
  }
  template <int LoadMode, typename Packet>
  EIGENACT_INLINE Packet packet(Index i) const {
    return Access::call(functor_, Access::is_column ? i : 0,
                        x_.template packet<LoadMode, Packet>(i),
                        gradient_.template packet<LoadMode, Packet>(i));
  }

 private:
  Functor functor_;
  evaluator<X> x_;
  evaluator<G> gradient_;
};

}  // namespace Eigen::internal

EIGENACT_PACKETS_END
