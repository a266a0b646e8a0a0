// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <eigenact/core/rowwise.hpp>
#include <limits>
#include <vector>

// Activations of vectors that are computed element by element, in double. What is not finite is
// told by its bits: under -ffast-math comparisons do not. They are read in memory, because clang 17
// takes a double that is passed by value for finite.

namespace eigenact::rowwise {

using core::Lines;

inline std::uint64_t bits_of_size(const double& x) {
  std::uint64_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  return bits & ~(std::uint64_t(1) << 63);
}
constexpr std::uint64_t kInfinityBits = 0x7FF0000000000000;
inline bool is_nan(const double& x) { return bits_of_size(x) > kInfinityBits; }
inline bool is_finite(const double& x) { return bits_of_size(x) < kInfinityBits; }
inline bool is_finite(const std::vector<double>& line) {
  bool finite = true;
  for (const double& x : line) finite &= is_finite(x);
  return finite;
}
inline double not_a_number() {
  return simd::not_a_number<simd::Lane<double, Grade::Single>>().first();
}

/// Line l as doubles.
template <typename S>
void read_line(const Lines<const S>& x, Eigen::Index l, std::vector<double>& line) {
  line.resize(static_cast<std::size_t>(x.length));
  for (Eigen::Index i = 0; i < x.length; ++i)
    line[static_cast<std::size_t>(i)] = static_cast<double>(core::number(x(l, i)));
}
template <typename S>
void write_line(const Lines<S>& y, Eigen::Index l, const std::vector<double>& line) {
  using C = core::ComputeScalar<S>;
  for (Eigen::Index i = 0; i < y.length; ++i)
    y(l, i) = static_cast<S>(static_cast<C>(line[static_cast<std::size_t>(i)]));
}

/// A sum that takes its rounding errors back (Neumaier 1974).
class Sum {
 public:
  void add(double x) {
    using Lane = simd::Lane<double, Grade::Double>;
    const auto s = Twofold<Lane>::sum(Lane(high_), Lane(x));
    high_ = s.hi.first();
    low_ = (Lane(low_) + s.lo).first();
  }
  double value() const { return high_ + low_; }

 private:
  double high_ = 0, low_ = 0;
};

/// x times 2^exponent, rounded once.
inline double scaled(double x, int exponent) { return exponent == 0 ? x : std::ldexp(x, exponent); }
/// The greatest size of the finite numbers of a line.
inline double greatest_of(const std::vector<double>& line) {
  double greatest = 0;
  for (const double x : line)
    if (is_finite(x)) greatest = std::max(greatest, std::abs(x));
  return greatest;
}
/// By which power of two numbers as large must be divided so that their sums and products stay in
/// the range: 0 unless they are extreme.
inline int exponent_of(double greatest) {
  if (greatest == 0 || (greatest < 0x1p300 && greatest > 0x1p-300)) return 0;
  int exponent = 0;
  std::frexp(greatest, &exponent);
  return exponent;
}
inline void scale(std::vector<double>& line, int exponent) {
  if (exponent == 0) return;
  for (double& x : line) x = scaled(x, exponent);
}
/// Divides a line by a power of two if it is extreme, and returns the exponent.
inline int normalize(std::vector<double>& line) {
  const int exponent = exponent_of(greatest_of(line));
  scale(line, -exponent);
  return exponent;
}

/// The exponent of all lines, where they are extreme.
template <typename S>
int exponent_of_all(const Lines<const S>& x) {
  std::vector<double> line;
  double greatest = 0;
  for (Eigen::Index l = 0; l < x.count; ++l) {
    read_line(x, l, line);
    greatest = std::max(greatest, greatest_of(line));
  }
  return exponent_of(greatest);
}

/// x 2^exponent / divisor, once or some times, the divisor of any size.
inline double quotient(double x, double divisor, int exponent, int times = 1) {
  int of_divisor = 0;
  const double fraction = std::frexp(divisor, &of_divisor);
  for (int i = 0; i < times; ++i) x /= fraction;
  return std::ldexp(x, exponent - times * of_divisor);
}

/// Which infinities a line may hold; with others it becomes NaN, as with NaN.
enum class Infinities { Absent, All };

/// y = f(x) of every line: run(line) replaces x by y.
template <Infinities Allowed = Infinities::All, typename S, typename Run>
void for_each_line(const Lines<const S>& x, const Lines<S>& y, const Run& run) {
  std::vector<double> line;
  for (Eigen::Index l = 0; l < x.count; ++l) {
    read_line(x, l, line);
    bool is_known = true;
    for (const double& z : line) is_known &= Allowed == Infinities::All ? !is_nan(z) : is_finite(z);
    if (is_known)
      run(line);
    else
      line.assign(line.size(), not_a_number());
    write_line(y, l, line);
  }
}
/// The gradient to x from y (or x) and the one to y: run(line, g) replaces g, and may return by
/// which power of two it must still be multiplied. It is proportional to g, and NaN throughout
/// where one of both is not finite.
template <typename S, typename Run>
void for_each_line(const Lines<const S>& x, const Lines<const S>& g, const Lines<S>& y,
                   const Run& run) {
  std::vector<double> line, gradient;
  for (Eigen::Index l = 0; l < x.count; ++l) {
    read_line(x, l, line);
    read_line(g, l, gradient);
    if (is_finite(line) && is_finite(gradient)) {
      int exponent = normalize(gradient);
      if constexpr (std::is_void_v<decltype(run(line, gradient))>)
        run(line, gradient);
      else
        exponent += run(line, gradient);
      scale(gradient, exponent);
    } else {
      gradient.assign(gradient.size(), not_a_number());
    }
    write_line(y, l, gradient);
  }
}

/// Whether there is +infinity in the line, which holds no NaN: then it becomes NaN, and -infinity
/// throughout becomes 0. Otherwise the greatest element is subtracted.
inline bool is_settled(std::vector<double>& line) {
  bool is_low = true;
  double greatest = std::numeric_limits<double>::lowest();
  for (const double& x : line) {
    if (!is_finite(x) && !std::signbit(x)) {
      line.assign(line.size(), not_a_number());
      return true;
    }
    is_low &= !is_finite(x);
    greatest = std::max(greatest, x);
  }
  if (is_low) {
    line.assign(line.size(), 0.0);
    return true;
  }
  for (double& x : line) x -= greatest;
  return false;
}

/// x becomes sign x / temperature less its greatest, the exponents of Softmax, with which neither
/// the differences nor the quotients overflow where they matter; settled and NaN as above.
inline bool are_settled(std::vector<double>& x, double sign, double temperature) {
  const int exponent = temperature > 0x1p500 ? -600 : 0;
  for (double& z : x) {
    if (is_nan(z)) {
      x.assign(x.size(), not_a_number());
      return true;
    }
    z = sign * scaled(z, exponent);
  }
  if (is_settled(x)) return true;
  constexpr double kGone = -4096;
  const double divisor = scaled(temperature, exponent), least = kGone * divisor;
  int of_divisor = 0;
  const double fraction = std::frexp(divisor, &of_divisor);  // 1 / divisor may overflow
  for (double& z : x) z = z < least ? kGone : std::ldexp(z, -of_divisor) / fraction;
  return false;
}

}  // namespace eigenact::rowwise
