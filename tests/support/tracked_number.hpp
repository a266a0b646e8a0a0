// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <deque>

#include "tracked.hpp"

namespace eigenact_test {

/// Where the numbers of one precision live until all are given up at once, to be used again.
class TrackedNumbers {
 public:
  explicit TrackedNumbers(long bits) : bits_(bits) {}

  void clear() { used_ = 0; }
  Tracked& next() {
    if (used_ == numbers_.size()) numbers_.emplace_back(bits_);
    numbers_[used_].error = kExact;
    return numbers_[used_++];
  }

 private:
  long bits_;
  std::deque<Tracked> numbers_;
  std::size_t used_ = 0;
};

/// A Tracked number as a value, so that formulas read as they are written. Without a number it is a
/// 0 that costs nothing, the derivative of a constant.
class TrackedNumber {
 public:
  TrackedNumber() = default;
  TrackedNumber(TrackedNumbers& numbers, double x) : TrackedNumber(numbers) {
    mpfr_set_d(number_->value, x, MPFR_RNDN);
  }
  TrackedNumber(TrackedNumbers& numbers, const Tracked& x) : TrackedNumber(numbers) {
    copy(*number_, x);
  }
  static TrackedNumber pi(TrackedNumbers& numbers) {
    TrackedNumber result(numbers);
    finish(*result.number_, mpfr_const_pi(result.number_->value, MPFR_RNDN), kExact);
    return result;
  }

  bool is_constant_zero() const { return number_ == nullptr; }
  const Tracked& operator*() const { return *number_; }

  friend TrackedNumber operator-(const TrackedNumber& a) {
    return a.number_ ? a.applied(Operation::Negate) : a;
  }
  friend TrackedNumber operator+(const TrackedNumber& a, const TrackedNumber& b) {
    if (!a.number_) return b;
    return b.number_ ? combined(add, a, b) : a;
  }
  friend TrackedNumber operator-(const TrackedNumber& a, const TrackedNumber& b) {
    if (!a.number_) return -b;
    return b.number_ ? combined(subtract, a, b) : a;
  }
  friend TrackedNumber operator*(const TrackedNumber& a, const TrackedNumber& b) {
    return a.number_ && b.number_ ? combined(multiply, a, b) : TrackedNumber();
  }
  /// b is not a constant 0.
  friend TrackedNumber operator/(const TrackedNumber& a, const TrackedNumber& b) {
    return a.number_ ? combined(divide, a, b) : a;
  }
  /// Any function of one argument, of what is not a constant 0.
  TrackedNumber applied(Operation function) const {
    TrackedNumber result(*numbers_);
    apply(function, *result.number_, *number_);
    return result;
  }

 private:
  using Rule = void (*)(Tracked&, const Tracked&, const Tracked&);

  explicit TrackedNumber(TrackedNumbers& numbers) : numbers_(&numbers), number_(&numbers.next()) {}

  static TrackedNumber combined(Rule rule, const TrackedNumber& a, const TrackedNumber& b) {
    TrackedNumber result(*a.numbers_);
    rule(*result.number_, *a, *b);
    return result;
  }

  TrackedNumbers* numbers_ = nullptr;
  Tracked* number_ = nullptr;
};

}  // namespace eigenact_test
