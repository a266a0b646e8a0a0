// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/channel_functors.hpp>
#include <eigenact/core/channel_sums.hpp>
#include <eigenact/core/elementwise.hpp>

EIGENACT_PACKETS_BEGIN

namespace eigenact {

template <typename Activation, Channels Are = Channels::Rows>
class Channelwise;

/// An elementwise activation with one value of each parameter per channel. Channels are rows, as in
/// features x batch, Eigen's habit; or columns, as in batch x features, by Channels::Columns. Every
/// element has the bits that the activation with the parameters of its channel gives.
///
///     Channelwise<PReLU<float>> prelu(64);
///     Y = prelu(X);                                              // X has 64 rows
///     gX = prelu.backward(X, gY);
///     gP = prelu.parameter_gradient(X, gY);                      // 64 x 1
///     prelu.set_parameters(prelu.parameters() - 0.01f * gP);
///     Channelwise<PReLU<float>, Channels::Columns> other(64);    // of an X with 64 columns
///
/// Expressions are lazy and keep the parameters that they were made with.
template <typename Formula, typename S, typename Accuracy, Channels Are>
class Channelwise<Elementwise<Formula, S, Accuracy>, Are>
    : public core::Setters<Channelwise<Elementwise<Formula, S, Accuracy>, Are>, S, true>,
      public core::SlopesOnPointers<Channelwise<Elementwise<Formula, S, Accuracy>, Are>, S>,
      core::Refusals<S> {
  static_assert(
      Formula::facts.parameter_count() > 0,
      "eigenact: this activation has no parameters that could differ from channel to channel.");

  using Setters = core::Setters<Channelwise, S, true>;
  using Pointers = core::SlopesOnPointers<Channelwise, S>;
  using Refusals = core::Refusals<S>;
  using Parameters = core::ChannelParameters<Formula, S>;
  template <typename Quantity>
  using Unary = core::ChannelUnary<Formula, S, Accuracy, Quantity, Are>;
  using Chain = core::ChannelChain<Formula, S, Accuracy, Are>;
  static constexpr bool are_rows = Are == Channels::Rows;
  template <typename X>
  using Access = core::ChannelAccess<X, X::Flags, Are>;

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

  /// Every channel with the parameters of `every`, the default ones if it is left out.
  /// @throws std::invalid_argument on a negative number of channels.
  explicit Channelwise(Eigen::Index channels, const Activation& every = Activation())
      : parameters_(checked(channels), uniform(every)) {}

  Eigen::Index channels() const { return parameters_.channels(); }
  /// The activation of one channel.
  Activation channel(Eigen::Index channel) const {
    Activation result;
    result.set_parameters(parameters_.array().row(channel).transpose());
    return result;
  }

  /// f(X), f'(X), f''(X) and gradient * f'(X), as expressions.
  /// @throws std::invalid_argument if X has another number of channels.
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

  /// For every channel and parameter p the sum over the channel of gradient * df/dp, in one pass.
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

  /// n numbers, all channels of one sample after those of another.
  /// @throws std::invalid_argument unless they are whole samples.
  template <typename T>
  auto on(T* x, Eigen::Index n) const {
    using Plain = Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic,
                               are_rows ? Eigen::ColMajor : Eigen::RowMajor>;
    using Samples = std::conditional_t<std::is_const_v<T>, const Plain, Plain>;
    const Eigen::Index samples = channels() > 0 ? n / channels() : 0;
    if (samples * channels() != n)
      core::reject(name(), "the number of elements must be a multiple of the " +
                               std::to_string(channels()) + " channels, got " + std::to_string(n));
    return are_rows ? Eigen::Map<Samples>(x, channels(), samples)
                    : Eigen::Map<Samples>(x, samples, channels());
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
    const Eigen::Index count = are_rows ? x.rows() : x.cols();
    if (count == channels()) return;
    core::raise(name() + ": has " + std::to_string(channels()) +
                " channels, so X must have as many " + (are_rows ? "rows" : "columns") +
                ", but has " + std::to_string(count));
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

}  // namespace eigenact

EIGENACT_PACKETS_END

#include <eigenact/core/channelwise_passes.hpp>
