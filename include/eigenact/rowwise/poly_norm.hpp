// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <eigenact/rowwise/plain_lines.hpp>

namespace eigenact::formula {

/// PolyNorm: a1 n(x) + a2 n(x^2) + a3 n(x^3) + bias with n(u) = u / sqrt(mean(u^2) + 1e-6), powers
/// that are normalised over the line. A line that holds NaN or an infinity is NaN,
/// also one of gradients; for all finite x nothing overflows before the result does.
/// Error: at most 1 ULP in float, 8 in double, of the sum of the terms' sizes. backward() takes x.
/// @param a1, a2, a3, bias  finite; 1/3, 1/3, 1/3 and 0 by default.
/// Source: Zhuo et al. 2024, arXiv:2411.03884.
struct PolyNorm : core::RowwiseFormula {
  static constexpr Facts facts = Facts("poly_norm")
                                     .formula(
                                         "a1 * n(x)_i + a2 * n(x^2)_i + a3 * n(x^3)_i + bias, "
                                         "n(u) = u / sqrt(mean(u^2) + 1e-6)")
                                     .reference("Zhuo et al. 2024, arXiv:2411.03884")
                                     .parameter("a1", 1.0 / 3)
                                     .parameter("a2", 1.0 / 3)
                                     .parameter("a3", 1.0 / 3)
                                     .parameter("bias", 0);
  static constexpr bool backward_takes_x = true;
  using Gradients = std::array<double, 4>;
  using Factors = std::array<double, 3>;

  template <typename Accuracy, typename S>
  static void forward(const S* parameters, const core::Lines<const S>& x, const core::Lines<S>& y) {
    std::vector<double> a = values(parameters);
    const int of_a = rowwise::normalize(a);
    rowwise::for_each_line<rowwise::Infinities::Absent>(x, y, [&](std::vector<double>& line) {
      const Norms norms(line);
      const Factors c = factors(a, norms.roots);
      for (double& z : line)
        z = rowwise::scaled(((c[0] * z + c[1] * z * z) + c[2] * z * z * z) + a[3], of_a);
    });
  }
  template <typename Accuracy, typename S>
  static void backward(const S* parameters, const core::Lines<const S>& x,
                       const core::Lines<const S>& g, const core::Lines<S>& gx) {
    std::vector<double> a = values(parameters);
    const int of_a = rowwise::normalize(a);
    rowwise::for_each_line(x, g, gx, [&](auto& line, auto& gradient) {
      const Norms norms(line);
      const auto& roots = norms.roots;
      const Factors c = factors(a, roots);
      const Gradients sums = products(line, gradient, roots);
      const double n = static_cast<double>(line.size());
      for (std::size_t i = 0; i < line.size(); ++i) {
        const double z = line[i];
        const std::array<double, 3> powers = {z, z * z, z * z * z}, slopes = {1, 2 * z, 3 * z * z};
        double sum = 0;
        for (std::size_t k = 0; k < 3; ++k)
          sum += c[k] * slopes[k] * (gradient[i] - powers[k] / roots[k] * (sums[k] / n));
        gradient[i] = sum;
      }
      return of_a - norms.exponent;
    });
  }
  template <typename S>
  static Gradients parameter_gradient(const S*, const core::Lines<const S>& x,
                                      const core::Lines<const S>& g) {
    const int of_g = rowwise::exponent_of_all(g);
    std::array<rowwise::Sum, 4> total;
    std::vector<double> line, gradient;
    for (Eigen::Index l = 0; l < x.count; ++l) {
      rowwise::read_line(x, l, line);
      rowwise::read_line(g, l, gradient);
      if (!rowwise::is_finite(line) || !rowwise::is_finite(gradient)) {
        Gradients unknown;
        unknown.fill(rowwise::not_a_number());
        return unknown;
      }
      rowwise::scale(gradient, -of_g);
      const Norms norms(line);
      const Gradients sums = products(line, gradient, norms.roots);
      for (std::size_t k = 0; k < total.size(); ++k) total[k].add(sums[k]);
    }
    Gradients result;
    for (std::size_t k = 0; k < result.size(); ++k)
      result[k] = rowwise::scaled(total[k].value(), of_g);
    return result;
  }

 private:
  template <typename S>
  static std::vector<double> values(const S* parameters) {
    std::vector<double> a(4);
    for (std::size_t k = 0; k < a.size(); ++k)
      a[k] = static_cast<double>(core::number(parameters[k]));
    return a;
  }
  /// The roots of a line, which is divided by a power of two where its powers would overflow.
  struct Norms {
    int exponent = 0;
    Factors roots;

    explicit Norms(std::vector<double>& line) {
      constexpr double eps = 1e-6;  // that of the authors' program
      const double greatest = rowwise::greatest_of(line);
      if (greatest > 0x1p100) std::frexp(greatest, &exponent);
      rowwise::scale(line, -exponent);
      std::array<rowwise::Sum, 3> squares;
      for (const double z : line) {
        const double z2 = z * z;
        squares[0].add(z2);
        squares[1].add(z2 * z2);
        squares[2].add(z2 * z2 * z2);
      }
      for (std::size_t k = 0; k < 3; ++k)
        roots[k] = std::sqrt(squares[k].value() / static_cast<double>(line.size()) +
                             rowwise::scaled(eps, -2 * static_cast<int>(k + 1) * exponent));
    }
  };
  /// a1 to a3 over the roots: a subnormal x is multiplied once, by what makes it greater.
  static Factors factors(const std::vector<double>& a, const Factors& roots) {
    return {a[0] / roots[0], a[1] / roots[1], a[2] / roots[2]};
  }
  /// <g, n(x^k)> for k = 1, 2, 3 and <g, 1>.
  static Gradients products(const std::vector<double>& line, const std::vector<double>& gradient,
                            const Factors& roots) {
    std::array<rowwise::Sum, 4> sums;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const double z = line[i], g = gradient[i];
      sums[0].add(g * z / roots[0]);
      sums[1].add(g * (z * z) / roots[1]);
      sums[2].add(g * (z * z * z) / roots[2]);
      sums[3].add(g);
    }
    return {sums[0].value(), sums[1].value(), sums[2].value(), sums[3].value()};
  }
};

}  // namespace eigenact::formula

EIGENACT_ROWWISE(PolyNorm);
