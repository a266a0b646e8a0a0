// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <eigenact/simd/standard.hpp>

// f(upper half of the rows, lower half), element by element, of one expression: a product in it is
// evaluated once.

namespace eigenact::core {

template <typename Functor, typename X>
class Halves;

inline constexpr int half_of(int rows) { return rows == Eigen::Dynamic ? rows : rows / 2; }

}  // namespace eigenact::core

namespace Eigen::internal {

template <typename Functor, typename X>
struct traits<eigenact::core::Halves<Functor, X>> : traits<X> {
  enum {
    RowsAtCompileTime = eigenact::core::half_of(traits<X>::RowsAtCompileTime),
    MaxRowsAtCompileTime = eigenact::core::half_of(traits<X>::MaxRowsAtCompileTime),
    IsRow = RowsAtCompileTime == 1 && traits<X>::ColsAtCompileTime != 1,
    Flags = IsRow ? RowMajorBit : (traits<X>::Flags & RowMajorBit)
  };
};

}  // namespace Eigen::internal

namespace eigenact::core {

template <typename Functor, typename X>
class Halves : public Eigen::internal::dense_xpr_base<Halves<Functor, X>>::type,
               Eigen::internal::no_assignment_operator {
 public:
  using Base = typename Eigen::internal::dense_xpr_base<Halves>::type;
  EIGEN_GENERIC_PUBLIC_INTERFACE(Halves)
  using NestedExpression = X;

  Halves(const X& x, const Functor& functor) : x_(x), functor_(functor) {}

  Eigen::Index rows() const { return x_.rows() / 2; }
  Eigen::Index cols() const { return x_.cols(); }
  const X& nestedExpression() const { return x_; }
  const Functor& functor() const { return functor_; }

 private:
  typename Eigen::internal::ref_selector<X>::type x_;
  const Functor functor_;
};

}  // namespace eigenact::core

namespace Eigen::internal {

template <typename Functor, typename X>
struct evaluator<eigenact::core::Halves<Functor, X>>
    : evaluator_base<eigenact::core::Halves<Functor, X>> {
  using XprType = eigenact::core::Halves<Functor, X>;
  using Scalar = typename XprType::Scalar;
  enum {
    CoeffReadCost = 2 * int(evaluator<X>::CoeffReadCost) + int(functor_traits<Functor>::Cost),
    IsRowMajor = traits<X>::Flags & RowMajorBit,
    SameOrder = int(IsRowMajor) == int(traits<XprType>::Flags & RowMajorBit),
    Flags = int(traits<XprType>::Flags) | (functor_traits<Functor>::PacketAccess && SameOrder
                                               ? int(evaluator<X>::Flags) & PacketAccessBit
                                               : 0),
    Alignment = 0
  };

  explicit evaluator(const XprType& halves)
      : x_(halves.nestedExpression()), functor_(halves.functor()), half_(halves.rows()) {}

  EIGEN_STRONG_INLINE Scalar coeff(Index row, Index col) const {
    return functor_(x_.coeff(row, col), x_.coeff(row + half_, col));
  }
  EIGEN_STRONG_INLINE Scalar coeff(Index row) const { return coeff(row, 0); }
  template <int, typename Packet>
  EIGEN_STRONG_INLINE Packet packet(Index row, Index col) const {
    return functor_.packetOp(x_.template packet<Unaligned, Packet>(row, col),
                             x_.template packet<Unaligned, Packet>(row + half_, col));
  }

 private:
  evaluator<X> x_;
  const Functor functor_;
  const Index half_;
};

}  // namespace Eigen::internal
