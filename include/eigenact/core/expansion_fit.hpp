// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Cholesky>
#include <eigenact/core/expansion_formula.hpp>

namespace eigenact::core {

/// Least-squares parameters of a formula for a target function on an interval, by the method of
/// Levenberg and Marquardt from given ones; one step is the solution where f is linear in them.
/// Source: Marquardt 1963, doi:10.1137/0111030.
template <typename Formula>
class ExpansionFit {
  using Lane = simd::Lane<double, Grade::Double>;

  struct Collect {
    double* sums;
    EIGENACT_INLINE void operator()(int i, const Lane& slope) const { sums[i] += slope.first(); }
    EIGENACT_INLINE void scatter(const Lane& index, int offset, const Lane& slope) const {
      sums[static_cast<int>(index.first()) + offset] += slope.first();
    }
  };

 public:
  template <typename Target>
  ExpansionFit(const Formula& formula, const Eigen::ArrayXd& start, const Target& target,
               double lower, double upper)
      : formula_(formula), points_(kPoints), wanted_(kPoints), parameters_(start) {
    // Chebyshev points: dense at the ends, where errors are largest otherwise; one in the middle,
    // where a fraction whose coefficients run away has its peak
    for (int i = 0; i < kPoints; ++i) {
      const double t = std::cos(math::pi.hi * (i + 0.5) / kPoints);
      points_(i) = 0.5 * (lower + upper) - 0.5 * (upper - lower) * t;
      wanted_(i) = static_cast<double>(target(points_(i)));
    }
    improve();
  }

  const Eigen::ArrayXd& parameters() const { return parameters_; }

 private:
  static constexpr int kPoints = 257, kSteps = 100;

  // f - target and, if asked for, its derivatives for the parameters.
  double residuals(const Eigen::ArrayXd& p, Eigen::VectorXd& rest, Eigen::MatrixXd* slopes) const {
    Eigen::ArrayXd table(formula_.table_size()), sums(formula_.sum_count()), row(p.size());
    formula_.prepare(p.data(), table.data());
    for (int i = 0; i < kPoints; ++i) {
      sums.setZero();
      const auto jet = formula_.jet(Lane(points_(i)), table.data(), Collect{sums.data()});
      rest(i) = jet.value.first() - wanted_(i);
      formula_.finish(p.data(), sums.data(), row.data());
      if (slopes) slopes->row(i) = row.matrix();
    }
    return rest.squaredNorm();
  }

  void improve() {
    Eigen::VectorXd rest(kPoints), trial_rest(kPoints);
    Eigen::MatrixXd slopes(kPoints, parameters_.size());
    double error = residuals(parameters_, rest, &slopes), damping = 1e-2;
    for (int step = 0; step < kSteps && damping < 1e9; ++step) {
      Eigen::MatrixXd normal = slopes.transpose() * slopes;
      normal.diagonal().array() += damping * (normal.diagonal().array() + 1e-12);
      const Eigen::ArrayXd trial =
          parameters_ - normal.ldlt().solve(slopes.transpose() * rest).array();
      const double trial_error = residuals(trial, trial_rest, nullptr);
      if (trial_error < error) {
        const bool done = trial_error > error * (1 - 1e-9);
        parameters_ = trial;
        error = residuals(parameters_, rest, &slopes);
        damping *= 0.1;
        if (done) return;
      } else {
        damping *= 10;
      }
    }
  }

  const Formula& formula_;
  Eigen::ArrayXd points_, wanted_, parameters_;
};

}  // namespace eigenact::core
