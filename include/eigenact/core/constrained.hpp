// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/channelwise.hpp>
#include <eigenact/core/parameter_maps.hpp>
#include <eigenact/core/philox.hpp>
#include <eigenact/core/setters.hpp>
#include <tuple>

namespace eigenact {
/// An activation whose parameters are functions of free ones, which an optimiser may move anywhere:
/// parameters(), set_parameters() and parameter_gradient() are of those. Gradients take the chain
/// rule through the maps, one for each parameter in order. Every finite number is mapped to an
/// admissible one, if the map's values are: what rounding takes to a bound is moved next to it.
///
///     Constrained f(Channelwise<Snake<float>>(64), ExpAbove{});
///     f.set_parameters(f.parameters() - rate * f.parameter_gradient(X, gY));   // alpha stays > 0
///
/// @tparam F  Elementwise or Channelwise, of a scalar that converts to double and back.
template <typename F, typename... Maps>
class Constrained : public core::Setters<Constrained<F, Maps...>, typename F::Scalar,
                                         F::ParameterArray::RowsAtCompileTime == Eigen::Dynamic>,
                    public core::SlopesOnPointers<Constrained<F, Maps...>, typename F::Scalar> {
  static_assert(sizeof...(Maps) == static_cast<std::size_t>(F::parameter_count),
                "eigenact: a constrained activation takes one map for each parameter.");
  static constexpr bool has_rows = F::ParameterArray::RowsAtCompileTime == Eigen::Dynamic;
  using Setters = core::Setters<Constrained, typename F::Scalar, has_rows>;
  using Pointers = core::SlopesOnPointers<Constrained, typename F::Scalar>;

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
    const ParameterArray before = f.parameters();
    require_finite(free_, [&before](Eigen::Index i) {
      std::ostringstream message;
      message << "no free number is mapped to the parameter "
              << static_cast<double>(before.data()[i]) << ": begin with one that its map can reach";
      return message.str();
    });
  }

  /// The activation and its free parameters as they were kept, unchecked.
  static Constrained of(const F& f, const ParameterArray& free, const Maps&... maps) {
    return Constrained(Kept{f, {maps...}, free});
  }

  const std::tuple<Maps...>& maps() const { return maps_; }
  /// The activation with the parameters as they are now.
  const F& activation() const { return activation_; }

  // What the activation has, with the parameters as they are now: see Elementwise and Channelwise.

  using Pointers::backward, Pointers::derivative, Pointers::second_derivative,
      Pointers::value_and_derivative;
  template <typename X>
  auto operator()(const X& x) const {
    return activation_(x);
  }
  template <typename X>
  auto derivative(const X& x) const {
    return activation_.derivative(x);
  }
  template <typename X>
  auto second_derivative(const X& x) const {
    return activation_.second_derivative(x);
  }
  template <typename X, typename G>
  auto backward(const X& x, const G& gradient) const {
    return activation_.backward(x, gradient);
  }
  template <typename Y>
  auto derivative_from_output(const Y& y) const {
    return activation_.derivative_from_output(y);
  }
  template <typename Y, typename G>
  auto backward_from_output(const Y& y, const G& gradient) const {
    return activation_.backward_from_output(y, gradient);
  }
  template <typename X, typename Y, typename D>
  void value_and_derivative(const X& x, Y&& y, D&& dy) const {
    activation_.value_and_derivative(x, y, dy);
  }
  template <typename T>
  auto on(T* x, Eigen::Index n) const {
    return activation_.on(x, n);
  }

  static std::string name() { return F::name(); }
  static std::string formula() { return F::formula(); }
  static std::string reference() { return F::reference(); }
  static std::vector<std::string> parameter_names() { return F::parameter_names(); }

  /// The free parameters, in the shape of those of F.
  const ParameterArray& parameters() const { return free_; }
  using Setters::set_parameters;
  /// @throws std::invalid_argument on a wrong shape or a number that is not finite, and if the
  /// activation does not take together what the maps make of them; nothing changes then.
  template <typename Derived>
  void set_parameters(const Eigen::DenseBase<Derived>& values) {
    if (values.rows() != free_.rows() || values.cols() != free_.cols()) {
      std::ostringstream message;
      message << "set_parameters takes " << free_.rows() << " x " << free_.cols() << " values, got "
              << values.rows() << " x " << values.cols();
      core::reject(name(), message.str());
    }
    const ParameterArray changed = values;
    require_finite(changed, [&changed](Eigen::Index i) {
      const Eigen::Index channels = has_rows ? changed.rows() : 1;
      std::ostringstream message;
      message << parameter_names()[static_cast<std::size_t>(i / channels)]
              << " must be finite, got " << static_cast<double>(changed.data()[i]);
      if (has_rows) message << " in row " << i % channels;
      return message.str();
    });
    ParameterArray admissible = changed;
    for_each(admissible, [](const auto& map, Scalar& p) {
      p = core::mapped<Scalar>(map, static_cast<double>(p));
    });
    activation_.set_parameters(admissible);
    free_ = changed;
  }

  /// The gradients of the free parameters, see Elementwise and Channelwise.
  template <typename X, typename G>
  ParameterArray parameter_gradient(const X& x, const G& gradient) const {
    return of_free(activation_.parameter_gradient(x, gradient));
  }

  /// Both gradients: that of x, and those of the free parameters. Results are resized as by an
  /// assignment; x_gradient may be x or gradient itself.
  /// @throws std::invalid_argument if a shape does not fit.
  template <typename X, typename G, typename GX, typename GP>
  void backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient, GX&& x_gradient,
                GP&& parameters_gradient) const {
    check_result(parameters_gradient);
    ParameterArray of_all = free_;
    activation_.backward(x, gradient, x_gradient, of_all);
    parameters_gradient = of_free(of_all);
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
  template <typename Visit, std::size_t... K>
  void for_each(ParameterArray& array, const Visit& visit, std::index_sequence<K...>) const {
    const Eigen::Index channels = has_rows ? array.rows() : 1;
    for (Eigen::Index row = 0; row < channels; ++row)
      (visit(std::get<K>(maps_), array.data()[static_cast<Eigen::Index>(K) * channels + row]), ...);
  }

  ParameterArray of_free(const ParameterArray& gradient) const {
    ParameterArray slopes = free_;
    for_each(slopes, [](const auto& map, Scalar& p) {
      p = core::slope_of<Scalar>(map, static_cast<double>(p));
    });
    return (slopes == Scalar(0)).select(slopes, gradient * slopes);  // 0 times infinity is 0
  }

  // A result that cannot be resized must have the shape of parameters().
  template <typename Result>
  void check_result(const Eigen::DenseBase<Result>& result) const {
    if (core::is_resizable<Result> ||
        (result.rows() == free_.rows() && result.cols() == free_.cols()))
      return;
    std::ostringstream message;
    message << "the gradient of the parameters must be " << free_.rows() << " x " << free_.cols()
            << ", but is " << result.rows() << " x " << result.cols();
    core::reject(name(), message.str());
  }

  template <typename Message>
  static void require_finite(const ParameterArray& numbers, const Message& message) {
    for (Eigen::Index i = 0; i < numbers.size(); ++i)
      if (!core::is_finite_number(static_cast<double>(numbers.data()[i])))
        core::reject(name(), message(i));
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
