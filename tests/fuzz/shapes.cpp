// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <array>
#include <cstring>
#include <eigenact/basis/staf.hpp>
#include <eigenact/core/channelwise.hpp>
#include <eigenact/elementwise/gelu.hpp>
#include <eigenact/elementwise/mish.hpp>
#include <eigenact/elementwise/prelu.hpp>
#include <eigenact/gated/swiglu.hpp>
#include <eigenact/rowwise/log_sum_exp.hpp>
#include <eigenact/rowwise/softmax.hpp>

#include "targets.hpp"

namespace eigenact_test {

namespace {

using namespace eigenact;
using Eigen::Index;
using Plain = Eigen::ArrayXXf;

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
  /// Any pattern of bits, or a number of moderate size.
  float number() {
    const std::uint32_t bits = next(4);
    if (bits % 4 != 0) return static_cast<float>(static_cast<std::int32_t>(bits)) * 0x1p-28f;
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }

 private:
  const std::vector<std::uint8_t>& bytes_;
  std::size_t place_ = 0;
};

constexpr Index kMost = 23, kMemory = 4096;

/// An array somewhere in the memory, by columns or by rows.
template <int Order>
using View = Eigen::Map<Eigen::Array<float, Eigen::Dynamic, Eigen::Dynamic, Order>, 0,
                        Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>>;
struct Place {
  Index start, inner, outer;

  template <int Order>
  View<Order> view(std::vector<float>& memory, Index rows, Index cols) const {
    return {memory.data() + start, rows, cols, {outer, inner}};
  }
};
Place place(Source& source) {
  Place result{source.below(40), 1 + source.below(3), 0};
  result.outer = result.inner * (kMost + source.below(9));
  return result;
}

bool same_bits(float a, float b) {
  return (a != a && b != b) || std::memcmp(&a, &b, sizeof a) == 0;
}

template <typename A, typename B>
void require_same(const char* what, const A& a, const B& b) {
  if (a.rows() != b.rows() || a.cols() != b.cols())
    throw Failure(std::string(what) + ": its shape");
  for (Index j = 0; j < a.cols(); ++j)
    for (Index i = 0; i < a.rows(); ++i)
      if (!same_bits(a(i, j), b(i, j)))
        throw Failure(std::string(what) + " at " + std::to_string(i) + ", " + std::to_string(j) +
                      ": " + std::to_string(a(i, j)) + " and " + std::to_string(b(i, j)));
}

/// y = f(x) in a memory that x and y may share is `expected(x)`, and nothing else is written.
template <int OrderX, int OrderY, typename F, typename Expected>
void check_in(Source& source, Index rows, Index cols, const char* what, const F& f,
              const Expected& expected) {
  std::vector<float> memory(kMemory, -54.75f);
  const Place from = place(source), to = place(source);
  auto x = from.view<OrderX>(memory, rows, cols);
  for (Index j = 0; j < cols; ++j)
    for (Index i = 0; i < rows; ++i) x(i, j) = source.number();
  const Plain right = expected(Plain(x));
  std::vector<float> before = memory;
  auto y = to.view<OrderY>(memory, right.rows(), right.cols());
  y = f(x);
  require_same(what, y, right);
  to.view<OrderY>(before, right.rows(), right.cols()) = right;
  for (std::size_t i = 0; i < memory.size(); ++i)
    if (!same_bits(memory[i], before[i]))
      throw Failure(std::string(what) + ": memory beside the result was written");
}

template <typename F, typename Expected>
void check(Source& source, Index rows, Index cols, const char* what, const F& f,
           const Expected& expected) {
  constexpr int columns = Eigen::ColMajor, by_rows = Eigen::RowMajor;
  switch (source.below(4)) {
    case 0:
      return check_in<columns, columns>(source, rows, cols, what, f, expected);
    case 1:
      return check_in<columns, by_rows>(source, rows, cols, what, f, expected);
    case 2:
      return check_in<by_rows, columns>(source, rows, cols, what, f, expected);
    default:
      return check_in<by_rows, by_rows>(source, rows, cols, what, f, expected);
  }
}

/// Element by element.
template <typename F>
auto each(const F& of) {
  return [of](const Plain& x) {
    Plain y(x.rows(), x.cols());
    for (Index j = 0; j < x.cols(); ++j)
      for (Index i = 0; i < x.rows(); ++i) y(i, j) = of(x(i, j), i);
    return y;
  };
}

template <typename F>
void check_elementwise(Source& source, Index rows, Index cols, const char* what, const F& f) {
  if (source.below(2) == 0)
    check(
        source, rows, cols, what, [&](const auto& x) { return f(x); },
        each([&f](float x, Index) { return f(x); }));
  else
    check(
        source, rows, cols, what, [&](const auto& x) { return f.derivative(x); },
        each([&f](float x, Index) { return f.derivative(x); }));
}

}  // namespace

void fuzz_shapes(const std::vector<std::uint8_t>& bytes) {
  Source source(bytes);
  const Index kind = source.below(8), rows = source.below(kMost), cols = source.below(kMost);
  switch (kind) {
    case 0:
      return check_elementwise(source, rows, cols, "gelu", GELU<float>());
    case 1:
      return check_elementwise(source, rows, cols, "mish", Mish<float, Precise>());
    case 2:
      return check_elementwise(source, rows, cols, "prelu",
                               PReLU<float>(source.number() > 0 ? 0.2f : -3));
    case 3:
      return check_elementwise(source, rows, cols, "staf", STAF<float>(2));
    case 4: {
      Channelwise<PReLU<float>> f(rows);
      f.set_parameters(Eigen::ArrayXf::LinSpaced(rows, -1, 2));
      return check(
          source, rows, cols, "prelu of channels", [&](const auto& x) { return f(x); },
          each([&f](float x, Index i) { return f.channel(i)(x); }));
    }
    case 5: {
      const SwiGLU<float> glu;
      const auto expected = [&](const Plain& x) {
        Plain z(x.rows() / 2, x.cols());
        for (Index j = 0; j < z.cols(); ++j)
          for (Index i = 0; i < z.rows(); ++i) z(i, j) = glu(x(i, j), x(i + z.rows(), j));
        return z;
      };
      return check(
          source, rows / 2 * 2, cols, "swiglu", [&](const auto& x) { return glu(x); }, expected);
    }
    case 6: {
      const LogSumExp<float, Precise> f;
      return check(
          source, 1 + rows, cols, "log_sum_exp", [&](const auto& x) { return f.colwise(x); },
          [&](const Plain& x) { return Plain(f.colwise(x)); });
    }
    default: {
      const Softmax<float, Precise> f;
      return check(
          source, 1 + rows, cols, "softmax", [&](const auto& x) { return f.colwise(x); },
          [&](const Plain& x) {
            Plain y = x;
            for (Index j = 0; j < x.cols(); ++j) y.col(j) = f(x.col(j).eval());
            return y;
          });
    }
  }
}

}  // namespace eigenact_test
