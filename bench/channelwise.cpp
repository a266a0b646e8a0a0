// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// One value of each parameter per row: square arrays, so that the columns are as long as the rows.

#include <cmath>
#include <eigenact/core/channelwise.hpp>
#include <eigenact/elementwise/prelu.hpp>
#include <eigenact/elementwise/swish.hpp>
#include <memory>

#include "runner.hpp"

namespace eigenact::bench {
namespace {

using Square = Eigen::Map<Eigen::ArrayXXf>;
using ConstSquare = Eigen::Map<const Eigen::ArrayXXf>;

/// The arrays of a row as squares, and an activation with as many channels.
template <typename F>
struct Subject {
  Eigen::Index channels;
  Channelwise<F> f;

  explicit Subject(const Operands& o)
      : channels(static_cast<Eigen::Index>(std::sqrt(static_cast<double>(o.size)))), f(channels) {}
  ConstSquare x(const Operands& o) const { return {o.x<float>().data(), channels, channels}; }
  ConstSquare gradient(const Operands& o) const {
    return {o.gradient<float>().data(), channels, channels};
  }
  Square y(const Operands& o) const { return {o.y<float>().data(), channels, channels}; }
};

template <typename F, typename Run>
void add(const Operation& operation, const Run& run) {
  const Prepare prepare = [run](const Operands& o) -> Kernel {
    const auto subject = std::make_shared<Subject<F>>(o);
    return [run, subject](const Operands& operands) { run(*subject, operands); };
  };
  rows().push_back(
      {"channelwise_" + F::name(), operation, ScalarType::kFloat, "fast", nullptr, prepare});
}

template <typename F>
void add_all() {
  using S = Subject<F>;
  add<F>(forward, [](const S& s, const Operands& o) { s.y(o) = s.f(s.x(o)); });
  add<F>(derivative, [](const S& s, const Operands& o) { s.y(o) = s.f.derivative(s.x(o)); });
  add<F>(backward,
         [](const S& s, const Operands& o) { s.y(o) = s.f.backward(s.x(o), s.gradient(o)); });
  static constexpr Operation all_gradients{"all_gradients", 3};
  add<F>(all_gradients, [](const S& s, const Operands& o) {
    typename Channelwise<F>::ParameterArray gradients;
    s.f.backward(s.x(o), s.gradient(o), s.y(o), gradients);
  });
}

[[maybe_unused]] const bool added = (add_all<PReLU<float>>(), add_all<Swish<float>>(), true);

}  // namespace
}  // namespace eigenact::bench
