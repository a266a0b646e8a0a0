// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The rows of one activation. Compiled once for each, with EIGENACT_HEADER the header to include
// and EIGENACT_ACTIVATION the type that it defines.

#include EIGENACT_HEADER

#include "runner.hpp"

namespace eigenact::bench {
namespace {

template <typename Accuracy>
constexpr std::string_view variant = "fast";
template <>
constexpr std::string_view variant<Precise> = "precise";

template <typename Scalar, typename Accuracy>
void add_rows() {
  // Not a constant in the kernels: a compiler that knows the parameters would simplify the formula.
  static const EIGENACT_ACTIVATION<Scalar, Accuracy> f;
  const auto add = [](const Operation& operation, auto kernel) {
    rows().push_back({f.name(), operation, scalar_type<Scalar>, variant<Accuracy>, kernel});
  };
  add(forward, [](const Operands& o) { o.y<Scalar>() = f(o.x<Scalar>()); });
  add(derivative, [](const Operands& o) { o.y<Scalar>() = f.derivative(o.x<Scalar>()); });
  add(backward,
      [](const Operands& o) { o.y<Scalar>() = f.backward(o.x<Scalar>(), o.gradient<Scalar>()); });
  add(fused, [](const Operands& o) {
    f.value_and_derivative(o.x<Scalar>(), o.y<Scalar>(), o.slope<Scalar>());
  });
}

template <typename Scalar>
void add_tiers() {
  add_rows<Scalar, Fast>();
  add_rows<Scalar, Precise>();
}

[[maybe_unused]] const bool added = (add_tiers<float>(), add_tiers<double>(),
                                     add_tiers<Eigen::half>(), add_tiers<Eigen::bfloat16>(), true);

}  // namespace
}  // namespace eigenact::bench
