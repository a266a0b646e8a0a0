// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/exp.hpp>
#include <eigenact/rowwise/plain_lines.hpp>

namespace eigenact::rowwise {

/// The gradients of the sinks of Softmax from x, the sinks and the gradient to the result:
/// -y_sink <y, gradient> / temperature, y_sink being the share that the sink takes.
template <typename S>
void sink_gradient(double temperature, const Lines<const S>& x, const Lines<const S>& sinks,
                   const Lines<const S>& g, S* result) {
  using Lane = simd::Lane<double, Grade::Double>;
  std::vector<double> z, gradient;
  for (Eigen::Index l = 0; l < x.count; ++l) {
    read_line(x, l, z);
    read_line(g, l, gradient);
    z.push_back(static_cast<double>(core::number(sinks.data[l])));
    double slope = 0;
    if (!is_finite(gradient)) {
      slope = not_a_number();
    } else if (!are_settled(z, 1, temperature)) {
      const int exponent = normalize(gradient);
      Sum sum, inner;
      for (std::size_t i = 0; i < z.size(); ++i) {
        const double power = math::exp(Lane(z[i])).first();
        sum.add(power);
        if (i < gradient.size() && power > 0) inner.add(power * gradient[i]);
      }
      const double share = math::exp(Lane(z.back())).first() / sum.value();
      slope = quotient(-share * (inner.value() / sum.value()), temperature, exponent);
    } else {
      slope = z.back();  // 0 or NaN
    }
    result[l] = static_cast<S>(static_cast<core::ComputeScalar<S>>(slope));
  }
}

}  // namespace eigenact::rowwise
