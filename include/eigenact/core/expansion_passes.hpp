// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <cstring>
#include <eigenact/core/expansion.hpp>

// The members of Expansion that make their own pass over the data.

EIGENACT_PACKETS_BEGIN

namespace eigenact {

namespace core {

/// Takes gradient * df/dp of the elements of one register.
template <typename V>
struct RegisterSums {
  V* registers;    ///< one for each sum
  double* totals;  ///< the same
  V gradient;

  EIGENACT_INLINE void operator()(int i, const V& slope) const {
    registers[i] = mul_add(gradient, slope, registers[i]);
  }
  /// The same for the sum whose number is index + offset, one for every lane.
  EIGENACT_INLINE void scatter(const V& index, int offset, const V& slope) const {
    const auto indices = simd::detail::to_array(index.packet);
    const auto slopes = simd::detail::to_array(slope.packet);
    const auto gradients = simd::detail::to_array(gradient.packet);
    for (std::size_t lane = 0; lane < indices.size(); ++lane)
      totals[static_cast<int>(indices[lane]) + offset] +=
          static_cast<double>(gradients[lane]) * static_cast<double>(slopes[lane]);
  }
};

/// The sums over the data in registers, which are emptied into double before a float in them has
/// seen so many summands that its rounding errors count.
template <typename State>
class ExpansionSums {
  using Scalar = typename State::Scalar;
  using V = typename decltype(expansion_registers<State>(
      std::declval<simd::packet_of<Scalar>>()))::value_type;
  static constexpr int kMostSummands = 64;

 public:
  using Packet = simd::packet_of<Scalar>;
  using Register = V;

  /// Of `count` registers and numbers each, which need not be initialised.
  ExpansionSums(const State& state, int count, V* registers, double* totals)
      : state_(state), count_(count), registers_(registers), totals_(totals) {
    for (int i = 0; i < count; ++i) {
      registers_[i] = V(0);
      totals_[i] = 0;
    }
  }

  /// Adds gradient * df/dp and returns f'.
  EIGENACT_INLINE Packet add(const Packet& x, const Packet& gradient) {
    auto parts = expansion_registers<State>(x);
    const auto gradients = expansion_registers<State>(gradient);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const RegisterSums<V> sums{registers_, totals_, gradients[i]};
      parts[i] = state_.formula.jet(parts[i], state_.table.data(), sums).derivative;
    }
    if (std::is_same_v<typename State::Real, float> && ++summands_ == kMostSummands) empty();
    return expansion_result<State, Packet>(parts);
  }

  /// Empties the registers into the totals.
  void empty() {
    for (int i = 0; i < count_; ++i) {
      if constexpr (std::is_same_v<typename State::Real, float>) {
        for (float lane : simd::detail::to_array(registers_[i].packet))
          totals_[i] += static_cast<double>(lane);
      } else {
        totals_[i] += Eigen::internal::predux(registers_[i].packet);
      }
      registers_[i] = V(0);
    }
    summands_ = 0;
  }

 private:
  const State& state_;
  int count_, summands_ = 0;
  V* registers_;
  double* totals_;
};

/// Elements of an expression as registers: whole ones where it can be read so, else one by one. The
/// lanes beyond the end are 0.
template <typename Packet, bool Whole, typename Evaluator>
EIGENACT_INLINE Packet load_lanes(const Evaluator& in, bool rows, Eigen::Index outer,
                                  Eigen::Index inner, Eigen::Index count) {
  if constexpr (Whole)
    if (count == simd::size_of<Packet>)
      return rows ? in.template packet<Eigen::Unaligned, Packet>(outer, inner)
                  : in.template packet<Eigen::Unaligned, Packet>(inner, outer);
  std::array<simd::scalar_of<Packet>, simd::size_of<Packet>> lanes{};
  for (Eigen::Index i = 0; i < count; ++i)
    lanes[static_cast<std::size_t>(i)] =
        rows ? in.coeff(outer, inner + i) : in.coeff(inner + i, outer);
  return simd::detail::to_packet<Packet>(lanes);
}
template <bool Whole, typename Packet, typename Evaluator>
EIGENACT_INLINE void store_lanes(Evaluator& out, bool rows, Eigen::Index outer, Eigen::Index inner,
                                 Eigen::Index count, const Packet& packet) {
  if constexpr (Whole) {
    if (count == simd::size_of<Packet>) {
      rows ? out.template writePacket<Eigen::Unaligned, Packet>(outer, inner, packet)
           : out.template writePacket<Eigen::Unaligned, Packet>(inner, outer, packet);
      return;
    }
  }
  const auto lanes = simd::detail::to_array(packet);
  for (Eigen::Index i = 0; i < count; ++i)
    (rows ? out.coeffRef(outer, inner + i) : out.coeffRef(inner + i, outer)) =
        lanes[static_cast<std::size_t>(i)];
}

/// Calls f(outer, inner, count) for runs of at most `step` elements along the direction in which X
/// is stored.
template <typename X, typename F>
EIGENACT_INLINE void for_each_run(const X& x, Eigen::Index step, const F& f) {
  constexpr bool rows = row_major<X>;
  const Eigen::Index outer = rows ? x.rows() : x.cols(), inner = rows ? x.cols() : x.rows();
  for (Eigen::Index j = 0; j < outer; ++j) {
    Eigen::Index i = 0;
    for (; i + step <= inner; i += step) f(j, i, step);
    if (i < inner) f(j, i, inner - i);
  }
}

/// Adds gradient * df/dp of all elements to the sums, and gives store(outer, inner, count,
/// x_gradient) that of x. Whether there was NaN that the sums do not show.
/// Not inlined where memory is taken from the stack: clang 19 hands over registers there at
/// addresses that they may not have.
template <bool Whole, typename State, typename X, typename G, typename Store>
EIGEN_DONT_INLINE bool sum_expansion_gradients(ExpansionSums<State>& sums, const X& x, const G& g,
                                               const Store& store) {
  using Packet = typename ExpansionSums<State>::Packet;
  using Lanes = Vec<typename State::Scalar, simd::size_of<Packet>, Grade::Rounded>;
  EvaluatorOf<X> in(x);
  EvaluatorOf<G> upstream(g);
  constexpr bool rows = row_major<X>;
  bool has_nan = false;
  for_each_run(x, simd::size_of<Packet>,
               [&](Eigen::Index outer, Eigen::Index inner, Eigen::Index lanes) {
                 const auto xs = load_lanes<Packet, Whole>(in, rows, outer, inner, lanes);
                 if constexpr (!State::Formula::spreads_nan)
                   if (EIGEN_PREDICT_FALSE(!all(Lanes::of(xs) == Lanes::of(xs)))) has_nan = true;
                 const auto gs = load_lanes<Packet, Whole>(upstream, rows, outer, inner, lanes);
                 store(outer, inner, lanes, Eigen::internal::pmul(gs, sums.add(xs, gs)));
               });
  sums.empty();
  return has_nan;
}

/// The gradients of all parameters in one pass.
template <bool Whole, typename State, typename X, typename G, typename Store>
void expansion_gradients(const State& state, const X& x, const G& g, const Store& store,
                         double* gradients) {
  using Sums = ExpansionSums<State>;
  const int count = state.formula.sum_count();
  const auto size = static_cast<std::size_t>(count);
  namespace internal =
      Eigen::internal;  // for Eigen's macro: the stack, or the heap where it is much
  ei_declare_aligned_stack_constructed_variable(typename Sums::Register, registers, size, nullptr);
  ei_declare_aligned_stack_constructed_variable(double, totals, size, nullptr);
  Sums sums(state, count, registers, totals);
  const bool has_nan = sum_expansion_gradients<Whole>(sums, x, g, store);
  state.formula.finish(state.parameters.data(), totals, gradients);
  if (has_nan) {
    constexpr std::uint64_t nan = 0x7ff8000000000000;  // as bits, for -ffast-math
    for (Eigen::Index i = 0; i < state.parameters.size(); ++i)
      std::memcpy(gradients + i, &nan, sizeof nan);
  }
}

}  // namespace core

template <typename Formula, typename S, typename Accuracy>
template <typename X, typename G, typename GX, typename GP>
void Expansion<Formula, S, Accuracy>::backward(const Eigen::DenseBase<X>& x,
                                               const Eigen::DenseBase<G>& gradient, GX&& x_result,
                                               GP&& parameter_gradient) const {
  core::check_results<GX, GP>();
  auto& x_gradient = x_result.derived();  // a segment is a block
  using XGradient = std::remove_reference_t<decltype(x_gradient)>;
  using PGradient = std::remove_reference_t<GP>;
  core::check_scalars<S, X, G, XGradient, PGradient>();
  const auto name = Formula::facts.name();
  const Eigen::Index count = state_->formula.parameter_count();
  core::require_same_shape(name, "the gradient", x, gradient);
  core::require_fit(name, "the gradient of x", x, x_gradient);
  core::require_parameter_fit(name, count, parameter_gradient);
  const auto again = [&](const auto& copy, const auto& copy_of_gradient) {
    backward(copy, copy_of_gradient, x_gradient, parameter_gradient);
  };
  if (core::ran_on_copies(std::tie(x_gradient), again, x.derived(), gradient.derived())) return;
  core::resize_like(name, "the gradient of x", x, x_gradient);
  constexpr bool whole = core::in_packets<X, G, XGradient>, rows = core::row_major<X>;
  core::EvaluatorOf<XGradient> out(x_gradient);
  const auto size = static_cast<std::size_t>(count);
  namespace internal =
      Eigen::internal;  // for Eigen's macro: the stack, or the heap where it is much
  ei_declare_aligned_stack_constructed_variable(double, gradients, size, nullptr);
  core::expansion_gradients<whole>(
      *state_, x.derived(), gradient.derived(),
      [&](Eigen::Index outer, Eigen::Index inner, Eigen::Index lanes, const auto& packet) {
        core::store_lanes<whole>(out, rows, outer, inner, lanes, packet);
      },
      gradients);
  core::assign_parameters(parameter_gradient,
                          Eigen::Map<const Eigen::ArrayXd>(gradients, count).template cast<S>());
}

template <typename Formula, typename S, typename Accuracy>
template <typename X, typename G>
auto Expansion<Formula, S, Accuracy>::parameter_gradient(const Eigen::DenseBase<X>& x,
                                                         const Eigen::DenseBase<G>& gradient) const
    -> ParameterArray {
  core::check_scalars<S, X, G>();
  core::require_same_shape(Formula::facts.name(), "the gradient", x, gradient);
  Eigen::ArrayXd gradients(state_->formula.parameter_count());
  core::expansion_gradients<core::in_packets<X, G>>(
      *state_, x.derived(), gradient.derived(), [](auto&&...) {}, gradients.data());
  return gradients.template cast<S>();
}

template <typename Formula, typename S, typename Accuracy>
template <typename X, typename Y, typename D>
void Expansion<Formula, S, Accuracy>::value_and_derivative(const Eigen::DenseBase<X>& x,
                                                           Y&& y_result, D&& dy_result) const {
  core::check_results<Y, D>();
  auto& y = y_result.derived();  // a segment is a block
  auto& dy = dy_result.derived();
  using Values = std::remove_reference_t<decltype(y)>;
  using Slopes = std::remove_reference_t<decltype(dy)>;
  using Packet = simd::packet_of<S>;
  core::check_scalars<S, X, Values, Slopes>();
  const auto again = [&](const auto& copy) { value_and_derivative(copy, y, dy); };
  if (core::ran_on_copies(std::tie(y, dy), again, x.derived())) return;
  core::resize_like(Formula::facts.name(), "the values", x, y);
  core::resize_like(Formula::facts.name(), "the derivatives", x, dy);
  core::EvaluatorOf<X> in(x.derived());
  core::EvaluatorOf<Values> values(y);
  core::EvaluatorOf<Slopes> slopes(dy);
  constexpr bool whole = core::in_packets<X, Values, Slopes>, rows = core::row_major<X>;
  core::for_each_run(x.derived(), simd::size_of<Packet>,
                     [&](Eigen::Index outer, Eigen::Index inner, Eigen::Index lanes) {
                       auto parts = core::expansion_registers<State>(
                           core::load_lanes<Packet, whole>(in, rows, outer, inner, lanes));
                       auto derivatives = parts;
                       for (std::size_t i = 0; i < parts.size(); ++i) {
                         const auto jet =
                             state_->formula.jet(parts[i], state_->table.data(), core::NoSums());
                         parts[i] = jet.value;
                         derivatives[i] = jet.derivative;
                       }
                       core::store_lanes<whole>(values, rows, outer, inner, lanes,
                                                core::expansion_result<State, Packet>(parts));
                       core::store_lanes<whole>(slopes, rows, outer, inner, lanes,
                                                core::expansion_result<State, Packet>(derivatives));
                     });
}

}  // namespace eigenact

EIGENACT_PACKETS_END
