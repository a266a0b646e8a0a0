// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/registry/form.hpp>
#include <eigenact/registry/kernels.hpp>
#include <eigenact/registry/model.hpp>

namespace eigenact::registry {

/// Any elementwise activation of one scalar: one class for all of them.
template <typename S>
class ElementwiseModel final : public Model<S> {
 public:
  using typename Model<S>::Array;

  /// With the default parameters.
  /// @param full_name  tells what it is made of too
  ElementwiseModel(const Kernels<S>& kernels, std::string (*full_name)())
      : kernels_(&kernels), full_name_(full_name) {
    for (int i = 0; i < count(); ++i)
      values_[static_cast<std::size_t>(i)] = static_cast<S>(facts().parameter(i).value);
  }

  void evaluate(Quantity quantity, const S* x, S* y, Eigen::Index size) const override {
    const auto pass = quantity == Quantity::Value        ? kernels_->value
                      : quantity == Quantity::Derivative ? kernels_->derivative
                                                         : kernels_->second_derivative;
    pass(values_.data(), x, y, size);
  }

  void value_and_derivative(const S* x, S* y, S* dy, Eigen::Index size) const override {
    kernels_->value_and_derivative(values_.data(), x, y, dy, size);
  }

  void backward(const S* x, const S* gradient, S* gx, Eigen::Index size) const override {
    const auto derivative = [this](const S* in, S* out, Eigen::Index some) {
      kernels_->derivative(values_.data(), in, out, some);
    };
    detail::backward(derivative, x, gradient, gx, size);
  }

  Array parameter_gradient(const S* x, const S* gradient, Eigen::Index size) const override {
    Array sums(count());
    kernels_->parameter_gradient(values_.data(), x, gradient, size, sums.data());
    return sums;
  }

  std::string_view name() const override { return facts().name(); }
  std::string formula() const override { return std::string(facts().formula()); }
  std::string reference() const override { return std::string(facts().reference()); }
  std::vector<std::string> parameter_names() const override {
    std::vector<std::string> names;
    for (int i = 0; i < count(); ++i) names.emplace_back(facts().parameter(i).name);
    return names;
  }
  Array parameters() const override { return Eigen::Map<const Array>(values_.data(), count()); }

  std::shared_ptr<const Model<S>> with_parameters(const Array& values) const override {
    if (values.size() != count())
      core::reject(name(), "set_parameters takes " + std::to_string(count()) + " values, got " +
                               std::to_string(values.size()));
    kernels_->validate(values.data());
    auto changed = std::make_shared<ElementwiseModel>(*this);
    std::copy(values.data(), values.data() + values.size(), changed->values_.begin());
    return changed;
  }

  std::shared_ptr<const Model<S>> with_arguments(
      const std::vector<Argument>& arguments) const override {
    Arguments all(std::string(name()), {}, arguments);
    Numbers<S> numbers = numbers_of(parameters());
    all.read(parameter_names(), false, numbers);
    return with_parameters(Eigen::Map<const Array>(numbers.values.data(), count()));
  }

  Description describe() const override {
    return {full_name_(), {}, written(parameter_names(), numbers_of(parameters()), false)};
  }

 private:
  const Facts& facts() const { return *kernels_->facts; }
  int count() const { return facts().parameter_count(); }

  const Kernels<S>* kernels_;
  std::string (*full_name_)();
  std::array<S, Facts::kMaxParameters> values_{};
};

}  // namespace eigenact::registry
