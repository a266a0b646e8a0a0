// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <eigenact/core/channelwise.hpp>
#include <eigenact/core/philox.hpp>
#include <tuple>

namespace eigenact {

// Maps from a free number u, which an optimiser may move anywhere, to an admissible parameter:
// value(u), slope(u) = dvalue/du, and free(value), the inverse.

/// The number itself.
struct Unconstrained {
  double value(double u) const { return u; }
  double slope(double) const { return 1; }
  double free(double p) const { return p; }
};

/// lower + e^u: above lower, which is 0 by default.
struct ExpAbove {
  double lower = 0;
  double value(double u) const { return lower + std::exp(u); }
  double slope(double u) const { return std::exp(u); }
  double free(double p) const { return std::log(p - lower); }
};

/// lower + log(1 + e^u): above lower, which is 0 by default.
struct SoftplusAbove {
  double lower = 0;
  double value(double u) const {
    return lower + std::max(u, 0.0) + std::log1p(std::exp(-std::abs(u)));
  }
  double slope(double u) const { return 1 / (1 + std::exp(-u)); }
  double free(double p) const {
    const double y = p - lower;
    return y + std::log(-std::expm1(-y));
  }
};

/// lower + (upper - lower) / (1 + e^-u): between the two, 0 and 1 by default.
struct SigmoidBetween {
  double lower = 0, upper = 1;
  double value(double u) const { return lower + (upper - lower) / (1 + std::exp(-u)); }
  double slope(double u) const {
    const double e = std::exp(-std::abs(u));
    return (upper - lower) * e / ((1 + e) * (1 + e));
  }
  double free(double p) const { return std::log((p - lower) / (upper - p)); }
};

/// An activation whose parameters are functions of free ones, which an optimiser may move anywhere:
/// parameters(), set_parameters() and parameter_gradient() are of those. Gradients take the chain
/// rule through the maps, one for each parameter in order.
///
///     Constrained f(Channelwise<Snake<float>>(64), ExpAbove{});
///     f.set_parameters(f.parameters() - rate * f.parameter_gradient(X, gY));   // alpha stays > 0
///
/// @tparam F  Elementwise or Channelwise, of a scalar that converts to double and back.
template <typename F, typename... Maps>
class Constrained {
  static_assert(sizeof...(Maps) == static_cast<std::size_t>(F::parameter_count),
                "eigenact: a constrained activation takes one map for each parameter.");

 public:
  using Scalar = typename F::Scalar;
  using ParameterArray = typename F::ParameterArray;
  static constexpr int parameter_count = F::parameter_count;

  /// Begins with the parameters of f.
  /// @throws std::invalid_argument if a map has no free number for one of them.
  explicit Constrained(const F& f, const Maps&... maps)
      : activation_(f), maps_(maps...), free_(f.parameters()) {
    for_each(free_, [](const auto& map, Scalar& p) {
      p = static_cast<Scalar>(map.free(static_cast<double>(p)));
    });
    require_finite(free_, f.parameters());
  }

  /// The activation and its free parameters as they were kept, unchecked.
  static Constrained of(const F& f, const ParameterArray& free, const Maps&... maps) {
    return Constrained(Kept{f, {maps...}, free});
  }

  const std::tuple<Maps...>& maps() const { return maps_; }
  /// The activation with the parameters as they are now.
  const F& activation() const { return activation_; }
  template <typename X>
  auto operator()(const X& x) const {
    return activation_(x);
  }
  template <typename X>
  auto derivative(const X& x) const {
    return activation_.derivative(x);
  }
  template <typename X, typename G>
  auto backward(const X& x, const G& gradient) const {
    return activation_.backward(x, gradient);
  }

  /// The free parameters, in the shape of those of F.
  const ParameterArray& parameters() const { return free_; }
  /// @throws std::invalid_argument if F does not take what the maps make of them; nothing changes
  /// then.
  template <typename Derived>
  void set_parameters(const Eigen::DenseBase<Derived>& values) {
    if (values.rows() != free_.rows() || values.cols() != free_.cols()) {
      std::ostringstream message;
      message << F::name() << ": set_parameters takes " << free_.rows() << " x " << free_.cols()
              << " values, got " << values.rows() << " x " << values.cols();
      core::raise(message.str());
    }
    const ParameterArray changed = values;
    ParameterArray admissible = changed;
    for_each(admissible, [](const auto& map, Scalar& p) {
      p = static_cast<Scalar>(map.value(static_cast<double>(p)));
    });
    activation_.set_parameters(admissible);
    free_ = changed;
  }

  /// The gradients of the free parameters, see Elementwise and Channelwise.
  template <typename X, typename G>
  ParameterArray parameter_gradient(const X& x, const G& gradient) const {
    ParameterArray slopes = free_;
    for_each(slopes, [](const auto& map, Scalar& p) {
      p = static_cast<Scalar>(map.slope(static_cast<double>(p)));
    });
    return activation_.parameter_gradient(x, gradient) * slopes;
  }

 private:
  struct Kept {
    F activation;
    std::tuple<Maps...> maps;
    ParameterArray free;
  };
  explicit Constrained(const Kept& kept)  // no type is deduced from it
      : activation_(kept.activation), maps_(kept.maps), free_(kept.free) {}

  // One value after another of an array of parameters, with its map.
  template <typename Visit>
  void for_each(ParameterArray& array, const Visit& visit) const {
    for_each(array, visit, std::make_index_sequence<sizeof...(Maps)>());
  }
  template <typename Visit, std::size_t... I>
  void for_each(ParameterArray& array, const Visit& visit, std::index_sequence<I...>) const {
    constexpr bool has_rows = ParameterArray::RowsAtCompileTime == Eigen::Dynamic;
    const Eigen::Index channels = has_rows ? array.rows() : 1;
    for (Eigen::Index row = 0; row < channels; ++row)
      (visit(std::get<I>(maps_), array.data()[static_cast<Eigen::Index>(I) * channels + row]), ...);
  }

  static void require_finite(const ParameterArray& free, const ParameterArray& parameters) {
    for (Eigen::Index i = 0; i < free.size(); ++i) {
      if (std::isfinite(static_cast<double>(free(i)))) continue;
      std::ostringstream message;
      message << F::name() << ": no free number is mapped to the parameter "
              << static_cast<double>(parameters(i)) << ": begin with one that its map can reach";
      core::raise(message.str());
    }
  }

  F activation_;
  std::tuple<Maps...> maps_;
  ParameterArray free_;
};

/// How a parameter begins in every row: a constant, or a number drawn for the row.
struct Initial {
  enum class Law { Constant, Uniform, Normal };
  Law law;
  double first, second;

  static constexpr Initial constant(double value) { return {Law::Constant, value, 0}; }
  static constexpr Initial uniform(double lower, double upper) {
    return {Law::Uniform, lower, upper};
  }
  static constexpr Initial normal(double mean, double deviation) {
    return {Law::Normal, mean, deviation};
  }

  double draw(const Philox& random, std::uint64_t index) const {
    switch (law) {
      case Law::Uniform:
        return first + (second - first) * random.uniform(index);
      case Law::Normal:
        return first + second * random.normal(index);
      default:
        return first;
    }
  }
};

/// The parameters of f drawn from a scheme, one entry for each parameter; the same for one seed. A
/// parameter has a stream of its own.
/// @param f  Channelwise, or Constrained of it, whose free parameters it then are.
/// @throws std::invalid_argument as set_parameters() does.
template <typename F>
void initialize(F& f,
                const std::array<Initial, static_cast<std::size_t>(F::parameter_count)>& scheme,
                std::uint64_t seed) {
  typename F::ParameterArray values = f.parameters();
  for (std::size_t i = 0; i < scheme.size(); ++i) {
    const Philox random(seed, i);
    for (Eigen::Index row = 0; row < values.rows(); ++row)
      values(row, static_cast<Eigen::Index>(i)) =
          static_cast<typename F::Scalar>(scheme[i].draw(random, static_cast<std::uint64_t>(row)));
  }
  f.set_parameters(values);
}

}  // namespace eigenact
