// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/registry/loops.hpp>
#include <eigenact/registry/model.hpp>
#include <eigenact/registry/text.hpp>

namespace eigenact::registry {

/// A basis expansion with its settings: "staf(terms=1, seed=0, init=paper, C1=0.5, ...)".
template <typename Formula, typename S, typename Accuracy>
class ExpansionModel final : public Model<S> {
  using F = Expansion<Formula, S, Accuracy>;

 public:
  using typename Model<S>::Array;

  explicit ExpansionModel(const F& f = F()) : f_(f) {}

  void evaluate(Quantity quantity, const S* x, S* y, Eigen::Index size) const override {
    const Input in(x, size);
    if (quantity == Quantity::Value)
      detail::apply(f_, x, y, size);
    else if (quantity == Quantity::Derivative)
      detail::apply(f_.derivative(in).functor(), x, y, size);
    else
      detail::apply(f_.second_derivative(in).functor(), x, y, size);
  }
  void value_and_derivative(const S* x, S* y, S* dy, Eigen::Index size) const override {
    detail::apply(f_.derivative(Input(x, size)).functor(), x, dy, size);
    detail::apply(f_, x, y, size);
  }
  void backward(const S* x, const S* gradient, S* gx, Eigen::Index size) const override {
    const auto derivative = [this](const S* in, S* out, Eigen::Index some) {
      evaluate(Quantity::Derivative, in, out, some);
    };
    detail::backward(derivative, x, gradient, gx, size);
  }
  Array parameter_gradient(const S* x, const S* gradient, Eigen::Index size) const override {
    return f_.parameter_gradient(Input(x, size), Input(gradient, size));
  }

  std::string_view name() const override { return Formula::facts.name(); }
  std::string formula() const override { return f_.formula(); }
  std::string reference() const override { return f_.reference(); }
  std::vector<std::string> parameter_names() const override { return f_.parameter_names(); }
  Array parameters() const override { return f_.parameters(); }
  std::shared_ptr<const Model<S>> with_parameters(const Array& values) const override {
    auto changed = std::make_shared<ExpansionModel>(*this);
    changed->f_.set_parameters(values);
    return changed;
  }

  std::shared_ptr<const Model<S>> with_arguments(
      const std::vector<Argument>& arguments) const override {
    return std::make_shared<ExpansionModel>(registry::with_arguments(f_, arguments));
  }
  Description describe() const override { return registry::describe(f_); }

 private:
  using Input = Eigen::Map<const Array>;

  F f_;
};

}  // namespace eigenact::registry
