// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/channelwise.hpp>

// The members of Channelwise that make their own pass over the data.

EIGENACT_PACKETS_BEGIN

namespace eigenact {

template <typename Formula, typename S, typename Accuracy, Channels Are>
template <typename X, typename Y, typename D>
void Channelwise<Elementwise<Formula, S, Accuracy>, Are>::value_and_derivative(
    const Eigen::DenseBase<X>& x, Y&& y_result, D&& dy_result) const {
  core::check_results<Y, D>();
  auto& y = y_result.derived();  // a segment is a block
  auto& dy = dy_result.derived();
  using Values = std::remove_reference_t<decltype(y)>;
  using Slopes = std::remove_reference_t<decltype(dy)>;
  require_channels(x);
  core::check_scalars<S, Values, Slopes>();
  const auto again = [&](const auto& copy) { value_and_derivative(copy, y, dy); };
  if (core::ran_on_copies(std::tie(y, dy), again, x.derived())) return;
  core::resize_like(name(), "the values", x, y);
  core::resize_like(name(), "the derivatives", x, dy);
  using Channel = Access<Values>;
  using Packet = simd::packet_of<S>;
  core::EvaluatorOf<X> in(x.derived());
  core::EvaluatorOf<Values> values(y);
  core::EvaluatorOf<Slopes> slopes(dy);
  const Unary<core::Value> f{parameters_.view()};
  const Unary<core::Derivative> df{parameters_.view()};
  core::traverse<Values, X, Slopes>(
      y,
      [&](auto row, auto col) {
        const auto x_packet = in.template packet<Eigen::Unaligned, Packet>(row, col);
        const Packet value = Channel::call(f, Channel::of(row, col), x_packet),
                     slope = Channel::call(df, Channel::of(row, col), x_packet);
        values.template writePacket<Eigen::Unaligned, Packet>(row, col, value);
        slopes.template writePacket<Eigen::Unaligned, Packet>(row, col, slope);
      },
      [&](auto row, auto col) {
        const S element = in.coeff(row, col);
        values.coeffRef(row, col) = f.element(Channel::of(row, col), element);
        slopes.coeffRef(row, col) = df.element(Channel::of(row, col), element);
      });
}

template <typename Formula, typename S, typename Accuracy, Channels Are>
template <typename... Written, typename X, typename G, typename OnPacket, typename OnElement>
auto Channelwise<Elementwise<Formula, S, Accuracy>, Are>::summed(
    const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient, const OnPacket& packet,
    const OnElement& element) const -> ParameterArray {
  using Channel = Access<X>;
  require_channels(x);
  core::require_same_shape(name(), "the gradient", x, gradient);
  core::EvaluatorOf<X> in(x.derived());
  core::EvaluatorOf<G> upstream(gradient.derived());
  core::ChannelSums<Formula, S> sums(parameters_.view(), channels());
  core::traverse<X, G, Written...>(
      x.derived(),
      [&](auto row, auto col) {
        using Packet = simd::packet_of<S>;
        const auto a = in.template packet<Eigen::Unaligned, Packet>(row, col),
                   g = upstream.template packet<Eigen::Unaligned, Packet>(row, col);
        if constexpr (Channel::along)
          sums.add_in_channel(Channel::of(row, col), a, g);
        else
          sums.add_across_channels(Channel::of(row, col), a, g);
        packet(row, col, a, g);
      },
      [&](auto row, auto col) {
        const S a = in.coeff(row, col), g = upstream.coeff(row, col);
        sums.add(Channel::of(row, col), a, g);
        element(row, col, a, g);
      });
  return sums.result();
}

template <typename Formula, typename S, typename Accuracy, Channels Are>
template <typename X, typename G, typename GX, typename GP>
void Channelwise<Elementwise<Formula, S, Accuracy>, Are>::backward(
    const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient, GX&& x_result,
    GP&& parameters_gradient) const {
  core::check_results<GX, GP>();
  auto& x_gradient = x_result.derived();  // a segment is a block
  using Result = std::remove_reference_t<decltype(x_gradient)>;
  core::check_scalars<S, Result>();
  using Channel = Access<X>;
  require_channels(x);
  core::require_same_shape(name(), "the gradient", x, gradient);
  core::require_fit(name(), "the gradient of x", x, x_gradient);
  check_parameter_gradient(parameters_gradient);
  const auto again = [&](const auto& copy, const auto& copy_of_gradient) {
    backward(copy, copy_of_gradient, x_gradient, parameters_gradient);
  };
  if (core::ran_on_copies(std::tie(x_gradient), again, x.derived(), gradient.derived())) return;
  core::resize_like(name(), "the gradient of x", x, x_gradient);
  core::EvaluatorOf<Result> out(x_gradient);
  const Chain chain{parameters_.view()};
  parameters_gradient = summed<Result>(
      x, gradient,
      [&](auto row, auto col, const auto& a, const auto& g) {
        using Packet = simd::packet_of<S>;
        out.template writePacket<Eigen::Unaligned, Packet>(
            row, col, Channel::call(chain, Channel::of(row, col), a, g));
      },
      [&](auto row, auto col, const S& a, const S& g) {
        out.coeffRef(row, col) = chain.element(Channel::of(row, col), a, g);
      });
}

}  // namespace eigenact

EIGENACT_PACKETS_END
