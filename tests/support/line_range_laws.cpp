// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include <algorithm>

#include "line_laws.hpp"

namespace eigenact_test {

namespace {

std::vector<double> parameters_of(const Member& m) {
  if (!m.has_parameter) return {1};
  const double most = m.format.largest(), least = m.format.smallest_subnormal();
  if (m.formula == "standardize") return {0.01, least, most};
  return {1, least, 0.5, 3, most, m.format.smallest_normal() * 8, most / 8};
}

}  // namespace

void check_range(const Member& m) {
  for (const std::size_t n : {2, 5, 19}) {
    const Table x = lines_of(m.format, hostile_lines(m.format, n));
    for (const double unrounded : parameters_of(m)) {
      const double parameter = round_to(unrounded, m.format);
      const Table y = m.forward(x, Layout::Columns, parameter);
      for (Index j = 0; j < x.cols; ++j) {
        const auto exact = exact_values(m, reals(x, j), parameter);
        std::size_t worst = 0;
        double most = 0;
        for (std::size_t i = 0; i < exact.size(); ++i) {
          const double error = error_of(y(static_cast<Index>(i), j), exact[i], m.format);
          if (error <= most) continue;
          worst = i, most = error;
        }
        CAPTURE(m.name, n, parameter, x(0, j), x(1, j), worst, y(static_cast<Index>(worst), j));
        REQUIRE(y.rows == static_cast<Index>(exact.size()));
        CHECK(most <= m.bound);
      }
    }
  }
}

namespace {

/// Whether it is as near as allowed; infinity stands for what is beyond the largest number.
bool is_near(double computed, const Sized& right, const Real& allowed, const Format& format) {
  if (std::isnan(computed)) return false;
  if (!std::isinf(computed)) return !(allowed < absolute(Real(computed) - right.exact));
  const bool is_same_side = (right.exact < Real(0.)) == (computed < 0);
  return is_same_side && !(absolute(right.exact) + allowed < Real(format.largest()));
}

}  // namespace

void check_gradient_range(const Member& m) {
  for (const std::size_t n : {2, 5, 19}) {
    const auto hostile = hostile_lines(m.format, n);
    const Table x = lines_of(m.format, hostile);
    for (const double unrounded : parameters_of(m)) {
      const double parameter = round_to(unrounded, m.format);
      const Table y = m.forward(x, Layout::Columns, parameter);
      for (int shift = 0; shift < 4; ++shift) {
        Table g = gradients_for(y, 3);
        if (shift > 0)  // other hostile lines
          for (Index j = 0; j < g.cols; ++j)
            for (Index i = 0; i < g.rows; ++i)
              g.values[static_cast<std::size_t>(j * g.rows + i)] = x(i, (j + 5 * shift) % g.cols);
        const Table gx = m.backward(m.backward_takes_x ? x : y, g, Layout::Columns, parameter);
        for (Index j = 0; j < x.cols; ++j) {
          const auto exact = exact_slopes(m, reals(x, j), reals(y, j), reals(g, j), parameter);
          const double quantum = m.format.smallest_subnormal();
          for (std::size_t i = 0; i < exact.size(); ++i) {
            // units in the last place of the terms, or of subnormal gradients
            const double unit = std::ldexp(1., 1 - m.format.digits);
            Real allowed = Real(kSlopeUnits * unit) * exact[i].size + Real(2 * quantum);
            if (m.is_softmax() || m.formula == "log_softmax")
              allowed =
                  allowed + Real(4 * quantum) / Real(m.formula == "softmax1" ? 1. : parameter);
            if (m.is_log_sum()) allowed = allowed + Real(quantum) * absolute(Real(g(0, j)));
            const double own = gx(static_cast<Index>(i), j);
            if (is_near(own, exact[i], allowed, m.format)) continue;
            CAPTURE(m.name, n, parameter, i, j, shift, x(0, j), x(1, j), y(0, j), g(0, j));
            CHECK(own == exact[i].exact.to_double());
          }
        }
      }
    }
  }
}

void check_temperature_range(
    bool log, const std::function<double(const Table& x, const Table& g, double)>& slope) {
  const Format format = Format::float64();
  const auto hostile = hostile_lines(format, 5);
  const Table all = lines_of(format, hostile);
  for (std::size_t k = 0; k < hostile.size(); ++k)
    for (const double temperature : {1., format.smallest_subnormal(), 0.5, 3., format.largest()})
      for (const std::size_t other : {k, (k + 5) % hostile.size(), (k + 9) % hostile.size()}) {
        const Table x = lines_of(format, {hostile[k]}), g = lines_of(format, {hostile[other]});
        const Reals numbers = reals(x, 0), to_y = reals(g, 0),
                    distances = centered(numbers, Real(1.)),
                    y = softmax(powers_of(centered(numbers, Real(temperature))));
        const auto slopes = slopes_of(y, y, to_y);
        Real sum, exact, size;
        for (const Real& slope_to_y : to_y) sum = sum + slope_to_y;
        for (std::size_t i = 0; i < y.size(); ++i) {
          const Real own = log ? to_y[i] - y[i] * sum : slopes[i].exact;
          exact = exact - distances[i] * own;
          size = size + absolute(distances[i]) *
                            (log ? absolute(to_y[i]) + y[i] * absolute(sum) : slopes[i].size);
        }
        const Real square = Real(temperature) * Real(temperature);
        const Sized right = {exact / square, size / square};
        const double own = slope(x, g, temperature);
        const Real allowed = Real(1e-11) * right.size + Real(2 * format.smallest_subnormal());
        if (is_near(own, right, allowed, format)) continue;
        CAPTURE(log, temperature, k, other);
        CHECK(own == right.exact.to_double());
      }
}

}  // namespace eigenact_test
