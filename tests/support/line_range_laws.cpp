// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include <algorithm>

#include "line_laws.hpp"

namespace eigenact_test {

namespace {

Reals centered(const Reals& x, const Real& scale) {
  const Real greatest = *std::max_element(x.begin(), x.end());
  Reals z;
  for (const Real& value : x) z.push_back((value - greatest) / scale);
  return z;
}
/// e^z of a line whose greatest is 0.
Line powers_of(const Reals& z) {
  Line line{z, {}};
  for (const Real& value : z) line.powers.push_back(exp(value));
  return line;
}

/// The results of a line of numbers, exactly.
Reals exact_results(const Member& m, Reals x, double parameter) {
  const std::string& f = m.formula;
  if (f == "softmin")
    for (Real& value : x) value = -value;
  if (f == "softmax1") {
    x.push_back(Real(0.));
    Reals y = softmax(powers_of(centered(x, Real(1))));
    y.pop_back();
    return y;
  }
  if (m.is_softmax()) return softmax(powers_of(centered(x, Real(parameter))));
  if (f == "log_softmax") return log_softmax(powers_of(centered(x, Real(parameter))));
  if (m.is_log_sum()) {
    const Line line = powers_of(centered(x, Real(1)));
    const Real log = f == "log_sum_exp" ? log_sum_exp(line)[0] : log_mean_exp(line)[0];
    return {*std::max_element(x.begin(), x.end()) + log};
  }
  if (f == "sparsemax") return projected(x, 1);
  if (f == "entmax15") {
    for (Real& value : x) value = value / Real(2);
    return projected(x, 2);
  }
  if (f == "standardize") return standardize(x, parameter);
  if (f == "poly_norm") return poly_norm(x, Reals(3, Real(1) / Real(3)));
  return {};
}

/// Finite lines at the ends of the range.
std::vector<std::vector<double>> hostile_lines(const Format& format, std::size_t n) {
  const double most = format.largest(), least = format.smallest_subnormal();
  std::vector<std::vector<double>> lines;
  const auto alternate = [&](std::vector<double> parts) {
    std::vector<double> line;
    for (std::size_t i = 0; i < n; ++i) line.push_back(parts[i % parts.size()]);
    lines.push_back(line);
  };
  for (const double all : {most, -most, 0.88 * most, -0.3 * most, least, -least, 0.0})
    alternate({all});
  alternate({most, -most});
  alternate({0.88 * most, 0.29 * most});
  alternate({-0.88 * most, 0.29 * most, 0.88 * most});
  alternate({least, -least, 5 * least, 0});
  alternate({0.0, -0.0});
  alternate({most, least, 1, -least, -1});
  alternate({-most, -0.5 * most});
  for (const double one : {most, -most, 0.3 * most}) {
    alternate({1, 2, -0.5});
    lines.back()[n / 2] = one;
  }
  return lines;
}
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
        const Reals exact = exact_results(m, reals(x, j), parameter);
        if (exact.empty()) continue;
        double unit = m.is_projection() || m.is_norm() ? 1 : 0;
        if (m.is_log_sum()) {
          unit = std::log(static_cast<double>(n));
          for (Index i = 0; i < x.rows; ++i) unit = std::max(unit, std::abs(x(i, j)));
        }
        CAPTURE(m.name, parameter, x(0, j), x(1, j));
        check_error(y, j, exact, m.bound, unit);
      }
    }
  }
}

namespace {

/// A gradient and the size of its terms: their errors are units in its last place.
struct Slope {
  Real exact, size;
};
Real absolute(const Real& x) { return x < Real(0.) ? -x : x; }

/// weight_i (g_i - sum_j share_j g_j)
std::vector<Slope> slopes_of(const Reals& weight, const Reals& share, const Reals& g) {
  Real sum, size;
  for (std::size_t i = 0; i < g.size(); ++i) {
    sum = sum + share[i] * g[i];
    size = size + share[i] * absolute(g[i]);
  }
  std::vector<Slope> slopes;
  for (std::size_t i = 0; i < g.size(); ++i)
    slopes.push_back({weight[i] * (g[i] - sum), absolute(weight[i]) * (absolute(g[i]) + size)});
  return slopes;
}
/// The gradient through u_i / sqrt(mean(u^2) + eps), times slope_i of u.
std::vector<Slope> slopes_of_norm(const Reals& u, const Reals& slope, double eps, const Reals& g,
                                  bool centers) {
  const auto n = Real(static_cast<double>(u.size()));
  Reals squares;
  for (const Real& z : u) squares.push_back(z * z);
  const Real root = sqrt(mean(squares) + Real(eps));
  Real inner, inner_size, sum, sum_size;
  for (std::size_t i = 0; i < u.size(); ++i) {
    inner = inner + g[i] * u[i] / root / n;
    inner_size = inner_size + absolute(g[i] * u[i] / root / n);
    if (!centers) continue;
    sum = sum + g[i] / n;
    sum_size = sum_size + absolute(g[i] / n);
  }
  std::vector<Slope> slopes;
  for (std::size_t i = 0; i < u.size(); ++i) {
    const Real factor = slope[i] / root, y = u[i] / root;
    slopes.push_back({factor * (g[i] - sum - y * inner),
                      absolute(factor) * (absolute(g[i]) + sum_size + absolute(y) * inner_size)});
  }
  return slopes;
}

std::vector<Slope> exact_slopes(const Member& m, const Reals& x, const Reals& y, const Reals& g,
                                double parameter) {
  const std::string& f = m.formula;
  const std::size_t n = y.size();
  const Real scale(f == "softmin" ? -parameter : parameter);
  Reals weight(n), share(n);
  if (m.is_softmax() || f == "log_softmax") {
    std::vector<Slope> slopes;
    if (m.is_softmax()) {
      for (std::size_t i = 0; i < n; ++i) weight[i] = y[i] / (f == "softmax1" ? Real(1) : scale);
      return slopes_of(weight, y, g);
    }
    Real sum, size;
    for (const Real& slope : g) sum = sum + slope, size = size + absolute(slope);
    for (std::size_t i = 0; i < n; ++i)
      slopes.push_back({(g[i] - exp(y[i]) * sum) / scale,
                        (absolute(g[i]) + exp(y[i]) * size) / absolute(scale)});
    return slopes;
  }
  if (m.is_log_sum()) {
    std::vector<Slope> slopes;
    for (const Real& share_of : softmax(powers_of(centered(x, Real(1)))))
      slopes.push_back({share_of * g[0], absolute(share_of * g[0])});
    return slopes;
  }
  if (m.is_projection()) {
    Real sum;
    for (std::size_t i = 0; i < n; ++i) {
      weight[i] = f == "entmax15" ? sqrt(y[i]) : Real(Real(0.) < y[i] ? 1. : 0.);
      sum = sum + weight[i];
    }
    for (std::size_t i = 0; i < n; ++i) share[i] = weight[i] / sum;
    return slopes_of(weight, share, g);
  }
  if (f == "standardize") {
    Reals u;
    const Real center = mean(x);
    for (const Real& z : x) u.push_back(z - center);
    return slopes_of_norm(u, Reals(x.size(), Real(1)), parameter, g, true);
  }
  if (f == "poly_norm") {
    std::vector<Slope> total(x.size());
    Reals power(x.size(), Real(1)), slope;
    for (int k = 1; k <= 3; ++k) {
      slope = power;
      for (std::size_t i = 0; i < x.size(); ++i) {
        slope[i] = Real(static_cast<double>(k)) * slope[i] / Real(3);
        power[i] = power[i] * x[i];
      }
      const auto own = slopes_of_norm(power, slope, 1e-6, g, false);
      for (std::size_t i = 0; i < x.size(); ++i)
        total[i] = {total[i].exact + own[i].exact, total[i].size + own[i].size};
    }
    return total;
  }
  return {};
}

/// Whether it is as near as allowed; infinity stands for what is beyond the largest number.
bool is_near(double computed, const Slope& right, const Real& allowed, const Format& format) {
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
            Real allowed = Real(12 * unit) * exact[i].size + Real(2 * quantum);
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
        const Slope right = {exact / square, size / square};
        const double own = slope(x, g, temperature);
        const Real allowed = Real(1e-11) * right.size + Real(2 * format.smallest_subnormal());
        if (is_near(own, right, allowed, format)) continue;
        CAPTURE(log, temperature, k, other);
        CHECK(own == right.exact.to_double());
      }
}

}  // namespace eigenact_test
