// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/parameters.hpp>
#include <eigenact/core/registers.hpp>
#include <memory>

EIGENACT_PACKETS_BEGIN

// Parameters that differ from channel to channel, and the evaluation of registers that hold several
// channels. Every lane has the bits that the activation with that channel's parameters has.

namespace eigenact::core {

/// Whether float has several ways to evaluate Quantity, by the parameters.
template <typename Formula, typename Quantity, typename Accuracy>
inline constexpr bool has_ways = in_own_type<Formula, Quantity, Accuracy, float>() &&
                                 (DefaultOf<Formula, Quantity>::exists ||
                                  has_float_range<Formula, Quantity, Accuracy>);

/// How a quantity is evaluated in a channel.
enum Way { kDefault, kOwn, kWide };

/// The parameters of the channels, as the loops read them: nothing that a result could overlap, and
/// as long as it is there.
template <typename Formula, typename S>
class ChannelView {
 public:
  static constexpr int count = Formula::facts.parameter_count();
  using Own = std::array<S, static_cast<std::size_t>(count)>;
  using Number = std::conditional_t<is_native<S>, ComputeScalar<S>, float>;

  ChannelView(const S* values, const Number* ways, Eigen::Index channels,
              std::shared_ptr<const void> owner)
      : values_(values), ways_(ways), channels_(channels), owner_(std::move(owner)) {}

  /// The parameters of one channel.
  EIGENACT_INLINE Own of_channel(Eigen::Index channel) const {
    Own result;
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = values_[start(i) + channel];
    return result;
  }
  /// A parameter of as many channels as a register has lanes.
  template <typename Packet>
  EIGENACT_INLINE Packet of_channels(Eigen::Index channel, std::size_t parameter) const {
    return Eigen::internal::ploadu<Packet>(values_ + start(parameter) + channel);
  }
  /// How Quantity is evaluated in as many channels.
  template <typename Quantity, typename V>
  EIGENACT_INLINE V ways_of_channels(Eigen::Index channel) const {
    constexpr std::size_t column = Quantity::quantities / 2;
    return V::of(Eigen::internal::ploadu<typename V::Packet>(ways_ + start(column) + channel));
  }

 private:
  Eigen::Index start(std::size_t column) const {
    return static_cast<Eigen::Index>(column) * channels_;
  }

  const S* values_;
  const Number* ways_;
  Eigen::Index channels_;
  std::shared_ptr<const void> owner_;
};

/// One value of each parameter of an activation for every channel, always admissible.
template <typename Formula, typename S>
class ChannelParameters {
 public:
  static constexpr int count = Formula::facts.parameter_count();
  using Uniform = Parameters<Formula, S>;
  using View = ChannelView<Formula, S>;
  using Array = Eigen::Array<S, Eigen::Dynamic, count>;

  ChannelParameters(Eigen::Index channels, const Uniform& every)
      : state_(std::make_shared<State>(every.array().transpose().replicate(channels, 1))) {}

  Eigen::Index channels() const { return state_->values.rows(); }
  const Array& array() const { return state_->values; }
  View view() const { return {state_->values.data(), state_->ways.data(), channels(), state_}; }

  /// @throws std::invalid_argument on a wrong shape or an inadmissible value; nothing changes then.
  template <typename Derived>
  void set(const Eigen::DenseBase<Derived>& values) {
    if (values.rows() != channels() || values.cols() != count) {
      std::ostringstream message;
      message << Formula::facts.name() << ": set_parameters takes " << channels() << " x " << count
              << " values, got " << values.rows() << " x " << values.cols();
      core::raise(message.str());
    }
    const Array changed = values;
    validate(changed);
    state_ = std::make_shared<State>(changed);
  }

 private:
  using Number = typename View::Number;
  static constexpr bool keeps_ways =
      is_native<S> &&
      (std::is_same_v<S, double> || has_ways<Formula, Value, Fast> ||
       has_ways<Formula, Derivative, Fast> || has_ways<Formula, SecondDerivative, Fast>);

  static void validate(const Array& values) {
    Uniform row_values;
    for (Eigen::Index row = 0; row < values.rows(); ++row)
      row_values.set(values.row(row).transpose(), row);
  }

  /// What is never changed, but replaced: expressions keep the one that they were made with.
  struct State {
    explicit State(const Array& all) : values(all) {
      if constexpr (keeps_ways) {
        ways.resize(values.rows(), 3);
        const View view(values.data(), ways.data(), values.rows(), nullptr);
        for (Eigen::Index row = 0; row < values.rows(); ++row) {
          const auto parameters = view.of_channel(row);
          ways(row, 0) = way<Value>(parameters.data());
          ways(row, 1) = way<Derivative>(parameters.data());
          ways(row, 2) = way<SecondDerivative>(parameters.data());
        }
      }
    }
    Array values;
    Eigen::Array<Number, Eigen::Dynamic, 3> ways;
  };

  template <typename Quantity>
  static Number way(const S* parameters) {
    if constexpr (std::is_same_v<S, double>) {
      return has_extreme_parameters<Formula>(parameters) ? kWide : kOwn;
    } else {
      if constexpr (DefaultOf<Formula, Quantity>::exists)
        if (DefaultOf<Formula, Quantity>::has(parameters)) return kDefault;
      if constexpr (has_float_range<Formula, Quantity, Fast>)
        if (fits_float<Formula, Quantity>(parameters)) return kOwn;
      return kWide;
    }
  }

  std::shared_ptr<const State> state_;
};

/// Where channels of one register go different ways, each is gone and its lanes are taken.
template <typename Formula, typename Quantity, typename V, std::size_t Count>
EIGENACT_INLINE V call_by_ways(const V& x, const std::array<V, Count>& p, const V& ways) {
  V y(0);
  const auto take = [&](Way way, const auto& evaluate) {
    const auto lanes = ways == V(static_cast<float>(way));
    if (any(lanes)) y = select(lanes, evaluate(), y);
  };
  if constexpr (has_float_range<Formula, Quantity, Fast>)
    take(kOwn, [&] { return call_with<Formula, Quantity>(x, p)[0]; });
  if constexpr (DefaultOf<Formula, Quantity>::exists)
    take(kDefault, [&] { return Quantity::template of<typename Formula::Default>(x)[0]; });
  take(kWide, [&] { return call_in_double<Formula, Quantity>(x, p); });
  return y;
}

/// The lanes of a register one by one.
template <typename Formula, typename Quantity, typename Accuracy, typename V, typename View>
EIGENACT_NOINLINE V each_lane(const V& x, const View& parameters, Eigen::Index channel) {
  auto lanes = simd::detail::to_array(x.packet);
  for (auto& lane : lanes)
    lane = evaluate_element<Formula, Quantity, Accuracy>(
        lane, parameters.of_channel(channel++).data())[0];
  return V::of(simd::detail::to_packet<typename V::Packet>(lanes));
}

/// Quantity of Formula in the channels from `channel` on: the counterpart of evaluate() in
/// evaluate.hpp.
template <typename Formula, typename Quantity, typename Accuracy, int Size, std::size_t Count,
          typename View>
EIGENACT_INLINE auto evaluate_channels(const Vec<float, Size, Grade::Single>& x,
                                       const std::array<Vec<float, Size, Grade::Single>, Count>& p,
                                       const View& parameters, Eigen::Index channel) {
  using V = Vec<float, Size, Grade::Single>;
  if constexpr (!in_own_type<Formula, Quantity, Accuracy, float>())
    return call_in_double<Formula, Quantity>(x, p);
  else if constexpr (has_ways<Formula, Quantity, Accuracy>)
    return call_by_ways<Formula, Quantity>(
        x, p, parameters.template ways_of_channels<Quantity, V>(channel));
  else
    return call_with<Formula, Quantity>(x, p)[0];
}

template <typename Formula, typename Quantity, typename Accuracy, int Size, std::size_t Count,
          typename View>
EIGENACT_INLINE auto evaluate_channels(const Vec<double, Size, Grade::Double>& x,
                                       const std::array<Vec<double, Size, Grade::Double>, Count>& p,
                                       const View& parameters, Eigen::Index channel) {
  using V = Vec<double, Size, Grade::Double>;
  if constexpr (!Formula::facts.is_exact())
    if (any(parameters.template ways_of_channels<Quantity, V>(channel) == V(kWide)))
      return each_lane<Formula, Quantity, Accuracy>(x, parameters, channel);
  if constexpr (in_own_type<Formula, Quantity, Accuracy, double>()) {
    return call_with<Formula, Quantity>(x, p)[0];
  } else {
    using Pair = Twofold<V, std::is_same_v<Accuracy, Fast> ? Grade::Compensated : Grade::Twofold>;
    std::array<Pair, Count> pairs;
    for (std::size_t i = 0; i < Count; ++i) pairs[i] = Pair(p[i]);
    const V y = call_with<Formula, Quantity>(Pair(x), pairs)[0].rounded(), size = simd::abs(y);
    const auto usual = (simd::abs(x) < V(0x1p960)) & (size > V(0)) & (size <= V(largest_in_pairs));
    if (EIGEN_PREDICT_TRUE(all(usual))) return y;
    return each_lane<Formula, Quantity, Accuracy>(x, parameters, channel);
  }
}

/// The same for one of Eigen's registers; the result in its compute type.
template <typename Formula, typename Quantity, typename Accuracy, typename Packet, typename View>
EIGENACT_INLINE auto evaluate_channels(const Packet& x, const View& parameters,
                                       Eigen::Index channel) {
  using V = ComputeRegister<Packet>;
  std::array<V, static_cast<std::size_t>(View::count)> p;
  for (std::size_t i = 0; i < p.size(); ++i)
    p[i] = computed(parameters.template of_channels<Packet>(channel, i));
  return evaluate_channels<Formula, Quantity, Accuracy>(computed(x), p, parameters, channel);
}

}  // namespace eigenact::core

EIGENACT_PACKETS_END
