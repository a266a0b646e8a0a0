// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/channel_parameters.hpp>
#include <eigenact/core/functors.hpp>

EIGENACT_PACKETS_BEGIN

// An activation with parameters of its own in every channel, as functors that are told the channel.
// The expressions are Eigen's own for a functor of one and of two arguments; their evaluators,
// below, pass the channel on.

namespace eigenact {

/// Which lines of a matrix are the channels: the rows of features x batch, which is Eigen's habit,
/// or the columns of batch x features.
enum class Channels { Rows, Columns };

namespace core {

/// One quantity of an activation with parameters per channel.
template <typename Formula, typename S, typename Accuracy, typename Quantity, Channels Are>
struct ChannelUnary {
  ChannelView<Formula, S> parameters;

  S operator()(const S& x) const;  // not defined: Eigen asks for the type of the result

  EIGENACT_INLINE S element(Eigen::Index channel, const S& x) const {
    return evaluate_element<Formula, Quantity, Accuracy>(x,
                                                         parameters.of_channel(channel).data())[0];
  }
  /// A register that lies in one channel.
  template <typename Packet>
  EIGENACT_INLINE Packet in_channel(Eigen::Index channel, const Packet& x) const {
    return evaluate_packet<Formula, Quantity, Accuracy>(x,
                                                        parameters.of_channel(channel).data())[0];
  }
  /// A register whose lanes are the channels from `channel` on.
  template <typename Packet>
  EIGENACT_INLINE Packet across_channels(Eigen::Index channel, const Packet& x) const {
    return stored<Packet>(evaluate_channels<Formula, Quantity, Accuracy>(x, parameters, channel));
  }
};

/// gradient * f'(x) with parameters per channel; rounded as in Chain.
template <typename Formula, typename S, typename Accuracy, Channels Are>
struct ChannelChain {
  ChannelView<Formula, S> parameters;

  S operator()(const S& x, const S& gradient) const;

  EIGENACT_INLINE S element(Eigen::Index channel, const S& x, const S& gradient) const {
    using C = ComputeScalar<S>;
    const auto slope = evaluate_element<Formula, Derivative, Accuracy, S, C>(
        x, parameters.of_channel(channel).data());
    return static_cast<S>(static_cast<C>(gradient) * slope[0]);
  }
  template <typename Packet>
  EIGENACT_INLINE Packet in_channel(Eigen::Index channel, const Packet& x,
                                    const Packet& gradient) const {
    using V = Vec<float, simd::size_of<Packet>, Grade::Single>;
    const auto own = parameters.of_channel(channel);
    if constexpr (is_sixteen_bit<S>)
      return times(
          evaluate<Formula, Derivative, Accuracy>(V::of(simd::to_floats(x)), own.data())[0],
          gradient);
    else
      return Eigen::internal::pmul(
          gradient, evaluate_packet<Formula, Derivative, Accuracy>(x, own.data())[0]);
  }
  template <typename Packet>
  EIGENACT_INLINE Packet across_channels(Eigen::Index channel, const Packet& x,
                                         const Packet& gradient) const {
    return times(evaluate_channels<Formula, Derivative, Accuracy>(x, parameters, channel),
                 gradient);
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

/// Where an expression, or a loop over it, has its channels.
template <typename Expression, int ArgumentFlags, Channels Are>
struct ChannelAccess {
  static constexpr bool are_rows = Are == Channels::Rows;
  /// Whether a register lies in one channel, not across as many as it has lanes.
  static constexpr bool along = are_rows == ((ArgumentFlags & Eigen::RowMajorBit) != 0);
  /// Whether a vector has one element of each channel, not all of one.
  static constexpr bool index_is_channel =
      (are_rows ? Expression::ColsAtCompileTime : Expression::RowsAtCompileTime) == 1;
  static constexpr bool is_vector =
      Expression::ColsAtCompileTime == 1 || Expression::RowsAtCompileTime == 1;
  /// The flags of an expression whose functor must know the channel.
  static constexpr int without_index =
      is_vector ? ArgumentFlags : ArgumentFlags & ~static_cast<int>(Eigen::LinearAccessBit);

  static EIGENACT_INLINE Eigen::Index of(Eigen::Index row, Eigen::Index col) {
    return are_rows ? row : col;
  }
  /// The channel of element i of a vector.
  static EIGENACT_INLINE Eigen::Index of(Eigen::Index i) { return index_is_channel ? i : 0; }

  template <typename Functor, typename... Packets>
  static EIGENACT_INLINE auto call(const Functor& functor, Eigen::Index channel,
                                   const Packets&... x) {
    if constexpr (along)
      return functor.in_channel(channel, x...);
    else
      return functor.across_channels(channel, x...);
  }
};

}  // namespace core

}  // namespace eigenact

namespace Eigen::internal {

template <typename Formula, typename Scalar, typename Accuracy, typename Quantity,
          eigenact::Channels Are>
struct functor_traits<eigenact::core::ChannelUnary<Formula, Scalar, Accuracy, Quantity, Are>>
    : eigenact::core::FunctorTraits<Formula, Quantity, Accuracy, Scalar> {};
template <typename Formula, typename Scalar, typename Accuracy, eigenact::Channels Are>
struct functor_traits<eigenact::core::ChannelChain<Formula, Scalar, Accuracy, Are>>
    : eigenact::core::FunctorTraits<Formula, eigenact::core::Derivative, Accuracy, Scalar> {};

template <typename Formula, typename S, typename Accuracy, typename Quantity,
          eigenact::Channels Are, typename X>
struct unary_evaluator<
    CwiseUnaryOp<eigenact::core::ChannelUnary<Formula, S, Accuracy, Quantity, Are>, X>, IndexBased>
    : evaluator_base<
          CwiseUnaryOp<eigenact::core::ChannelUnary<Formula, S, Accuracy, Quantity, Are>, X>> {
  using Functor = eigenact::core::ChannelUnary<Formula, S, Accuracy, Quantity, Are>;
  using XprType = CwiseUnaryOp<Functor, X>;
  using Access = eigenact::core::ChannelAccess<XprType, evaluator<X>::Flags, Are>;
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
    return functor_.element(Access::of(row, col), x_.coeff(row, col));
  }
  EIGENACT_INLINE S coeff(Index i) const { return functor_.element(Access::of(i), x_.coeff(i)); }
  template <int LoadMode, typename Packet>
  EIGENACT_INLINE Packet packet(Index row, Index col) const {
    return Access::call(functor_, Access::of(row, col),
                        x_.template packet<LoadMode, Packet>(row, col));
  }
  template <int LoadMode, typename Packet>
  EIGENACT_INLINE Packet packet(Index i) const {
    return Access::call(functor_, Access::of(i), x_.template packet<LoadMode, Packet>(i));
  }

 private:
  Functor functor_;
  evaluator<X> x_;
};

template <typename Formula, typename S, typename Accuracy, eigenact::Channels Are, typename X,
          typename G>
struct binary_evaluator<
    CwiseBinaryOp<eigenact::core::ChannelChain<Formula, S, Accuracy, Are>, X, G>, IndexBased,
    IndexBased>
    : evaluator_base<CwiseBinaryOp<eigenact::core::ChannelChain<Formula, S, Accuracy, Are>, X, G>> {
  using Functor = eigenact::core::ChannelChain<Formula, S, Accuracy, Are>;
  using XprType = CwiseBinaryOp<Functor, X, G>;
  using Access = eigenact::core::ChannelAccess<XprType, evaluator<X>::Flags, Are>;
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
    return functor_.element(Access::of(row, col), x_.coeff(row, col), gradient_.coeff(row, col));
  }
  EIGENACT_INLINE S coeff(Index i) const {
    return functor_.element(Access::of(i), x_.coeff(i), gradient_.coeff(i));
  }
  template <int LoadMode, typename Packet>
  EIGENACT_INLINE Packet packet(Index row, Index col) const {
    return Access::call(functor_, Access::of(row, col),
                        x_.template packet<LoadMode, Packet>(row, col),
                        gradient_.template packet<LoadMode, Packet>(row, col));
  }
  template <int LoadMode, typename Packet>
  EIGENACT_INLINE Packet packet(Index i) const {
    return Access::call(functor_, Access::of(i), x_.template packet<LoadMode, Packet>(i),
                        gradient_.template packet<LoadMode, Packet>(i));
  }

 private:
  Functor functor_;
  evaluator<X> x_;
  evaluator<G> gradient_;
};

}  // namespace Eigen::internal

EIGENACT_PACKETS_END
