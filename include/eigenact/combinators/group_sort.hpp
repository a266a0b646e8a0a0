// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <eigenact/core/combinator.hpp>
#include <numeric>

namespace eigenact {
namespace formula {

struct GroupSortFacts {
  static constexpr Facts facts = Facts("group_sort")
                                     .formula("each group of rows, sorted upward")
                                     .reference("Anil, Lucas & Grosse 2019, arXiv:1811.05381")
                                     .also_called("max_min, oplu");
};

}  // namespace formula

/// GroupSort: the rows in groups of `group`, each group of every column sorted upward, so that
/// norms stay as they are. Groups of 2 are MaxMin (OPLU). Where a group has a NaN, all of it
/// becomes NaN; equal values keep their order.
/// @param group  2 or more, 2 by default.
/// Source: Anil, Lucas & Grosse 2019, arXiv:1811.05381; Chernodub & Nowicki 2016, arXiv:1604.02313.
template <typename S>
class GroupSort : core::Refusals<S> {
  using Refusals = core::Refusals<S>;

 public:
  using Refusals::operator(), Refusals::backward;

  using Scalar = S;

  /// @throws std::invalid_argument if the group is smaller than 2.
  explicit GroupSort(Eigen::Index group = 2) : group_(group) {
    if (group < 2) fail("the group must be 2 or more, got " + std::to_string(group));
  }

  /// Y = group_sort(X), a new array.
  /// @throws std::invalid_argument if the rows are no whole number of groups.
  template <typename X>
  auto operator()(const Eigen::DenseBase<X>& x) const {
    typename X::PlainObject y(x.rows(), x.cols());
    for_each_place(x, [&](Eigen::Index to, Eigen::Index from, Eigen::Index col, const auto& plain) {
      y(to, col) = plain(from, col);
    });
    return y;
  }

  /// The gradient to X from that to Y, a new array; NaN where the group has a NaN.
  /// @throws std::invalid_argument if the shapes do not fit.
  template <typename X, typename G>
  auto backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient) const {
    if (x.rows() != gradient.rows() || x.cols() != gradient.cols())
      fail("the gradient must have the shape of X");
    const typename G::PlainObject plain_gradient = gradient;
    typename X::PlainObject result(x.rows(), x.cols());
    for_each_place(x, [&](Eigen::Index to, Eigen::Index from, Eigen::Index col, const auto& plain) {
      const S value = plain(from, col);
      const Eigen::Index origin = value == value ? from : to;
      result(origin, col) = value == value ? plain_gradient(to, col) : value;
    });
    return result;
  }

  static std::string name() { return std::string(formula::GroupSortFacts::facts.name()); }
  static std::string formula() { return std::string(formula::GroupSortFacts::facts.formula()); }
  static std::string reference() { return std::string(formula::GroupSortFacts::facts.reference()); }
  Eigen::Index group() const { return group_; }

 private:
  [[noreturn]] static void fail(const std::string& what) {
    core::reject(formula::GroupSortFacts::facts.name(), what);
  }

  /// Calls visit(to, from, col, x): the row `from` of x comes to the row `to`. In a group with a
  /// NaN `from` is the row of the NaN.
  template <typename X, typename Visit>
  void for_each_place(const Eigen::DenseBase<X>& x, const Visit& visit) const {
    core::check_scalars<Scalar, X>();
    if (x.rows() % group_ != 0)
      fail("X must have a multiple of " + std::to_string(group_) + " rows, but has " +
           std::to_string(x.rows()));
    const typename X::PlainObject plain = x;
    std::vector<Eigen::Index> order(static_cast<std::size_t>(group_));
    for (Eigen::Index col = 0; col < x.cols(); ++col) {
      for (Eigen::Index row = 0; row < x.rows(); row += group_) {
        sort(plain.col(col), row, order);
        for (Eigen::Index i = 0; i < group_; ++i)
          visit(row + i, order[static_cast<std::size_t>(i)], col, plain);
      }
    }
  }

  template <typename Column>
  static void sort(const Column& column, Eigen::Index first, std::vector<Eigen::Index>& order) {
    std::iota(order.begin(), order.end(), first);
    const auto is_nan = [&](Eigen::Index i) { return !(column(i) == column(i)); };
    const auto nan = std::find_if(order.begin(), order.end(), is_nan);
    if (nan != order.end())
      std::fill(order.begin(), order.end(), *nan);
    else
      std::stable_sort(order.begin(), order.end(),
                       [&](Eigen::Index a, Eigen::Index b) { return column(a) < column(b); });
  }

  Eigen::Index group_;
};

}  // namespace eigenact

EIGENACT_COMBINATOR(GroupSort);
