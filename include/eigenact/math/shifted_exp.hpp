// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/exp.hpp>
#include <limits>

namespace eigenact::math {

/// 2^scale e^(x - s) for x of a set, where s is about its maximum: to the relative error of exp(),
/// although the difference is never rounded. scale, 64 (float) or 512, keeps the powers off the
/// subnormals; where e^(x - s) would be 0 they are tiny instead. For a maximum of moderate size s
/// is n ln 2 with an integer n, and the shift is one of the exponent; for others it is the maximum
/// itself, and the difference is exact wherever the power does not underflow. V is a register, of
/// float, double or double-double; Number of the lanes may have different s.
template <typename V>
class ShiftedExp {
  using W = detail::Register<V>;
  static constexpr bool is_single = sizeof(typename W::Scalar) == 4 || grade_of<V> == Grade::Medium;
  // the arguments that matter, 104 (float) or 745 (double) below the maximum, are then reduced
  // exactly
  static constexpr double kLargest = is_single ? 200 : 1500;

 public:
  ShiftedExp() = default;
  /// @param maximum  infinity gives powers of NaN, -infinity tiny ones.
  EIGENACT_INLINE explicit ShiftedExp(const W& maximum) {
    const W infinity(std::numeric_limits<double>::infinity()), zero(0);
    const auto moderate = (abs(maximum) <= W(kLargest)) | (maximum == -infinity);
    center_ = select(moderate, zero, maximum);
    const W rest = clamp(W(maximum - center_), W(-kLargest), W(kLargest));
    const W magic(detail::rounding_magic<W>);
    n_ = mul_add(rest, W(log2_e), magic) - magic;
    prepare();
  }
  /// The shift of another one, given its parts.
  EIGENACT_INLINE ShiftedExp(const W& center, const W& exponent) : center_(center), n_(exponent) {
    prepare();
  }

  EIGENACT_INLINE V operator()(const V& x) const { return of_centered(x - center_); }
  /// The same where the center, 0 unless the maximum is large, was subtracted before.
  EIGENACT_INLINE V of_centered(const V& x) const {
    const auto e = detail::Exponential<V, detail::low_offset<V>>::with_magic(max(x, low_), magic_);
    return detail::scaled(mantissa(e), e.power());
  }
  const W& center() const { return center_; }
  const W& exponent() const { return n_; }
  /// Results are this power of two too large.
  static constexpr int scale_exponent = detail::low_offset<V>;

 private:
  EIGENACT_INLINE void prepare() {
    magic_ = W(detail::exponent_magic<W> + detail::low_offset<V>) - n_;
    low_ = V(mul_add(n_, W(ln2), W(detail::low_limit<V>)));
  }
  template <typename E>
  static EIGENACT_INLINE V mantissa(const E& e) {
    if constexpr (grade_of<V> == Grade::Single)
      return V(1) + e.less_one_unsigned();  // half the error of mantissa()
    else
      return e.mantissa();
  }

  W center_, n_, magic_;
  V low_;
};

}  // namespace eigenact::math
