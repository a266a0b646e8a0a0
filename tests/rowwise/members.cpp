// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include "members.hpp"

#include <eigenact/rowwise.hpp>
#include <tuple>

#include "placed.hpp"

namespace eigenact_test {

namespace {

using namespace eigenact;

template <typename Formula>
constexpr bool is_reduction =
    std::is_same_v<Formula, formula::LogSumExp> || std::is_same_v<Formula, formula::LogMeanExp>;

/// The activation for lines of length n.
template <typename Formula, typename S, typename Accuracy>
auto activation([[maybe_unused]] Index n, [[maybe_unused]] double parameter) {
  if constexpr (std::is_same_v<Formula, formula::Maxout>)
    return Maxout<S, Accuracy>(static_cast<Index>(maxout_pieces(static_cast<std::size_t>(n))));
  else if constexpr (is_reduction<Formula>)
    return RowwiseReduction<Formula, S, Accuracy>();
  else if constexpr (Formula::facts.parameter_count() == 1)
    return Rowwise<Formula, S, Accuracy>(static_cast<S>(parameter));
  else
    return Rowwise<Formula, S, Accuracy>();
}

template <typename Formula, typename S, typename Accuracy>
Member make_member() {
  Member m = member_of(std::string(Formula::facts.name()), type_text<S, Accuracy>(), format<S>(),
                       std::is_same_v<Accuracy, Precise>, Formula::facts.parameter_count() == 1);
  // One type and tier has matrices of all types, the others those of one type with any strides.
  constexpr bool typed = std::is_same_v<S, float> && std::is_same_v<Accuracy, Fast>;
  m.forward = [](const Table& x, Layout layout, double parameter) {
    const auto f = activation<Formula, S, Accuracy>(x.rows, parameter);
    const auto run = [&f](auto by_columns, const auto& lines) {
      if constexpr (by_columns)
        return f.colwise(lines);
      else
        return f.rowwise(lines);
    };
    return in_layout<S, typed>(layout, run, x);
  };
  m.backward = [](const Table& taken, const Table& g, Layout layout, double parameter) {
    const auto f = activation<Formula, S, Accuracy>(taken.rows, parameter);
    const auto run = [&f](auto by_columns, const auto& lines, const auto& slopes) {
      if constexpr (by_columns)
        return f.colwise_backward(lines, slopes);
      else
        return f.rowwise_backward(lines, slopes);
    };
    return in_layout<S, typed>(layout, run, taken, g);
  };
  return m;
}

/// Softmax of channels, and what draws before it takes the softmax, have the kernels of Softmax.
template <typename Formula>
constexpr bool has_own_kernels = !std::is_same_v<Formula, formula::Softmax2d> &&
                                 !std::is_same_v<Formula, formula::GumbelSoftmax>;

template <typename Formula>
void add(std::vector<Member>& members) {
  members.push_back(make_member<Formula, float, Fast>());
  if constexpr (kFull && has_own_kernels<Formula>) {
    members.push_back(make_member<Formula, float, Precise>());
    members.push_back(make_member<Formula, double, Fast>());
    members.push_back(make_member<Formula, double, Precise>());
    members.push_back(make_member<Formula, Eigen::half, Fast>());
    members.push_back(make_member<Formula, Eigen::bfloat16, Precise>());
  }
}

}  // namespace

const std::vector<Member>& rowwise_members() {
  static const std::vector<Member> all = [] {
    std::vector<Member> list;
    for_each_rowwise([&](auto formula) { add<decltype(formula)>(list); });
    if constexpr (!kFull) {  // each type and tier once
      list.push_back(make_member<formula::LogSoftmax, float, Precise>());
      list.push_back(make_member<formula::LogSoftmax, double, Precise>());
      list.push_back(make_member<formula::Softmax1, double, Precise>());
      list.push_back(make_member<formula::Softmin, Eigen::half, Fast>());
      list.push_back(make_member<formula::Softmax, Eigen::bfloat16, Precise>());
    }
    return list;
  }();
  return all;
}

const Member* find_member(const std::string& name) {
  for (const Member& member : rowwise_members())
    if (member.name == name) return &member;
  return nullptr;
}

}  // namespace eigenact_test
