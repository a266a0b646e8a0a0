// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "limits.hpp"

#include <algorithm>
#include <cmath>

#include "points.hpp"

namespace eigenact_test {
namespace {

constexpr double kFloor = 0.015625;  // 2^-6
constexpr double kNearZero = 0.1;    // |f'| or |f''| of an oscillation

}  // namespace

double error_limit(const Subject& subject, Quantity quantity) {
  const bool second = quantity == Quantity::kSecondDerivative;
  if (subject.format.digits < 24) return 0.501;  // rounded once, from float
  const bool in_double = subject.format.digits == 53;
  if (subject.precise) return second ? 2 : in_double ? 1 : 0.75;
  return second ? 8 : 4;
}

Zeros::Zeros(const Subject& subject)
    : roots_(evaluated(subject, subject.derivative_roots)),
      offset_(subject.offset.empty() ? 0 : std::abs(evaluated(subject, {subject.offset})[0])),
      oracle_(make_oracle(subject)),
      oscillates_(subject.oscillates),
      has_interior_zeros_(subject.parameters.size() > 1),
      strict_(subject.precise && subject.format.digits <= 24),
      in_double_(subject.format.digits == 53) {}

double Zeros::floor_of_value(double x) const {
  constexpr double window = 0.1;
  if (!in_double_ || oscillates_ || x == 0) return 0;
  const double left = oracle_.value(x * (1 - window)).to_double(),
               right = oracle_.value(x * (1 + window)).to_double();
  return left * right < 0 ? std::max(std::abs(left), std::abs(right)) : 0;
}

double Zeros::floor_at(double x, const Reference& exact, Quantity quantity) const {
  constexpr double window = 0.25, far = 1e6;
  if (strict_) return 0;
  if (quantity == Quantity::kValue) return std::max(kFloor * offset_, floor_of_value(x));
  for (double root : roots_)
    if (std::abs(x - root) <= window) return kFloor;
  if (oscillates_ && std::abs(exact.to_double()) < kNearZero) return kFloor;
  if (quantity != Quantity::kSecondDerivative || std::abs(x) > far) return 0;
  const double left = oracle_.derivative(x - window, 2).hi,
               right = oracle_.derivative(x + window, 2).hi;
  return left * right <= 0 ? kFloor : 0;
}

double Zeros::scaled_floor_at(double x, const Reference& exact, Quantity quantity) const {
  constexpr double window = 0.1;
  if (strict_) return 0;
  if (quantity == Quantity::kValue && offset_ > 0) return kFloor * offset_;
  if (quantity == Quantity::kValue && !has_interior_zeros_) return floor_of_value(x);
  const auto at = [&](double point) {
    if (quantity == Quantity::kValue) return oracle_.value(point).to_double();
    return oracle_.derivative(point, quantity == Quantity::kDerivative ? 1 : 2).to_double();
  };
  if (oscillates_) {  // no exemption where it falls or rises steadily
    const auto size_within = [&](double distance) {
      double left = 0, right = 0;
      for (int i = 1; i <= 8; ++i) {
        left = std::max(left, std::abs(at(x - distance * i / 8)));
        right = std::max(right, std::abs(at(x + distance * i / 8)));
      }
      return std::min(left, right);
    };
    const double far = window * std::abs(x), near = std::min(far, 1.0);  // the size may decay
    const double size = std::max(size_within(far), size_within(near));
    return std::abs(exact.to_double()) < kNearZero * size ? kFloor * size : 0;
  }
  const double left = at(x * (1 - window)), right = at(x * (1 + window));
  if (left * right > 0) return 0;
  const double size = std::max(std::abs(left), std::abs(right));
  return quantity == Quantity::kSecondDerivative ? size : size / 2;
}

}  // namespace eigenact_test
