// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// What a user would write without the library, one line each: the plain Eigen expression and the
// loop over std:: functions. A peer carries the name of the activation that it stands beside.

#include <algorithm>
#include <cmath>
#include <unsupported/Eigen/SpecialFunctions>

#include "runner.hpp"

namespace eigenact::bench {
namespace {

template <typename T, typename Expression>
void add_eigen(const char* name, std::string_view variant, Expression expression) {
  rows().push_back({name, forward, scalar_type<T>, variant,
                    [expression](const Operands& o) { o.y<T>() = expression(o.x<T>()); }});
}

template <typename T, typename Function>
void add_std(const char* name, Function function) {
  const auto loop = [function](const Operands& o) {
    const T* x = o.x<T>().data();
    T* y = o.y<T>().data();
    for (Eigen::Index i = 0; i < o.size; ++i) y[i] = function(x[i]);
  };
  rows().push_back({name, forward, scalar_type<T>, "std", loop});
}

// In the table x is an Eigen array in the second column and one number T in the third.
#define EIGENACT_EIGEN(expression) [=](const auto& x) { return expression; }
#define EIGENACT_STD(expression) [=](T x) { return static_cast<T>(expression); }
#define EIGENACT_PEER(name, eigen_expression, std_expression)     \
  add_eigen<T>(#name, "eigen", EIGENACT_EIGEN(eigen_expression)); \
  add_std<T>(#name, EIGENACT_STD(std_expression))

template <typename T>
constexpr T number(double value) {
  return static_cast<T>(value);
}

// clang-format off
template <typename T>
void add_smooth_peers() {
  const T one(1);
  EIGENACT_PEER(exp, x.exp(), std::exp(x));
  EIGENACT_PEER(sigmoid, x.logistic(), 1 / (1 + std::exp(-x)));
  EIGENACT_PEER(tanh, x.tanh(), std::tanh(x));
  EIGENACT_PEER(sin, x.sin(), std::sin(x));
  EIGENACT_PEER(silu, x * x.logistic(), x / (1 + std::exp(-x)));
  EIGENACT_PEER(swish, x * x.logistic(), x / (1 + std::exp(-x)));
  EIGENACT_PEER(softplus, (one + x.exp()).log(), std::log1p(std::exp(x)));
  EIGENACT_PEER(log_sigmoid, -(one + (-x).exp()).log(), -std::log1p(std::exp(-x)));
  EIGENACT_PEER(mish, x * (one + x.exp()).log().tanh(), x * std::tanh(std::log1p(std::exp(x))));
  EIGENACT_PEER(telu, x * x.exp().tanh(), x * std::tanh(std::exp(x)));
  EIGENACT_PEER(snake, x + x.sin().square(), x + std::sin(x) * std::sin(x));
  EIGENACT_PEER(softsign, x / (one + x.abs()), x / (1 + std::abs(x)));
  EIGENACT_PEER(tanhshrink, x - x.tanh(), x - std::tanh(x));
  add_eigen<T>("softplus", "eigen_stable", EIGENACT_EIGEN(x.max(T(0)) + (-x.abs()).exp().log1p()));
  add_eigen<T>("log_sigmoid", "eigen_stable",
               EIGENACT_EIGEN(x.min(T(0)) - (-x.abs()).exp().log1p()));
}

template <typename T>
void add_gaussian_peers() {
  const T half(0.5), one(1), root_half = number<T>(0.70710678118654752440);
  const T root_2_pi = number<T>(0.79788456080286535588), cubic = number<T>(0.044715);
  const T quick = number<T>(1.702);
  EIGENACT_PEER(gelu, half * x * (one + (root_half * x).erf()),
                half * x * (1 + std::erf(root_half * x)));
  EIGENACT_PEER(gelu_tanh, half * x * (one + (root_2_pi * (x + cubic * x.cube())).tanh()),
                half * x * (1 + std::tanh(root_2_pi * (x + cubic * x * x * x))));
  EIGENACT_PEER(quick_gelu, x * (quick * x).logistic(), x / (1 + std::exp(-quick * x)));
  EIGENACT_PEER(swigelu, half * (x * x.logistic() + half * x * (one + (root_half * x).erf())),
                half * (x / (1 + std::exp(-x)) + half * x * (1 + std::erf(root_half * x))));
  add_eigen<T>("gelu", "eigen_stable", EIGENACT_EIGEN(half * x * (-root_half * x).erfc()));
}

template <typename T>
void add_exponential_peers() {
  const T zero(0), one(1);
  const T lambda = number<T>(1.0507009873554804934);
  const T lambda_alpha = number<T>(1.7580993408473768600);
  EIGENACT_PEER(elu, (x > zero).select(x, x.exp() - one), x > 0 ? x : std::expm1(x));
  EIGENACT_PEER(celu, (x > zero).select(x, x.exp() - one), x > 0 ? x : std::expm1(x));
  EIGENACT_PEER(selu, (x > zero).select(lambda * x, lambda_alpha * (x.exp() - one)),
                x > 0 ? lambda * x : lambda_alpha * std::expm1(x));
  EIGENACT_PEER(nipuna, (x > zero).select(x, x * x.logistic()), x > 0 ? x : x / (1 + std::exp(-x)));
  add_eigen<T>("elu", "eigen_stable", EIGENACT_EIGEN((x > zero).select(x, x.expm1())));
}

template <typename T>
void add_rectified_peers() {
  const T zero(0), half(0.5), one(1), three(3), six(6), sixth = number<T>(1.0 / 6);
  const T slope = number<T>(0.01), quarter(0.25);
  EIGENACT_PEER(identity, x, x);
  EIGENACT_PEER(binary_step, (x >= zero).select(x * zero + one, zero), x >= 0 ? one : zero);
  EIGENACT_PEER(relu, x.max(zero), std::max(x, zero));
  EIGENACT_PEER(leaky_relu, (x > zero).select(x, slope * x), x > 0 ? x : slope * x);
  EIGENACT_PEER(prelu, (x > zero).select(x, quarter * x), x > 0 ? x : quarter * x);
  EIGENACT_PEER(relu6, x.max(zero).min(six), std::min(std::max(x, zero), six));
  EIGENACT_PEER(squared_relu, x.max(zero).square(), std::max(x, zero) * std::max(x, zero));
  EIGENACT_PEER(threshold, (x > zero).select(x, zero), x > zero ? x : zero);
  EIGENACT_PEER(hardtanh, x.max(-one).min(one), std::min(std::max(x, -one), one));
  EIGENACT_PEER(hardsigmoid, (x * sixth + half).max(zero).min(one),
                std::min(std::max(x * sixth + half, zero), one));
  EIGENACT_PEER(hardswish, x * (x + three).max(zero).min(six) * sixth,
                x * std::min(std::max(x + 3, zero), six) / 6);
  EIGENACT_PEER(hardshrink, (x.abs() > half).select(x, zero), std::abs(x) > half ? x : zero);
  EIGENACT_PEER(softshrink, (x - half).max(zero) + (x + half).min(zero),
                x > half ? x - half : x < -half ? x + half : zero);
}
// clang-format on

// The memory's limit: the same loops with nothing, or one product, to compute.
template <typename T>
void add_copies() {
  const auto add = [](const Operation& operation, auto kernel) {
    rows().push_back({"copy", operation, scalar_type<T>, "eigen", kernel});
  };
  add(forward, [](const Operands& o) { o.y<T>() = o.x<T>(); });
  add(backward, [](const Operands& o) { o.y<T>() = o.x<T>().max(o.gradient<T>()); });
  add(fused, [](const Operands& o) {
    constexpr Eigen::Index kBlock = 1024;
    for (Eigen::Index i = 0; i < o.size; i += kBlock) {
      const Eigen::Index n = std::min(kBlock, o.size - i);
      o.y<T>().segment(i, n) = o.x<T>().segment(i, n);
      o.slope<T>().segment(i, n) = o.x<T>().segment(i, n);
    }
  });
}

template <typename T>
void add_peers() {
  add_smooth_peers<T>();
  add_gaussian_peers<T>();
  add_exponential_peers<T>();
  add_rectified_peers<T>();
}

[[maybe_unused]] const bool added =
    (add_copies<float>(), add_copies<double>(), add_copies<Eigen::half>(),
     add_copies<Eigen::bfloat16>(), add_peers<float>(), add_peers<double>(), true);

}  // namespace
}  // namespace eigenact::bench
