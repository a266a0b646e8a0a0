// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/registry/expansion_model.hpp>
#include <eigenact/registry/sixteen_bit_model.hpp>

namespace eigenact {

/// Any activation of one scalar type, chosen at run time: by name with make_activation(), or made
/// of a typed one. A value: copies are independent and cheap. It has the words of the typed
/// activations, and their bits; but its results are arrays, not lazy expressions.
///
/// @tparam S  float, double, Eigen::half or Eigen::bfloat16
template <typename S>
class AnyActivation : public core::Setters<AnyActivation<S>, S>, core::Refusals<S> {
  static_assert(core::is_native<S>,
                "eigenact: an activation by name is one of float, double, Eigen::half or "
                "Eigen::bfloat16.");
  using Refusals = core::Refusals<S>;
  using Quantity = registry::Quantity;

 public:
  using Refusals::operator(), Refusals::derivative, Refusals::second_derivative, Refusals::backward,
      Refusals::value_and_derivative, Refusals::parameter_gradient;

  using Scalar = S;
  using ParameterArray = Eigen::Array<S, Eigen::Dynamic, 1>;

  template <typename Formula, typename Accuracy>
  AnyActivation(const Elementwise<Formula, S, Accuracy>& f)
      : model_(registry::model_of<Formula, S, Accuracy>()->with_parameters(f.parameters())) {}
  template <typename Formula, typename Accuracy>
  AnyActivation(const Expansion<Formula, S, Accuracy>& f)
      : model_(std::make_shared<registry::ExpansionModel<Formula, S, Accuracy>>(f)) {}
  explicit AnyActivation(std::shared_ptr<const registry::Model<S>> model)
      : model_(std::move(model)) {}
  AnyActivation(const AnyActivation&) = default;  // and no move, which would leave one without f
  AnyActivation& operator=(const AnyActivation&) = default;

  /// f(x), of a number, or of a dense array or matrix expression: an array or matrix then.
  S operator()(const core::Taken<S>& x) const { return evaluate(Quantity::Value, x); }
  template <typename X>
  auto operator()(const Eigen::DenseBase<X>& x) const {
    return evaluate(Quantity::Value, x);
  }

  S derivative(const core::Taken<S>& x) const { return evaluate(Quantity::Derivative, x); }
  template <typename X>
  auto derivative(const Eigen::DenseBase<X>& x) const {
    return evaluate(Quantity::Derivative, x);
  }

  S second_derivative(const core::Taken<S>& x) const {
    return evaluate(Quantity::SecondDerivative, x);
  }
  template <typename X>
  auto second_derivative(const Eigen::DenseBase<X>& x) const {
    return evaluate(Quantity::SecondDerivative, x);
  }

  /// gradient * f'(x).
  /// @throws std::invalid_argument if the shapes of x and gradient differ.
  S backward(const core::Taken<S>& x, const core::Taken<S>& gradient) const {
    const S in = x, upstream = gradient;
    S result;
    model_->backward(&in, &upstream, &result, 1);
    return result;
  }
  template <typename X, typename G>
  typename X::PlainObject backward(const Eigen::DenseBase<X>& x,
                                   const Eigen::DenseBase<G>& gradient) const {
    core::check_scalars<S, X, G>();
    core::require_same_shape(model_->name(), "the gradient", x, gradient);
    const Contiguous<X> in(x), upstream(gradient);
    auto result = plain_like(x);
    model_->backward(in.data(), upstream.data(), result.data(), x.size());
    return result;
  }

  /// The same of n numbers side by side; a result may be one of the arguments.
  void apply(const S* x, S* y, Eigen::Index n) const { model_->evaluate(Quantity::Value, x, y, n); }
  void derivative(const S* x, S* d, Eigen::Index n) const {
    model_->evaluate(Quantity::Derivative, x, d, n);
  }
  void second_derivative(const S* x, S* d, Eigen::Index n) const {
    model_->evaluate(Quantity::SecondDerivative, x, d, n);
  }
  void backward(const S* x, const S* gradient, S* d, Eigen::Index n) const {
    model_->backward(x, gradient, d, n);
  }
  void value_and_derivative(const S* x, S* y, S* d, Eigen::Index n) const {
    model_->value_and_derivative(x, y, d, n);
  }

  /// y = f(x) and dy = f'(x). y and dy are resized as by an assignment; Map, Block and Ref must
  /// have the shape of x. Either may be x itself.
  /// @throws std::invalid_argument if a result has another shape and cannot be resized.
  template <typename X, typename Y, typename D>
  void value_and_derivative(const Eigen::DenseBase<X>& x, Y&& y, D&& dy) const {
    core::check_results<Y, D>();
    core::check_scalars<S, X>();
    core::require_fit(model_->name(), "the values", x, y);
    core::require_fit(model_->name(), "the derivatives", x, dy);
    const Contiguous<X> in(x);
    auto values = plain_like(x), slopes = plain_like(x);
    model_->value_and_derivative(in.data(), values.data(), slopes.data(), x.size());
    y = std::move(values);
    dy = std::move(slopes);
  }

  /// The sum over all elements of gradient * df/dp for every parameter p.
  /// @throws std::invalid_argument if the shapes of x and gradient differ.
  template <typename X, typename G>
  ParameterArray parameter_gradient(const Eigen::DenseBase<X>& x,
                                    const Eigen::DenseBase<G>& gradient) const {
    core::check_scalars<S, X, G>();
    core::require_same_shape(model_->name(), "the gradient", x, gradient);
    const Contiguous<X> in(x), upstream(gradient);
    return model_->parameter_gradient(in.data(), upstream.data(), x.size());
  }
  /// x_gradient = backward(x, gradient) and parameters_gradient = parameter_gradient(x, gradient).
  /// Results are resized as by an assignment; x_gradient may be x or gradient itself.
  /// @throws std::invalid_argument if a shape does not fit.
  template <typename X, typename G, typename GX, typename GP>
  void backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient, GX&& x_gradient,
                GP&& parameters_gradient) const {
    core::check_results<GX, GP>();
    core::check_scalars<S, X, G>();
    const std::string_view name = model_->name();
    core::require_same_shape(name, "the gradient", x, gradient);
    core::require_fit(name, "the gradient of x", x, x_gradient);
    core::require_parameter_fit(name, parameters().size(), parameters_gradient);
    const Contiguous<X> in(x), upstream(gradient);
    auto result = plain_like(x);
    model_->backward(in.data(), upstream.data(), result.data(), x.size());
    core::assign_parameters(parameters_gradient,
                            model_->parameter_gradient(in.data(), upstream.data(), x.size()));
    x_gradient = std::move(result);
  }

  std::string name() const { return std::string(model_->name()); }
  std::string formula() const { return model_->formula(); }
  std::string reference() const { return model_->reference(); }
  std::vector<std::string> parameter_names() const { return model_->parameter_names(); }
  ParameterArray parameters() const { return model_->parameters(); }
  using core::Setters<AnyActivation, S>::set_parameters;
  /// @throws std::invalid_argument on a wrong number of values or an inadmissible one; nothing
  /// changes then.
  template <typename Derived>
  void set_parameters(const Eigen::DenseBase<Derived>& values) {
    const typename Derived::PlainObject plain = values;
    model_ = model_->with_parameters(Eigen::Map<const ParameterArray>(plain.data(), plain.size()));
  }

  /// The text that make_activation() makes it of, every parameter exactly:
  /// "leaky_relu(negative_slope=0.2)".
  std::string to_string() const { return registry::to_text(description()); }
  registry::Description description() const { return model_->describe(); }

 private:
  /// The numbers of an expression side by side: where they are, if they lie so, or copied.
  template <typename X>
  class Contiguous {
   public:
    template <typename Expression>
    explicit Contiguous(const Eigen::DenseBase<Expression>& x)
        : ref_(x.derived()), data_(ref_.data()) {
      if (ref_.outerSize() <= 1 || ref_.outerStride() == ref_.innerSize()) return;
      copy_ = ref_;
      data_ = copy_.data();
    }
    Contiguous(const Contiguous&) = delete;
    Contiguous& operator=(const Contiguous&) = delete;
    const S* data() const { return data_; }

   private:
    Eigen::Ref<const typename X::PlainObject> ref_;
    typename X::PlainObject copy_;
    const S* data_;
  };

  template <typename X>
  static typename X::PlainObject plain_like(const Eigen::DenseBase<X>& x) {
    typename X::PlainObject result;
    result.resize(x.rows(), x.cols());
    return result;
  }

  S evaluate(Quantity quantity, const S& x) const {
    S y;
    model_->evaluate(quantity, &x, &y, 1);
    return y;
  }
  template <typename X>
  typename X::PlainObject evaluate(Quantity quantity, const Eigen::DenseBase<X>& x) const {
    core::check_scalars<S, X>();
    const Contiguous<X> in(x);
    auto y = plain_like(x);
    model_->evaluate(quantity, in.data(), y.data(), x.size());
    return y;
  }

  std::shared_ptr<const registry::Model<S>> model_;
};

}  // namespace eigenact
