// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <eigenact/core/channelwise.hpp>
#include <memory>

#include "../runner.hpp"

// The rows of an elementwise activation with one value of each parameter per row: square arrays, so
// that the columns are as long as the rows. Fast only.

namespace eigenact::bench {

/// The arrays of a row as squares, and an activation with as many channels.
template <typename F, typename S>
struct Squares {
  using Square = Eigen::Map<Eigen::ArrayXX<S>>;
  using ConstSquare = Eigen::Map<const Eigen::ArrayXX<S>>;

  Eigen::Index channels;
  Channelwise<F> f;

  explicit Squares(const Operands& o)
      : channels(static_cast<Eigen::Index>(std::sqrt(static_cast<double>(o.size)))), f(channels) {}
  ConstSquare x(const Operands& o) const { return {o.x<S>().data(), channels, channels}; }
  ConstSquare gradient(const Operands& o) const {
    return {o.gradient<S>().data(), channels, channels};
  }
  Square y(const Operands& o) const { return {o.y<S>().data(), channels, channels}; }
};

template <template <typename, typename> class Activation, typename S>
bool add_channelwise() {
  using F = Activation<S, Fast>;
  if constexpr (F::parameter_count > 0) {
    using Subject = Squares<F, S>;
    const auto add = [](const Operation& operation, auto run) {
      const Prepare prepare = [run](const Operands& o) -> Kernel {
        const auto subject = std::make_shared<Subject>(o);
        return [run, subject](const Operands& operands) { run(*subject, operands); };
      };
      rows().push_back(
          {"channelwise", F::name(), operation, scalar_type<S>, tier<Fast>, nullptr, prepare});
    };
    add(forward, [](const Subject& s, const Operands& o) { s.y(o) = s.f(s.x(o)); });
    add(derivative, [](const Subject& s, const Operands& o) { s.y(o) = s.f.derivative(s.x(o)); });
    add(backward,
        [](const Subject& s, const Operands& o) { s.y(o) = s.f.backward(s.x(o), s.gradient(o)); });
    add(all_gradients, [](const Subject& s, const Operands& o) {
      typename Channelwise<F>::ParameterArray gradients;
      s.f.backward(s.x(o), s.gradient(o), s.y(o), gradients);
    });
  }
  return true;
}

}  // namespace eigenact::bench
