// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include "line_reference.hpp"

#include <algorithm>

namespace eigenact_test {

Member member_of(const std::string& formula, const std::string& type, const Format& format,
                 bool is_precise, bool has_parameter) {
  Member m;
  m.formula = formula;
  m.name = formula + "<" + type + ">";
  m.format = format;
  const bool is_double = format.digits == 53;
  m.bound = format.digits < 24 ? 0.51 : is_precise ? 1 : 4;
  if (m.is_projection()) m.bound = !is_double ? 1 : formula == "sparsemax" ? 2 : 4;
  if (m.is_norm()) m.bound = is_double && formula == "poly_norm" ? 8 : 1;
  m.is_precise = is_precise;
  m.has_parameter = has_parameter;
  m.is_reduction = m.is_log_sum();
  m.backward_takes_x = m.is_reduction || m.is_norm() || formula == "maxout";
  return m;
}

double error_of(double computed, const Sized& right, const Format& format) {
  return ulp_error(computed, right.exact.reference(), format, right.size.to_double());
}

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

Real absolute(const Real& x) { return x < Real(0.) ? -x : x; }

std::vector<Sized> slopes_of(const Reals& weight, const Reals& share, const Reals& g) {
  Real sum, size;
  for (std::size_t i = 0; i < g.size(); ++i) {
    sum = sum + share[i] * g[i];
    size = size + share[i] * absolute(g[i]);
  }
  std::vector<Sized> slopes;
  for (std::size_t i = 0; i < g.size(); ++i)
    slopes.push_back({weight[i] * (g[i] - sum), absolute(weight[i]) * (absolute(g[i]) + size)});
  return slopes;
}
namespace {

Reals maxout(const Reals& x) {
  const std::size_t pieces = maxout_pieces(x.size());
  Reals y;
  for (std::size_t i = 0; i < x.size(); i += pieces)
    y.push_back(*std::max_element(x.begin() + static_cast<Index>(i),
                                  x.begin() + static_cast<Index>(i + pieces)));
  return y;
}
std::vector<Sized> slopes_of_maxout(const Reals& x, const Reals& g) {
  const std::size_t pieces = maxout_pieces(x.size());
  std::vector<Sized> slopes(x.size());
  for (std::size_t i = 0; i < x.size(); i += pieces) {
    const auto first = x.begin() + static_cast<Index>(i);
    const auto best = std::max_element(first, first + static_cast<Index>(pieces)) - x.begin();
    slopes[static_cast<std::size_t>(best)].exact = g[i / pieces];
  }
  return slopes;
}
/// The default factor of the terms of poly_norm.
Real third(const Format& format) { return Real(round_to(1. / 3, format)); }
Reals hardmax(const Reals& x) {
  Reals y(x.size());
  y[static_cast<std::size_t>(std::max_element(x.begin(), x.end()) - x.begin())] = Real(1);
  return y;
}
std::vector<Sized> sized(const Reals& y, const Real& size) {
  std::vector<Sized> result;
  for (const Real& each : y) result.push_back({each, size});
  return result;
}

}  // namespace

std::vector<Sized> exact_values(const Member& m, Reals x, double parameter) {
  const std::string& f = m.formula;
  if (f == "softmin")
    for (Real& value : x) value = -value;
  if (f == "softmax1") {
    x.push_back(Real(0.));
    Reals y = softmax(powers_of(centered(x, Real(1))));
    y.pop_back();
    return sized(y, Real());
  }
  if (m.is_softmax()) return sized(softmax(powers_of(centered(x, Real(parameter)))), Real());
  if (f == "log_softmax")
    return sized(log_softmax(powers_of(centered(x, Real(parameter)))), Real());
  if (m.is_log_sum()) {
    const Line line = powers_of(centered(x, Real(1)));
    const Real greatest = *std::max_element(x.begin(), x.end()),
               log_n = log(Real(static_cast<double>(x.size())));
    const Real rest = f == "log_sum_exp" ? log_sum_exp(line)[0] : log_mean_exp(line)[0];
    return {{greatest + rest, std::max(absolute(greatest), log_n)}};
  }
  if (f == "sparsemax") return sized(projected(x, 1), Real(1));
  if (f == "entmax15") {
    for (Real& value : x) value = value / Real(2);
    return sized(projected(x, 2), Real(1));
  }
  if (f == "standardize") return sized(standardize(x, parameter), Real(1));
  if (f == "poly_norm") {
    const Reals thirds(3, third(m.format)), y = poly_norm(x, thirds);
    for (Real& value : x) value = absolute(value);
    const Reals sizes = poly_norm(x, thirds);
    std::vector<Sized> result;
    for (std::size_t i = 0; i < y.size(); ++i) result.push_back({y[i], sizes[i]});
    return result;
  }
  return sized(f == "maxout" ? maxout(x) : hardmax(x), Real());
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

namespace {

/// The gradient through u_i / sqrt(mean(u^2) + eps), times slope_i of u.
std::vector<Sized> slopes_of_norm(const Reals& u, const Reals& slope, double eps, const Reals& g,
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
  std::vector<Sized> slopes;
  for (std::size_t i = 0; i < u.size(); ++i) {
    const Real factor = slope[i] / root, y = u[i] / root;
    slopes.push_back({factor * (g[i] - sum - y * inner),
                      absolute(factor) * (absolute(g[i]) + sum_size + absolute(y) * inner_size)});
  }
  return slopes;
}

}  // namespace

std::vector<Sized> exact_slopes(const Member& m, const Reals& x, const Reals& y, const Reals& g,
                                double parameter) {
  const std::string& f = m.formula;
  const std::size_t n = y.size();
  const Real scale(f == "softmin" ? -parameter : parameter);
  Reals weight(n), share(n);
  if (m.is_softmax() || f == "log_softmax") {
    std::vector<Sized> slopes;
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
    std::vector<Sized> slopes;
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
    std::vector<Sized> total(x.size());
    Reals power(x.size(), Real(1)), slope;
    for (int k = 1; k <= 3; ++k) {
      slope = power;
      for (std::size_t i = 0; i < x.size(); ++i) {
        slope[i] = Real(static_cast<double>(k)) * slope[i] * third(m.format);
        power[i] = power[i] * x[i];
      }
      const auto own = slopes_of_norm(power, slope, 1e-6, g, false);
      for (std::size_t i = 0; i < x.size(); ++i)
        total[i] = {total[i].exact + own[i].exact, total[i].size + own[i].size};
    }
    return total;
  }
  if (f == "maxout") return slopes_of_maxout(x, g);
  return std::vector<Sized>(n);  // hardmax
}

}  // namespace eigenact_test
