// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/registry/elementwise_model.hpp>

namespace eigenact::registry {

/// An activation of Eigen::half or Eigen::bfloat16: that of float, with one rounding at the end, as
/// in the typed ones. So the 16-bit floats compile no activation of their own; the price is copies.
template <typename S>
class SixteenBitModel final : public Model<S> {
 public:
  using typename Model<S>::Array;

  explicit SixteenBitModel(const Model<float>& wide)
      : wide_(wide.with_parameters(rounded(wide.parameters()).template cast<float>())) {}

  void evaluate(Quantity quantity, const S* x, S* y, Eigen::Index size) const override {
    Floats numbers = floats(x, size);
    wide_->evaluate(quantity, numbers.data(), numbers.data(), size);
    Eigen::Map<Array>(y, size) = rounded(numbers);
  }
  void value_and_derivative(const S* x, S* y, S* dy, Eigen::Index size) const override {
    Floats numbers = floats(x, size), slopes(size);
    wide_->value_and_derivative(numbers.data(), numbers.data(), slopes.data(), size);
    Eigen::Map<Array>(y, size) = rounded(numbers);
    Eigen::Map<Array>(dy, size) = rounded(slopes);
  }
  void backward(const S* x, const S* gradient, S* gx, Eigen::Index size) const override {
    Floats result(size);
    wide_->backward(floats(x, size).data(), floats(gradient, size).data(), result.data(), size);
    Eigen::Map<Array>(gx, size) = rounded(result);
  }
  Array parameter_gradient(const S* x, const S* gradient, Eigen::Index size) const override {
    return rounded(
        wide_->parameter_gradient(floats(x, size).data(), floats(gradient, size).data(), size));
  }

  std::string_view name() const override { return wide_->name(); }
  std::string formula() const override { return wide_->formula(); }
  std::string reference() const override { return wide_->reference(); }
  std::vector<std::string> parameter_names() const override { return wide_->parameter_names(); }
  Array parameters() const override { return rounded(wide_->parameters()); }
  std::shared_ptr<const Model<S>> with_parameters(const Array& values) const override {
    return std::make_shared<SixteenBitModel>(
        *wide_->with_parameters(values.template cast<float>()));
  }
  std::shared_ptr<const Model<S>> with_arguments(
      const std::vector<Argument>& arguments) const override {
    return std::make_shared<SixteenBitModel>(*wide_->with_arguments(arguments));
  }
  Description describe() const override { return wide_->describe(); }

 private:
  using Floats = Eigen::ArrayXf;
  static Floats floats(const S* x, Eigen::Index size) {
    return Eigen::Map<const Array>(x, size).template cast<float>();
  }
  static Array rounded(const Floats& numbers) { return numbers.cast<S>(); }

  std::shared_ptr<const Model<float>> wide_;
};

/// The activation of a formula at its default parameters.
template <typename Formula, typename S, typename Accuracy>
std::shared_ptr<const Model<S>> model_of() {
  if constexpr (core::is_sixteen_bit<S>)
    return std::make_shared<SixteenBitModel<S>>(*model_of<Formula, float, Accuracy>());
  else
    return std::make_shared<ElementwiseModel<S>>(kernels<Formula, S, Accuracy>(),
                                                 FullName<Formula>::text);
}

}  // namespace eigenact::registry
