// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/channel_parameters.hpp>
#include <eigenact/core/elementwise.hpp>

EIGENACT_PACKETS_BEGIN

namespace eigenact::core {

/// The sums of gradient * df/dp of every channel, kept in double for float and the 16-bit floats.
template <typename Formula, typename S>
class ChannelSums {
  static constexpr bool native = is_native<S>;
  static constexpr auto count = static_cast<std::size_t>(Formula::facts.parameter_count());
  static constexpr Grade grade = std::is_same_v<S, double> ? Grade::Double : Grade::Medium;
  using View = ChannelView<Formula, S>;
  using Sum = std::conditional_t<native, double, S>;

 public:
  ChannelSums(const View& parameters, Eigen::Index channels)
      : parameters_(parameters), sums_(Sums::Zero(channels, View::count)) {}

  EIGENACT_INLINE void add(Eigen::Index channel, const S& x, const S& gradient) {
    const auto own = parameters_.of_channel(channel);
    if constexpr (native) {
      using Lane = simd::Lane<double, grade>;
      std::array<Lane, count> p;
      for (std::size_t i = 0; i < count; ++i) p[i] = Lane(static_cast<double>(number(own[i])));
      const Lane g(static_cast<double>(number(gradient)));
      const auto slopes = each(Lane(static_cast<double>(number(x))), p, own.data());
      for (std::size_t i = 0; i < count; ++i) {
        Sum& sum = at(channel, i);
        sum = mul_add(g, slopes[i], Lane(sum)).first();
      }
    } else {
      const auto slopes = parameter_slopes<Formula>(x, own.data());
      for (std::size_t i = 0; i < count; ++i) at(channel, i) += gradient * slopes[i];
    }
  }

  /// A register that lies in one channel.
  template <typename Packet>
  EIGENACT_INLINE void add_in_channel(Eigen::Index channel, const Packet& x,
                                      const Packet& gradient) {
    const auto own = parameters_.of_channel(channel);
    const auto xs = double_registers<S>(x), gs = double_registers<S>(gradient);
    using V = std::decay_t<decltype(xs[0])>;
    std::array<V, count> p;
    for (std::size_t i = 0; i < count; ++i) p[i] = V(static_cast<double>(number(own[i])));
    for (std::size_t part = 0; part < xs.size(); ++part) {
      const auto slopes = each(xs[part], p, own.data());
      for (std::size_t i = 0; i < count; ++i)
        at(channel, i) += Eigen::internal::predux((gs[part] * slopes[i]).packet);
    }
  }

  /// A register whose lanes are the channels from `channel` on.
  template <typename Packet>
  EIGENACT_INLINE void add_across_channels(Eigen::Index channel, const Packet& x,
                                           const Packet& gradient) {
    if (has_extreme_channels<Packet>(channel)) return add_one_by_one(channel, x, gradient);
    const auto xs = double_registers<S>(x), gs = double_registers<S>(gradient);
    using V = std::decay_t<decltype(xs[0])>;
    std::array<std::decay_t<decltype(xs)>, count> wide_p;
    for (std::size_t i = 0; i < count; ++i)
      wide_p[i] = double_registers<S>(parameters_.template of_channels<Packet>(channel, i));
    for (std::size_t part = 0; part < xs.size(); ++part, channel += V::size) {
      std::array<V, count> p;
      for (std::size_t i = 0; i < count; ++i) p[i] = wide_p[i][part];
      const auto slopes = call_with<Formula, ParameterGradients<Formula>>(xs[part], p);
      for (std::size_t i = 0; i < count; ++i) {
        const auto sum = Eigen::internal::ploadu<typename V::Packet>(&at(channel, i));
        Eigen::internal::pstoreu(&at(channel, i), mul_add(gs[part], slopes[i], V::of(sum)).packet);
      }
    }
  }

  Eigen::Array<S, Eigen::Dynamic, View::count> result() const { return sums_.template cast<S>(); }

 private:
  using Sums = Eigen::Array<Sum, Eigen::Dynamic, View::count>;

  EIGENACT_INLINE Sum& at(Eigen::Index channel, std::size_t i) {
    return sums_.data()[static_cast<Eigen::Index>(i) * sums_.rows() + channel];
  }

  /// df/dp of every parameter with the parameters of one channel.
  template <typename V>
  static EIGENACT_INLINE auto each(const V& x, const std::array<V, count>& p, const S* own) {
    if constexpr (std::is_same_v<S, double>)
      if (has_extreme_parameters<Formula>(own))
        return evaluate_in_long_double<Formula, ParameterGradients<Formula>>(x, own);
    return call_with<Formula, ParameterGradients<Formula>>(x, p);
  }

  template <typename Packet>
  EIGENACT_INLINE bool has_extreme_channels(Eigen::Index channel) const {
    if constexpr (std::is_same_v<S, double>) {
      using V = Vec<double, simd::size_of<Packet>, Grade::Double>;
      return any(parameters_.template ways_of_channels<Value, V>(channel) == V(kWide));
    } else {
      return channel < 0;
    }
  }

  template <typename Packet>
  EIGENACT_NOINLINE void add_one_by_one(Eigen::Index channel, const Packet& x,
                                        const Packet& gradient) {
    const auto xs = simd::detail::to_array(x), gs = simd::detail::to_array(gradient);
    for (std::size_t i = 0; i < xs.size(); ++i)
      add(channel + static_cast<Eigen::Index>(i), xs[i], gs[i]);
  }

  View parameters_;
  Sums sums_;
};

}  // namespace eigenact::core

EIGENACT_PACKETS_END
