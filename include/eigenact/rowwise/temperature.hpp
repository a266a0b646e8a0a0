// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <eigenact/math/exp.hpp>
#include <eigenact/rowwise/plain_lines.hpp>

namespace eigenact::rowwise {

/// The gradient of the temperature of Softmax (of LogSoftmax) from x and the gradient to the
/// result: -<z, gradient to z> / temperature with z = sign * x / temperature, from which the
/// greatest of a line may be subtracted. Elements that are -infinity have no part in it.
template <bool Log, typename S>
std::array<double, 1> temperature_gradient(double sign, double temperature, const Lines<const S>& x,
                                           const Lines<const S>& g) {
  using Lane = simd::Lane<double, Grade::Double>;
  const int of_x = exponent_of_all(x), of_g = exponent_of_all(g);
  // z of LogSoftmax may leave the range, and of tiny x lose digits
  const bool by_distance = Log || of_x < 0;
  std::vector<double> z, gradient, power, distance;
  Sum total;
  for (Eigen::Index l = 0; l < x.count; ++l) {
    read_line(x, l, z);
    read_line(g, l, gradient);
    distance = z;
    const bool settled = are_settled(z, sign, temperature);
    if (!is_finite(gradient) || (settled && !z.empty() && is_nan(z[0]))) return {not_a_number()};
    if (settled) continue;  // -infinity throughout: 0 at any temperature
    scale(gradient, -of_g);
    for (double& d : distance) d = sign * scaled(d, -of_x);
    is_settled(distance);
    Sum sum, inner;
    power = z;
    for (std::size_t i = 0; i < z.size(); ++i) {
      power[i] = math::exp(Lane(z[i])).first();
      sum.add(power[i]);
      inner.add(Log ? gradient[i] : power[i] * gradient[i]);
    }
    for (std::size_t i = 0; i < z.size(); ++i) {
      const double y = power[i] / sum.value();
      if ((y == 0 && !Log) || !is_finite(distance[i])) continue;
      const double slope =
          Log ? gradient[i] - y * inner.value() : y * (gradient[i] - inner.value() / sum.value());
      total.add((by_distance ? distance[i] : z[i]) * slope);
    }
  }
  if (by_distance) return {quotient(-total.value(), temperature, of_x + of_g, 2)};
  return {quotient(-total.value(), temperature, of_g)};
}

}  // namespace eigenact::rowwise
