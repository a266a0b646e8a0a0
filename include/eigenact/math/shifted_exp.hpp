// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <eigenact/math/exp.hpp>
#include <limits>

namespace eigenact::math {

/// 1 / x as a number of S and the rest.
struct Reciprocal {
  double high = 1, low = 0;

  template <typename S>
  static Reciprocal of(double x) {
    const double high = static_cast<S>(1 / x);
    return {high, std::fma(-high, x, 1.0) / x};
  }
};

/// 2^scale e^(x - s) for x of a set, where s is about its maximum: to the relative error of exp(),
/// although the difference is never rounded. scale, 64 (float) or 512, keeps the powers off the
/// subnormals; where e^(x - s) would be 0 they are tiny instead. For a maximum of moderate size s
/// is n ln 2 with an integer n, and the shift is one of the exponent; for others it is the maximum
/// itself, and the difference is exact wherever the power does not underflow. V is a register, of
/// float, double or double-double; Number of the lanes may have different s. With a factor, for
/// float and double alone, it is 2^scale e^((x - s) factor), the factor from 2^-100 to 2^100
/// (float) or 2^-900 to 2^900.
template <typename V>
class ShiftedExp {
  using W = detail::Register<V>;
  using S = typename W::Scalar;
  static constexpr bool is_single = sizeof(typename W::Scalar) == 4 || grade_of<V> == Grade::Medium;
  // the arguments that matter, 104 (float) or 745 (double) below the maximum, are then reduced
  // exactly
  static constexpr double kLargest = is_single ? 200 : 1500;

 public:
  ShiftedExp() = default;
  /// @param maximum  infinity gives a power of NaN, -infinity tiny ones.
  EIGENACT_INLINE explicit ShiftedExp(const W& maximum) {
    start(maximum, maximum);
    prepare();
  }
  EIGENACT_INLINE ShiftedExp(const W& maximum, const Reciprocal& factor) {
    start(maximum, W(maximum * W(factor.high)));
    prepare();
    low_ = V(max(low_ * W(1 / factor.high), W(std::numeric_limits<S>::lowest())));
  }
  /// The same, where the difference is multiplied by the factor before it comes here: exponent is
  /// the maximum times the factor, and may be infinite where that is not.
  static EIGENACT_INLINE ShiftedExp of_scaled(const W& maximum, const W& exponent) {
    ShiftedExp result;
    result.start(maximum, exponent);
    result.prepare();
    return result;
  }
  /// The shift of another one, given its parts.
  EIGENACT_INLINE ShiftedExp(const W& center, const W& exponent) : center_(center), n_(exponent) {
    prepare();
  }

  EIGENACT_INLINE V operator()(const V& x) const { return of_centered(x - center_); }
  /// The same where the center, 0 unless the maximum is large, was subtracted before.
  EIGENACT_INLINE V of_centered(const V& x) const {
    return power(Power::with_magic(max(x, low_), magic_));
  }
  /// With the factor that the maximum came with.
  EIGENACT_INLINE V of_centered(const V& x, const Reciprocal& factor) const {
    // z factor - n ln 2, where neither product is rounded
    constexpr auto& parts = Ln2Parts<grade_of<V>>::parts;
    const V z = max(x, low_);
    Power e;
    e.t = mul_add(z, W(factor.high * log2_e.hi), magic_);
    e.n = e.t - magic_;
    e.r = mul_add(z, W(factor.high), -(e.n * W(parts[0])));
    e.r = mul_add(e.n, W(-parts[1]), mul_add(z, W(factor.low), e.r));
    return power(e);
  }
  const W& center() const { return center_; }
  const W& exponent() const { return n_; }
  /// Results are this power of two too large.
  static constexpr int scale_exponent = detail::low_offset<V>;

 private:
  using Power = detail::Exponential<V, detail::low_offset<V>>;

  // maximum times the factor is exponent, infinite where that overflows
  EIGENACT_INLINE void start(const W& maximum, const W& exponent) {
    const W zero(0), lowest(std::numeric_limits<typename W::Scalar>::lowest());
    const auto moderate = (abs(exponent) <= W(kLargest)) | (maximum < lowest);  // -infinity
    center_ = select(moderate, zero, maximum);
    const W rest = clamp(select(moderate, exponent, zero), W(-kLargest), W(kLargest));
    const W magic(detail::rounding_magic<W>);
    n_ = mul_add(rest, W(log2_e), magic) - magic;
  }
  EIGENACT_INLINE void prepare() {
    magic_ = W(detail::exponent_magic<W> + detail::low_offset<V>) - n_;
    low_ = V(mul_add(n_, W(ln2), W(detail::low_limit<V>)));
  }
  static EIGENACT_INLINE V power(const Power& e) { return detail::scaled(mantissa(e), e.power()); }
  template <typename Exponential>
  static EIGENACT_INLINE V mantissa(const Exponential& e) {
    if constexpr (grade_of<V> == Grade::Single)
      return V(1) + e.less_one_unsigned();  // half the error of mantissa()
    else
      return e.mantissa();
  }

  W center_, n_, magic_;
  V low_;
};

}  // namespace eigenact::math
