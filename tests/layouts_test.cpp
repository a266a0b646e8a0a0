// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Every member of every family from and into every layout, in place and into a part of its operand:
// the bits of one evaluation of numbers that lie side by side, and nothing else is written. What
// the sanitizers are to look at (sh tools/run.sh test --sanitize).

#include <eigenact/combinators/crelu.hpp>
#include <eigenact/combinators/group_sort.hpp>
#include <eigenact/rowwise/maxout.hpp>
#include <limits>

#include "layouts/calls.hpp"
#include "layouts/trial.hpp"
#include "support/tier.hpp"

using namespace eigenact;
using namespace eigenact_test;

namespace {

using Shape = std::array<Index, 2>;
using Shapes = std::vector<Shape>;
/// Empty, one, odd, long.
const Shapes kShapes = {{0, 5}, {5, 0}, {1, 1}, {Fixed::kRows, Fixed::kCols}, {523, 2}};
const Shapes kEvenShapes = {{0, 5}, {6, 0}, {2, 1}, {14, 3}, {526, 2}};

/// Numbers of every kind.
Plain numbers(const Shape& shape, int phase) {
  constexpr float inf = std::numeric_limits<float>::infinity();
  const float special[] = {0, -0.0f, inf, -inf, std::nanf(""), 1e-42f, 1e30f, -3e38f};
  Plain x(shape[0], shape[1]);
  for (Index i = 0; i < x.size(); ++i)
    x(i) = i % 37 == 36 ? special[i / 37 % 8]
                        : 3 * std::sin(static_cast<float>(5 * i + 11 * phase) + 0.3f);
  return x;
}

std::vector<Plain> operands(std::size_t count, const Shape& shape) {
  std::vector<Plain> x;
  for (std::size_t k = 0; k < count; ++k) x.push_back(numbers(shape, static_cast<int>(k)));
  return x;
}

/// f(x...) for every trial, from and into all layouts. In the short tier some.
template <std::size_t Operands, bool KeepsShape = true, typename Run>
void check(const std::vector<Trial>& trials, const Run& run) {
  try_layouts<Operands, Own, Own>(trials, run);
  try_layouts<Operands, InStrides, InStrides>(trials, run);
  if constexpr (kFull) {
    try_layouts<Operands, OwnByRows, OwnByRows>(trials, run);
    try_layouts<Operands, InBlock, InBlock>(trials, run);
    try_layouts<Operands, InRef, InRef>(trials, run);
    try_layouts<Operands, InStridesByRows, InStridesByRows>(trials, run);
    try_layouts<Operands, Own, InStridesByRows>(trials, run);
    try_layouts<Operands, OwnByRows, InBlock>(trials, run);
    if constexpr (KeepsShape) try_layouts<Operands, Fixed, Fixed>(trials, run);
  }
}

std::vector<Trial> trials_of(const PointwiseMember& member) {
  std::vector<Trial> trials;
  for (const Shape& shape : kShapes) {
    const auto count = static_cast<std::size_t>(member.operands);
    Trial trial{member.name, operands(count, shape), Plain(shape[0], shape[1])};
    for (Index i = 0; i < trial.right.size(); ++i) {
      float x[3] = {};
      for (std::size_t k = 0; k < count; ++k) x[k] = trial.x[k](i);
      trial.right(i) = member.f->element(x);
    }
    trials.push_back(std::move(trial));
  }
  return trials;
}

template <bool InBlocks>
void check_pointwise(const PointwiseMember& member) {
  const Call<InBlocks> call{member.f.get()};
  const auto trials = trials_of(member);
  if (member.operands == 1) {
    check<1>(trials, [call](auto& y, const auto& x) {
      using X = std::decay_t<decltype(x)>;
      y = Eigen::CwiseUnaryOp<Call<InBlocks>, const X>(x, call);
    });
  } else if (member.operands == 2) {
    check<2>(trials, [call](auto& y, const auto& a, const auto& b) {
      using X = std::decay_t<decltype(a)>;
      y = Eigen::CwiseBinaryOp<Call<InBlocks>, const X, const X>(a, b, call);
    });
  } else if constexpr (!InBlocks) {
    check<3>(trials, [call](auto& y, const auto& a, const auto& b, const auto& c) {
      using X = std::decay_t<decltype(a)>;
      y = Eigen::CwiseTernaryOp<Call<InBlocks>, const X, const X, const X>(a, b, c, call);
    });
  }
}

void check_pointwise(const std::vector<PointwiseMember>& members) {
  REQUIRE(!members.empty());
  for (const PointwiseMember& member : members)
    member.in_blocks ? check_pointwise<true>(member) : check_pointwise<false>(member);
}

/// Lines of a copy, one by one.
enum class Direction { Columns, Rows };
Plain along(Direction direction, const Plain& x) {
  return direction == Direction::Columns ? x : Plain(x.transpose());
}

template <Direction D>
void check_lines(const LinesMember& member) {
  AnyLines::member = &member;
  std::vector<Trial> forward, backward;
  for (const Shape& shape : kShapes) {
    if (shape[D == Direction::Rows] == 0) continue;  // empty lines are the affair of the headers
    Trial trial{member.name, operands(2, shape), {}};
    const Plain x = along(D, trial.x[0]), g = along(D, trial.x[1]);
    Plain y(member.is_reduction ? 1 : x.rows(), x.cols()), gx(x.rows(), x.cols());
    for (Index j = 0; j < x.cols(); ++j) {
      const Index length = x.rows(), results = y.rows();
      const ConstLines in{x.col(j).data(), 1, length, length, 1};
      const OutLines out = member.is_reduction ? OutLines{&y(0, j), 1, 1, 1, 1}
                                               : OutLines{&y(0, j), 1, results, results, 1};
      member.forward(in, out);
      if (!member.is_reduction)
        member.backward(in, {&g(0, j), 1, length, length, 1}, {&gx(0, j), 1, length, length, 1});
    }
    trial.right = along(D, gx);
    backward.push_back(trial);
    trial.x.pop_back();
    trial.right = along(D, y);
    forward.push_back(std::move(trial));
  }
  const auto evaluate = [&](const auto& f) {
    return [&f](auto& y, const auto& x) {
      if constexpr (D == Direction::Columns)
        y = f.colwise(x);
      else
        y = f.rowwise(x);
    };
  };
  if (member.is_reduction) {
    const RowwiseReduction<AnyLines, float> f;
    return check<1, false>(forward, evaluate(f));
  }
  const Rowwise<AnyLines, float> f;
  check<1>(forward, evaluate(f));
  check<2>(backward, [&f](auto& gx, const auto& y, const auto& g) {
    if constexpr (D == Direction::Columns)
      gx = f.colwise_backward(y, g);
    else
      gx = f.rowwise_backward(y, g);
  });
}

/// Trials of an activation with other than the shape of X: f of one column of a copy.
template <typename F>
std::vector<Trial> column_trials(const char* name, const F& of_column) {
  std::vector<Trial> trials;
  for (const Shape& shape : kEvenShapes) {
    Trial trial{name, operands(1, shape), {}};
    const Plain& x = trial.x[0];
    trial.right.resize(of_column(Eigen::ArrayXf(x.rows()).setZero()).size(), x.cols());
    for (Index j = 0; j < x.cols(); ++j) trial.right.col(j) = of_column(x.col(j));
    trials.push_back(std::move(trial));
  }
  return trials;
}

}  // namespace

TEST_CASE("elementwise activations in every layout", "[layouts]") {
  check_pointwise(elementwise_members());
}

TEST_CASE("basis expansions in every layout", "[layouts]") { check_pointwise(basis_members()); }

TEST_CASE("stochastic activations in every layout", "[layouts]") {
  check_pointwise(stochastic_members());
}

TEST_CASE("combinators in every layout", "[layouts]") {
  check_pointwise(combinator_members());
  const CReLU<float> crelu;
  check<1, false>(column_trials("crelu",
                                [](const Eigen::ArrayXf& x) {
                                  Eigen::ArrayXf y(2 * x.size());
                                  const ReLU<float> relu;
                                  for (Index i = 0; i < x.size(); ++i) {
                                    y(i) = relu(x(i));
                                    y(x.size() + i) = relu(-x(i));
                                  }
                                  return y;
                                }),
                  [&](auto& y, const auto& x) { y = crelu(x); });
  const GroupSort<float> group_sort;
  check<1, false>(column_trials("group_sort",
                                [](Eigen::ArrayXf x) {
                                  for (Index i = 0; i < x.size(); i += 2) {
                                    if (x(i) != x(i)) x(i + 1) = x(i);
                                    if (x(i + 1) != x(i + 1)) x(i) = x(i + 1);
                                    if (x(i + 1) < x(i)) std::swap(x(i), x(i + 1));
                                  }
                                  return x;
                                }),
                  [&](auto& y, const auto& x) { y = group_sort(x); });
}

TEST_CASE("gated units in every layout", "[layouts]") {
  check_pointwise(gated_members());
  const GatedUnit<AnyGate, float> glu;
  for (const PointwiseMember& member : gated_members()) {
    AnyGate::member = member.f.get();
    const auto halves = [&member](const Eigen::ArrayXf& x) {
      Eigen::ArrayXf z(x.size() / 2);
      for (Index i = 0; i < z.size(); ++i) {
        const float pair[] = {x(i), x(z.size() + i)};
        z(i) = member.f->element(pair);
      }
      return z;
    };
    check<1, false>(column_trials(member.name.c_str(), halves),
                    [&](auto& z, const auto& x) { z = glu(x); });
  }
}

TEST_CASE("activations of vectors in every layout", "[layouts]") {
  const auto members = lines_members();
  REQUIRE(!members.empty());
  for (const LinesMember& member : members) {
    check_lines<Direction::Columns>(member);
    check_lines<Direction::Rows>(member);
  }
  const Maxout<float> maxout(2);
  const auto greatest = [](const Eigen::ArrayXf& x) {
    Eigen::ArrayXf y(x.size() / 2);
    for (Index i = 0; i < y.size(); ++i) {
      const float a = x(2 * i), b = x(2 * i + 1);
      y(i) = a != a || (b == b && a >= b) ? a : b;
    }
    return y;
  };
  check<1, false>(column_trials("maxout", greatest),
                  [&](auto& y, const auto& x) { y = maxout.colwise(x); });
}

TEST_CASE("parameters of every row in every layout", "[layouts]") {
  using Unary = core::ChannelUnary<AnyChannels, float, Fast, core::Value, eigenact::Channels::Rows>;
  const auto members = channels_members();
  REQUIRE(!members.empty());
  for (const ChannelsMember& member : members) {
    for (const Shape& shape : kShapes) {
      const auto f = member.make(shape[0]);
      Trial trial{member.name, operands(1, shape), Plain(shape[0], shape[1])};
      for (Index j = 0; j < shape[1]; ++j)
        for (Index i = 0; i < shape[0]; ++i) trial.right(i, j) = f->element(i, trial.x[0](i, j));
      check<1>({trial}, [&](auto& y, const auto& x) {
        using X = std::decay_t<decltype(x)>;
        y = Eigen::CwiseUnaryOp<Unary, const X>(x, Unary{f.get()});
      });
    }
  }
}
