// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/stochastic.hpp>

// The members of Stochastic that make their own pass over the data.

EIGENACT_PACKETS_BEGIN

namespace eigenact {

template <typename Formula, typename S, typename Accuracy>
template <typename X, typename R, typename G, typename OnElement>
auto Stochastic<Formula, S, Accuracy>::summed(const Eigen::DenseBase<X>& x,
                                              const Eigen::DenseBase<R>& samples,
                                              const Eigen::DenseBase<G>& gradient,
                                              const OnElement& element) const -> ParameterArray {
  static_assert(Formula::is_trained, "eigenact: no parameter of this activation is trained.");
  core::require_same_shape(Base::name(), "the samples", x, samples);
  core::require_same_shape(Base::name(), "the gradient", x, gradient);
  using Lane = simd::Lane<double, Grade::Double>;
  using Array = Eigen::Array<double, parameter_count, 1>;
  const core::EvaluatorOf<X> in(x.derived());
  const core::EvaluatorOf<R> random(samples.derived());
  const core::EvaluatorOf<G> upstream(gradient.derived());
  std::array<Lane, 1 + static_cast<std::size_t>(parameter_count)> p;
  for (std::size_t i = 1; i < p.size(); ++i)
    p[i] = Lane(static_cast<double>(parameters_.data()[i - 1]));
  Array sums = Array::Zero();
  core::for_each_element(x.derived(), [&](Eigen::Index row, Eigen::Index col) {
    const S a = in.coeff(row, col), sample = random.coeff(row, col), g = upstream.coeff(row, col);
    p[0] = Lane(static_cast<double>(sample));
    const auto slopes = core::call_with<Formula, core::ParameterGradients<Formula>>(
        Lane(static_cast<double>(a)), p);
    for (std::size_t i = 0; i < slopes.size(); ++i)
      sums(static_cast<Eigen::Index>(i)) += static_cast<double>(g) * slopes[i].first();
    element(row, col, a, sample, g);
  });
  return sums.template cast<S>();
}

template <typename Formula, typename S, typename Accuracy>
template <typename X, typename R, typename G, typename GX, typename GP>
void Stochastic<Formula, S, Accuracy>::backward(const Eigen::DenseBase<X>& x,
                                                const Eigen::DenseBase<R>& samples,
                                                const Eigen::DenseBase<G>& gradient, GX&& x_result,
                                                GP&& parameters_gradient) const {
  core::check_results<GX, GP>();
  auto& x_gradient = x_result.derived();  // a segment is a block
  using Result = std::remove_reference_t<decltype(x_gradient)>;
  core::check_scalars<S, X, R, G, Result, std::remove_reference_t<GP>>();
  const auto name = Formula::facts.name();
  core::require_same_shape(name, "the samples", x, samples);
  core::require_same_shape(name, "the gradient", x, gradient);
  core::require_fit(name, "the gradient of x", x, x_gradient);
  core::require_parameter_fit(name, parameter_count, parameters_gradient);
  const auto again = [&](const auto&... copies) {
    backward(copies..., x_gradient, parameters_gradient);
  };
  if (core::ran_on_copies(std::tie(x_gradient), again, x.derived(), samples.derived(),
                          gradient.derived()))
    return;
  core::resize_like(name, "the gradient of x", x, x_gradient);
  core::EvaluatorOf<Result> out(x_gradient);
  const Chain chain{parameters_};
  const ParameterArray sums =
      summed(x, samples, gradient,
             [&](Eigen::Index row, Eigen::Index col, const S& a, const S& sample, const S& g) {
               out.coeffRef(row, col) = chain(a, sample, g);
             });
  core::assign_parameters(parameters_gradient, sums);
}

}  // namespace eigenact

EIGENACT_PACKETS_END
