// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <array>
#include <cstring>
#include <eigenact/elementwise/gelu.hpp>
#include <eigenact/elementwise/mish.hpp>

#include "../layouts/arrays.hpp"
#include "../layouts/calls.hpp"
#include "../registry/catalogue.hpp"
#include "../support/tier.hpp"
#include "targets.hpp"

namespace eigenact_test {

namespace {

using namespace eigenact;

/// Numbers from the bytes, zeros when they are used up.
class Source {
 public:
  explicit Source(const std::vector<std::uint8_t>& bytes) : bytes_(bytes) {}

  std::uint32_t next(int count) {
    std::uint32_t value = 0;
    for (int i = 0; i < count; ++i)
      value = value << 8 | (place_ < bytes_.size() ? bytes_[place_++] : 0u);
    return value;
  }
  Index below(Index end) { return static_cast<Index>(next(2)) % end; }
  template <typename T>
  const T& one_of(const std::vector<T>& all) {
    return all[static_cast<std::size_t>(below(static_cast<Index>(all.size())))];
  }
  /// Any pattern of bits, or a number of moderate size.
  float number() {
    const std::uint32_t bits = next(4);
    if (bits % 4 != 0) return static_cast<float>(static_cast<std::int32_t>(bits)) * 0x1p-28f;
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }
  Plain numbers(Index rows, Index cols) {
    Plain x(rows, cols);
    for (Index i = 0; i < x.size(); ++i) x(i) = number();
    return x;
  }

 private:
  const std::vector<std::uint8_t>& bytes_;
  std::size_t place_ = 0;
};

/// Arrays somewhere in a memory, with any strides or side by side along one direction.
template <typename Array>
using Compact = Eigen::Map<Array, 0, Eigen::OuterStride<>>;

template <typename View>
struct Place {
  Index start, rows, cols, inner, outer;

  Place(Source& source, Index height, Index width)
      : start(source.below(40)), rows(height), cols(width), inner(1) {
    if (is_strided) inner += source.below(3);
    outer = inner * ((View::IsRowMajor ? cols : rows) + source.below(9));
  }
  Index end() const { return start + (View::IsRowMajor ? rows : cols) * outer + 1; }
  View in(std::vector<float>& memory) const {
    if constexpr (is_strided)
      return {memory.data() + start, rows, cols, {outer, inner}};
    else
      return {memory.data() + start, rows, cols, Eigen::OuterStride<>(outer)};
  }

 private:
  static constexpr bool is_strided = View::InnerStrideAtCompileTime == Eigen::Dynamic;
};

/// What is assigned, y = f(x...), and what that must be.
struct Trial {
  std::string name;
  std::vector<Plain> x;  ///< of one shape
  Plain right;
};

/// y and the first x lie in one memory, which they may share; the other x in the same layout apart.
template <typename X, typename Y, typename Run, std::size_t... K>
void check_in(Source& source, const Trial& trial, const Run& run, std::index_sequence<K...>) {
  const Plain& x = trial.x[0];
  const Place<X> from(source, x.rows(), x.cols());
  const Place<Y> to(source, trial.right.rows(), trial.right.cols());
  std::vector<float> memory(static_cast<std::size_t>(std::max(from.end(), to.end())), kUntouched);
  std::vector<std::vector<float>> others(sizeof...(K), memory);
  const auto fill = [&](std::vector<float>& parent, const Plain& numbers) {
    X view = from.in(parent);
    Numbers::of(view).fill(numbers);
  };
  fill(memory, x);
  (fill(others[K], trial.x[1 + K]), ...);
  std::vector<float> before = memory;
  Y y = to.in(memory);
  run(y, from.in(memory), from.in(others[K])...);
  const std::string found = difference(Numbers::of(y), trial.right);
  if (!found.empty()) throw Failure(trial.name + " " + found);
  Y was = to.in(before);
  Numbers::of(was).fill(trial.right);
  for (std::size_t i = 0; i < memory.size(); ++i)
    if (!same_bits(memory[i], before[i]))
      throw Failure(trial.name + ": memory beside the result was written");
}

template <std::size_t Operands, typename Run>
void check(Source& source, const Trial& trial, const Run& run) {
  constexpr std::make_index_sequence<Operands - 1> others;
  using Columns = Strided<Plain>;
  using Rows = Strided<ByRows>;
  switch (source.below(kFull ? 6 : 3)) {
    case 0:
      return check_in<Columns, Columns>(source, trial, run, others);
    case 1:
      return check_in<Columns, Rows>(source, trial, run, others);
    case 2:
      return check_in<Compact<Plain>, Compact<Plain>>(source, trial, run, others);
    default:
      break;
  }
  if constexpr (kFull) {
    switch (source.below(3)) {
      case 0:
        return check_in<Rows, Rows>(source, trial, run, others);
      case 1:
        return check_in<Compact<ByRows>, Compact<ByRows>>(source, trial, run, others);
      default:
        return check_in<Compact<Plain>, Rows>(source, trial, run, others);
    }
  }
}

struct Shape {
  Index rows, cols;
};
/// Of moderate size, or long.
Shape shape(Source& source) {
  if (source.below(8) == 0) return {source.below(600), 1};
  return {source.below(23), source.below(23)};
}

template <bool InBlocks>
void check_pointwise(Source& source, const PointwiseMember& member) {
  const Call<InBlocks> call{member.f.get()};
  const Shape size = shape(source);
  Trial trial{member.name, {}, Plain(size.rows, size.cols)};
  for (int k = 0; k < member.operands; ++k) trial.x.push_back(source.numbers(size.rows, size.cols));
  for (Index i = 0; i < trial.right.size(); ++i) {
    float x[3] = {};
    for (std::size_t k = 0; k < trial.x.size(); ++k) x[k] = trial.x[k](i);
    trial.right(i) = member.f->element(x);
  }
  if (member.operands == 1) {
    check<1>(source, trial, [&](auto& y, const auto& x) {
      using X = std::decay_t<decltype(x)>;
      y = Eigen::CwiseUnaryOp<Call<InBlocks>, const X>(x, call);
    });
  } else if (member.operands == 2) {
    check<2>(source, trial, [&](auto& y, const auto& a, const auto& b) {
      using X = std::decay_t<decltype(a)>;
      y = Eigen::CwiseBinaryOp<Call<InBlocks>, const X, const X>(a, b, call);
    });
  } else if constexpr (!InBlocks) {
    check<3>(source, trial, [&](auto& y, const auto& a, const auto& b, const auto& c) {
      using X = std::decay_t<decltype(a)>;
      y = Eigen::CwiseTernaryOp<Call<InBlocks>, const X, const X, const X>(a, b, c, call);
    });
  }
}
void check_pointwise(Source& source, const PointwiseMember& member) {
  return member.in_blocks ? check_pointwise<true>(source, member)
                          : check_pointwise<false>(source, member);
}

/// One by name, with any parameters that it admits.
void check_named(Source& source) {
  static const std::vector<std::string> names = activation_names();
  const std::string& name = source.one_of(names);
  auto f = make_activation<float>(name);
  auto parameters = f.parameters();
  if (source.below(2) == 0) {
    for (Index i = 0; i < parameters.size(); ++i) parameters(i) = source.number();
    try {
      f.set_parameters(parameters);
    } catch (const std::invalid_argument&) {  // then the default ones
    }
  }
  check_pointwise(source, source.one_of(members_of(f, source.below(2) == 0)));
}

/// As users call it.
template <typename F>
void check_typed(Source& source, const F& f) {
  const Shape size = shape(source);
  Trial trial{f.name(), {source.numbers(size.rows, size.cols)}, Plain(size.rows, size.cols)};
  for (Index i = 0; i < trial.right.size(); ++i) trial.right(i) = f(trial.x[0](i));
  check<1>(source, trial, [&](auto& y, const auto& x) { y = f(x); });
}

void check_channels(Source& source) {
  static const std::vector<ChannelsMember> all = channels_members();
  const ChannelsMember& member = source.one_of(all);
  const Index rows = source.below(23), cols = source.below(23);
  const auto f = member.make(rows);
  Trial trial{member.name, {source.numbers(rows, cols)}, Plain(rows, cols)};
  for (Index j = 0; j < cols; ++j)
    for (Index i = 0; i < rows; ++i) trial.right(i, j) = f->element(i, trial.x[0](i, j));
  using Unary = core::ChannelUnary<AnyChannels, float, Fast, core::Value, eigenact::Channels::Rows>;
  check<1>(source, trial, [&](auto& y, const auto& x) {
    using X = std::decay_t<decltype(x)>;
    y = Eigen::CwiseUnaryOp<Unary, const X>(x, Unary{f.get()});
  });
}

void check_halves(Source& source) {
  static const std::vector<PointwiseMember> all = gated_members();
  const PointwiseMember& member = source.one_of(all);
  const Shape size = shape(source);
  Trial trial{member.name + " of halves",
              {source.numbers(2 * size.rows, size.cols)},
              Plain(size.rows, size.cols)};
  for (Index j = 0; j < size.cols; ++j)
    for (Index i = 0; i < size.rows; ++i) {
      const float pair[] = {trial.x[0](i, j), trial.x[0](i + size.rows, j)};
      trial.right(i, j) = member.f->element(pair);
    }
  AnyGate::member = member.f.get();
  const GatedUnit<AnyGate, float> glu;
  check<1>(source, trial, [&](auto& y, const auto& x) { y = glu(x); });
}

/// Each column of a copy alone.
void check_lines(Source& source) {
  static const std::vector<LinesMember> all = lines_members();
  const LinesMember& member = source.one_of(all);
  AnyLines::member = &member;
  const Shape size = shape(source);
  const Index length = 1 + size.rows, results = member.is_reduction ? 1 : length;
  Trial trial{member.name, {source.numbers(length, size.cols)}, Plain(results, size.cols)};
  for (Index j = 0; j < size.cols; ++j)
    member.forward({&trial.x[0](0, j), 1, length, length, 1},
                   {&trial.right(0, j), 1, results, results, 1});
  if (member.is_reduction) {
    const RowwiseReduction<AnyLines, float> f;
    check<1>(source, trial, [&](auto& y, const auto& x) { y = f.colwise(x); });
  } else {
    const Rowwise<AnyLines, float> f;
    check<1>(source, trial, [&](auto& y, const auto& x) { y = f.colwise(x); });
  }
}

}  // namespace

void fuzz_shapes(const std::vector<std::uint8_t>& bytes) {
  static const std::vector<PointwiseMember> others = [] {
    std::vector<PointwiseMember> all = gated_members();
    for (const auto& family : {stochastic_members(), combinator_members()})
      all.insert(all.end(), family.begin(), family.end());
    return all;
  }();
  Source source(bytes);
  switch (source.below(8)) {
    case 0:
      return check_typed(source, GELU<float>());
    case 1:
      return check_typed(source, Mish<float, Precise>());
    case 2:
      return check_channels(source);
    case 3:
      return check_halves(source);
    case 4:
      return check_lines(source);
    case 5:
      return check_pointwise(source, source.one_of(others));
    default:
      return check_named(source);
  }
}

}  // namespace eigenact_test
