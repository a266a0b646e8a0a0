// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/lines.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace eigenact {
template <typename S>
class AnyActivation;
}

// Every member of every family in float and Fast with its type erased: generated from the lists of
// the library, compiled once (members.cpp, channels.cpp).

namespace eigenact_test {

using Eigen::Index;

/// f of the numbers that stand in the same place of one, two or three arrays.
class Pointwise {
 public:
  virtual ~Pointwise() = default;
  /// Of one number of each operand.
  virtual float element(const float* x) const = 0;
  /// Of one of Eigen's registers: x[k] and y are as many numbers.
  virtual void packet(const float* const* x, float* y) const = 0;
  /// Of numbers side by side, where the library assigns in blocks; y may be x[k].
  virtual void apply(const float* const* x, float* y, Index size) const = 0;
};

struct PointwiseMember {
  std::string name;
  int operands;
  bool in_blocks;
  std::shared_ptr<const Pointwise> f;
};

/// A parameter of its own in every row.
class Channels {
 public:
  virtual ~Channels() = default;
  virtual float element(Index row, float x) const = 0;
  /// Of a register along a row, or down the rows from `row` on.
  virtual void in_channel(Index row, const float* x, float* y) const = 0;
  virtual void across_channels(Index row, const float* x, float* y) const = 0;
};

struct ChannelsMember {
  std::string name;
  /// One with so many rows.
  std::function<std::shared_ptr<const Channels>(Index rows)> make;
};

using ConstLines = eigenact::core::Lines<const float>;
using OutLines = eigenact::core::Lines<float>;

/// An activation of vectors: of every line of x; a reduction makes one number of each.
struct LinesMember {
  std::string name;
  bool is_reduction;
  std::function<void(const ConstLines& x, const OutLines& y)> forward;
  std::function<void(const ConstLines& y_or_x, const ConstLines& g, const OutLines& gx)> backward;
};

/// Value, derivative and backward of one that is chosen at run time.
std::vector<PointwiseMember> members_of(const eigenact::AnyActivation<float>& f, bool in_blocks);
/// The same of every activation that has a name at run time: the elementwise
/// ones and the basis expansions.
std::vector<PointwiseMember> elementwise_members();
std::vector<PointwiseMember> basis_members();
/// f(a) g(b) of the gated units.
std::vector<PointwiseMember> gated_members();
/// Values, derivatives and gradients with samples, and means.
std::vector<PointwiseMember> stochastic_members();
/// Those that are elementwise: of each combinator one, and every surrogate gradient.
std::vector<PointwiseMember> combinator_members();
/// Every elementwise activation that has parameters; in the short tier a few.
std::vector<ChannelsMember> channels_members();
/// All but Maxout, which is a class of its own; in the short tier a few.
std::vector<LinesMember> lines_members();

}  // namespace eigenact_test
