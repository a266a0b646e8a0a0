// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/polynomial_basis.hpp>
#include <eigenact/math/half_turns.hpp>

namespace eigenact::formula {

/// A cosine series with trained coefficients on [-range, range], as the expressive neural network
/// (ENN) has it: cosines that have their extrema at both ends. Beyond the ends it goes on as the
/// mirror image, with period 4 range. The k-th cosine is the Chebyshev polynomial T_k of the first.
/// It starts as the series of x. NaN at infinity, whatever the coefficients. Parameters: c_0, ...,
/// c_(terms - 1). Source: Martinez-Gost, Perez-Neira & Lagunas 2023, arXiv:2307.00673.
class DCT : public core::PolynomialBasis<DCT> {
 public:
  static constexpr Facts facts = Facts("dct")
                                     .formula("sum of c_k * cos(k * pi / 2 * (x / range + 1))")
                                     .reference(
                                         "Martinez-Gost, Perez-Neira & Lagunas 2023, "
                                         "arXiv:2307.00673")
                                     .also_called("enn")
                                     .oscillating();

  /// @param terms  1 to 65537
  /// @param range  from 2^-56 to 2^56 in float arithmetic, 2^-500 to 2^500 in double
  explicit DCT(int terms = 6, double range = 3)
      : PolynomialBasis(
            facts.name(),
            core::checked_size(facts.name(), "terms", terms, 1, core::kMostTerms + 1) - 1),
        range_(range) {
    core::check_interval(facts.name(), -range, range);
    const double slope = 0.5 / range;
    const Constant half_turns(slope, std::fma(-slope, range, 0.5) / range);
    math::make_half_turns(half_turns, Constant(), angle_);
    // of a range that float takes, see check_structure()
    if (range > 0x1p-100) math::make_half_turns(half_turns, Constant(), float_angle_);
  }
  template <typename S, typename Real>
  void check_structure() const {
    core::check_width<Real>(facts.name(), "the range", range_, 2);
  }

  double range() const { return range_; }
  std::string text() const {
    std::string sum = "c0";
    for (int k = 1; k <= degree(); ++k) {
      const std::string n = std::to_string(k);
      sum += " + c" + n + " * cos(" + n + " * pi / 2 * (x / " + core::text_of(range_) + " + 1))";
    }
    return sum;
  }

  /// x = -(8 / pi^2) range (cos a + cos(3 a) / 9 + cos(5 a) / 25 + ...)
  Eigen::ArrayXd initial() const {
    Eigen::ArrayXd p = Eigen::ArrayXd::Zero(parameter_count());
    for (int k = 1; k <= degree(); k += 2)
      p(k) = -8 * range_ * math::square(math::inverse_pi.hi) / (static_cast<double>(k) * k);
    return p;
  }
  static core::Recurrence recurrence(int k) { return {k == 0 ? 1.0L : 2.0L, 1}; }

  // cos(pi / 2 (x / range + 1)) = -sin(pi / 2 x / range)
  template <typename V>
  EIGENACT_INLINE core::Argument<V> argument(const V& x) const {
    using T = typename V::Scalar;
    const T* const angle = [this] {
      if constexpr (std::is_same_v<T, float>)
        return float_angle_;
      else
        return angle_;
    }();
    constexpr double periods = 256;  // beyond, the whole ones are taken off first
    V nearby = x;
    if (EIGEN_PREDICT_FALSE(!all(math::abs(x) <= V(T(4 * periods * range_)))))
      nearby = in_period(x);
    const math::Wave<V> wave(nearby, angle);
    const V s = wave.sin(), w(0.5 * math::pi.hi / range_);
    return {-s, -(w * wave.cos()), w * w * s};
  }

 private:
  template <typename V>
  EIGENACT_NOINLINE V in_period(const V x) const {
    return V::of(simd::for_each_lane(x.packet, [this](auto lane) {
      return static_cast<decltype(lane)>(std::remainder(static_cast<double>(lane), 4 * range_));
    }));
  }

  double range_;
  double angle_[math::kAngleSize];
  float float_angle_[math::kAngleSize] = {};
};

}  // namespace eigenact::formula

EIGENACT_BASIS(DCT);
