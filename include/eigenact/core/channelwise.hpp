// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/channel_functors.hpp>
#include <eigenact/core/channel_sums.hpp>
#include <eigenact/core/elementwise.hpp>

EIGENACT_PACKETS_BEGIN

namespace eigenact {

template <typename Activation>
class Channelwise;

/// An elementwise activation with one value of each parameter per row: Eigen's habit is features x
/// batch. Every element has the bits that the activation with the parameters of its row gives.
///
///     Channelwise<PReLU<float>> prelu(64);
///     Y = prelu(X);                                              // X has 64 rows
///     gX = prelu.backward(X, gY);
///     gP = prelu.parameter_gradient(X, gY);                      // 64 x 1
///     prelu.set_parameters(prelu.parameters() - 0.01f * gP);
///
/// Expressions are lazy and keep the parameters that they were made with.
template <typename Formula, typename S, typename Accuracy>
class Channelwise<Elementwise<Formula, S, Accuracy>>
    : public core::Setters<Channelwise<Elementwise<Formula, S, Accuracy>>, S, true>,
      public core::SlopesOnPointers<Channelwise<Elementwise<Formula, S, Accuracy>>, S>,
      core::Refusals<S> {
  static_assert(Formula::facts.parameter_count() > 0,
                "eigenact: this activation has no parameters that could differ from row to row.");

  using Setters = core::Setters<Channelwise, S, true>;
  using Pointers = core::SlopesOnPointers<Channelwise, S>;
  using Refusals = core::Refusals<S>;
  using Parameters = core::ChannelParameters<Formula, S>;
  template <typename Quantity>
  using Unary = core::ChannelUnary<Formula, S, Accuracy, Quantity>;
  using Chain = core::ChannelChain<Formula, S, Accuracy>;

 public:
  using Refusals::operator(), Refusals::derivative, Refusals::second_derivative, Refusals::backward,
      Refusals::value_and_derivative, Refusals::parameter_gradient;

  using Scalar = S;
  using Activation = Elementwise<Formula, S, Accuracy>;
  /// Channels x parameters.
  using ParameterArray = typename Parameters::Array;
  static constexpr int parameter_count = Parameters::count;
  using Pointers::backward;
  using Pointers::derivative;
  using Pointers::second_derivative;
  using Pointers::value_and_derivative;

  /// Every row with the parameters of `every`, the default ones if it is left out.
  /// @throws std::invalid_argument on a negative number of channels.
  explicit Channelwise(Eigen::Index channels, const Activation& every = Activation())
      : parameters_(checked(channels), uniform(every)) {}

  Eigen::Index channels() const { return parameters_.channels(); }
  /// The activation of one row.
  Activation channel(Eigen::Index row) const {
    Activation result;
    result.set_parameters(parameters_.array().row(row).transpose());
    return result;
  }

  /// f(X), f'(X), f''(X) and gradient * f'(X), as expressions.
  /// @throws std::invalid_argument if X has another number of rows.
  template <typename X>
  auto operator()(const Eigen::DenseBase<X>& x) const {
    return unary<core::Value>(x);
  }
  template <typename X>
  auto derivative(const Eigen::DenseBase<X>& x) const {
    return unary<core::Derivative>(x);
  }
  template <typename X>
  auto second_derivative(const Eigen::DenseBase<X>& x) const {
    return unary<core::SecondDerivative>(x);
  }
  template <typename X, typename G>
  auto backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient) const {
    require_channels(x);
    core::check_scalars<Scalar, G>();
    core::require_same_shape(name(), "the gradient", x, gradient);
    return Eigen::CwiseBinaryOp<Chain, const X, const G>(x.derived(), gradient.derived(),
                                                         Chain{parameters_.view()});
  }

  /// y = f(x) and dy = f'(x) in one pass; see Elementwise.
  /// @throws std::invalid_argument if a shape does not fit.
  template <typename X, typename Y, typename D>
  void value_and_derivative(const Eigen::DenseBase<X>& x, Y&& y, D&& dy) const;

  /// For every row and parameter p the sum over the row of gradient * df/dp, in one pass.
  /// @throws std::invalid_argument if a shape does not fit.
  template <typename X, typename G>
  ParameterArray parameter_gradient(const Eigen::DenseBase<X>& x,
                                    const Eigen::DenseBase<G>& gradient) const {
    return summed<>(
        x, gradient, [](auto&&...) {}, [](auto&&...) {});
  }

  /// x_gradient = backward(x, gradient) and parameters_gradient = parameter_gradient(x, gradient)
  /// in one pass. Results are resized as by an assignment; x_gradient may be x or gradient itself.
  /// @throws std::invalid_argument if a shape does not fit.
  template <typename X, typename G, typename GX, typename GP>
  void backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient, GX&& x_gradient,
                GP&& parameters_gradient) const;

  /// n numbers, column after column.
  /// @throws std::invalid_argument unless they are whole columns.
  template <typename T>
  auto on(T* x, Eigen::Index n) const {
    using Plain = Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic>;
    using Columns = std::conditional_t<std::is_const_v<T>, const Plain, Plain>;
    const Eigen::Index columns = channels() > 0 ? n / channels() : 0;
    if (columns * channels() != n)
      core::reject(name(), "the number of elements must be a multiple of the " +
                               std::to_string(channels()) + " channels, got " + std::to_string(n));
    return Eigen::Map<Columns>(x, channels(), columns);
  }

  static std::string name() { return Activation::name(); }
  static std::string formula() { return Activation::formula(); }
  static std::string reference() { return Activation::reference(); }
  static std::vector<std::string> parameter_names() { return Activation::parameter_names(); }

  /// Channels x parameters, in the order of parameter_names().
  ParameterArray parameters() const { return parameters_.array(); }
  using Setters::set_parameters;
  /// @throws std::invalid_argument on a wrong shape or an inadmissible value, with its row; nothing
  /// changes then.
  template <typename Derived>
  void set_parameters(const Eigen::DenseBase<Derived>& values) {
    parameters_.set(values);
  }

 private:
  static Eigen::Index checked(Eigen::Index channels) {
    if (channels >= 0) return channels;
    core::raise(name() + ": the number of channels must not be negative, got " +
                std::to_string(channels));
  }
  static core::Parameters<Formula, S> uniform(const Activation& every) {
    core::Parameters<Formula, S> result;
    result.set(every.parameters());
    return result;
  }
  template <typename X>
  auto require_channels(const Eigen::DenseBase<X>& x) const {
    core::check_scalars<Scalar, X>();
    if (x.rows() == channels()) return;
    core::raise(name() + ": has " + std::to_string(channels()) +
                " channels, so X must have as many rows, but has " + std::to_string(x.rows()));
  }
  // A result that cannot be resized must have the shape of parameters().
  template <typename GP>
  void check_parameter_gradient(const Eigen::DenseBase<GP>& result) const {
    if (core::is_resizable<GP> || (result.rows() == channels() && result.cols() == parameter_count))
      return;
    std::ostringstream message;
    message << name() << ": the gradient of the parameters must be " << channels() << " x "
            << parameter_count << ", but is " << result.rows() << " x " << result.cols();
    core::raise(message.str());
  }
  template <typename Quantity, typename X>
  auto unary(const Eigen::DenseBase<X>& x) const {
    require_channels(x);
    return Eigen::CwiseUnaryOp<Unary<Quantity>, const X>(x.derived(),
                                                         Unary<Quantity>{parameters_.view()});
  }
  template <typename... Written, typename X, typename G, typename OnPacket, typename OnElement>
  ParameterArray summed(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient,
                        const OnPacket& packet, const OnElement& element) const;

  Parameters parameters_;
};

template <typename Formula, typename S, typename Accuracy>
template <typename X, typename Y, typename D>
void Channelwise<Elementwise<Formula, S, Accuracy>>::value_and_derivative(
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
  using Access = core::ChannelAccess<Values, Values::Flags>;
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
        const Packet value = Access::call(f, row, x_packet),
                     slope = Access::call(df, row, x_packet);
        values.template writePacket<Eigen::Unaligned, Packet>(row, col, value);
        slopes.template writePacket<Eigen::Unaligned, Packet>(row, col, slope);
      },
      [&](auto row, auto col) {
        const S element = in.coeff(row, col);
        values.coeffRef(row, col) = f.element(row, element);
        slopes.coeffRef(row, col) = df.element(row, element);
      });
}

template <typename Formula, typename S, typename Accuracy>
template <typename... Written, typename X, typename G, typename OnPacket, typename OnElement>
auto Channelwise<Elementwise<Formula, S, Accuracy>>::summed(const Eigen::DenseBase<X>& x,
                                                            const Eigen::DenseBase<G>& gradient,
                                                            const OnPacket& packet,
                                                            const OnElement& element) const
    -> ParameterArray {
  using Access = core::ChannelAccess<X, X::Flags>;
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
        if constexpr (Access::rows)
          sums.add_in_row(row, a, g);
        else
          sums.add_across_rows(row, a, g);
        packet(row, col, a, g);
      },
      [&](auto row, auto col) {
        const S a = in.coeff(row, col), g = upstream.coeff(row, col);
        sums.add(row, a, g);
        element(row, col, a, g);
      });
  return sums.result();
}

template <typename Formula, typename S, typename Accuracy>
template <typename X, typename G, typename GX, typename GP>
void Channelwise<Elementwise<Formula, S, Accuracy>>::backward(const Eigen::DenseBase<X>& x,
                                                              const Eigen::DenseBase<G>& gradient,
                                                              GX&& x_result,
                                                              GP&& parameters_gradient) const {
  core::check_results<GX, GP>();
  auto& x_gradient = x_result.derived();  // a segment is a block
  using Result = std::remove_reference_t<decltype(x_gradient)>;
  core::check_scalars<S, Result>();
  using Access = core::ChannelAccess<X, X::Flags>;
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
        out.template writePacket<Eigen::Unaligned, Packet>(row, col,
                                                           Access::call(chain, row, a, g));
      },
      [&](auto row, auto col, const S& a, const S& g) {
        out.coeffRef(row, col) = chain.element(row, a, g);
      });
}

}  // namespace eigenact

EIGENACT_PACKETS_END
