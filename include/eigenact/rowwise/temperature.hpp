// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <eigenact/math/exp.hpp>
#include <eigenact/rowwise/plain_lines.hpp>

namespace eigenact::rowwise {

/// The gradient of the temperature of Softmax (of LogSoftmax) from x and the gradient to the
/// result: -<z, gradient to z> / temperature with z = sign * x / temperature.
template <bool Log, typename S>
std::array<double, 1> temperature_gradient(double sign, double temperature, const Lines<const S>& x,
                                           const Lines<const S>& g) {
  using Lane = simd::Lane<double, Grade::Double>;
  std::vector<double> z, gradient, power;
  Sum total;
  for (Eigen::Index l = 0; l < x.count; ++l) {
    read_line(x, l, z);
    read_line(g, l, gradient);
    for (double& value : z) value *= sign / temperature;
    const bool settled = is_settled(z);
    if (settled && !z.empty() && z[0] == 0) continue;  // -infinity throughout: 0 at any temperature
    Sum sum, inner;
    power = z;
    for (std::size_t i = 0; i < z.size(); ++i) {
      power[i] = math::exp(Lane(z[i])).first();
      sum.add(power[i]);
      inner.add(Log ? gradient[i] : power[i] * gradient[i]);
    }
    for (std::size_t i = 0; i < z.size(); ++i) {
      const double y = power[i] / sum.value();
      if (y == 0 && !Log) continue;  // z may be -infinity
      total.add(z[i] * (Log ? gradient[i] - y * inner.value()
                            : y * (gradient[i] - inner.value() / sum.value())));
    }
  }
  return {-total.value() / temperature};
}

}  // namespace eigenact::rowwise
