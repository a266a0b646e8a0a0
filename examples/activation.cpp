// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "activation.hpp"

#include <eigenact/eigenact.hpp>
#include <stdexcept>
#include <string_view>

#include "nearest_names.hpp"

namespace example {
namespace {

template <typename Function>
class ActivationOf final : public Activation {
 public:
  void forward(const Eigen::MatrixXf& inputs, Eigen::MatrixXf& outputs) const override {
    outputs = function_(inputs);
  }

  void backward(const Eigen::MatrixXf& inputs, Eigen::MatrixXf& gradient) const override {
    gradient = function_.backward(inputs, gradient);
  }

  Eigen::ArrayXf parameters() const override {
    if constexpr (has_parameters) return function_.parameters();
    return {};
  }

  void set_parameters([[maybe_unused]] const Eigen::ArrayXf& values) override {
    if constexpr (has_parameters) function_.set_parameters(values);
  }

  Eigen::ArrayXf parameter_gradient(
      [[maybe_unused]] const Eigen::MatrixXf& inputs,
      [[maybe_unused]] const Eigen::MatrixXf& output_gradient) const override {
    if constexpr (has_parameters) return function_.parameter_gradient(inputs, output_gradient);
    return {};
  }

 private:
  static constexpr bool has_parameters = Function::parameter_count > 0;

  Function function_;
};

template <typename Function>
ActivationKind kind_of(std::string_view name) {
  ActivationKind kind{std::string(name), {}, [] {
                        return std::unique_ptr<Activation>(new ActivationOf<Function>);
                      }};
  for (const auto& parameter : Function().parameter_names()) {
    kind.parameter_names.emplace_back(parameter);
  }
  return kind;
}

}  // namespace

const std::vector<ActivationKind>& activation_kinds() {
  static const std::vector<ActivationKind> kinds = [] {
    std::vector<ActivationKind> result;
    eigenact::for_each_elementwise([&result](auto formula) {
      using Formula = decltype(formula);
      result.push_back(kind_of<eigenact::Elementwise<Formula, float>>(Formula::facts.name()));
    });
    return result;
  }();
  return kinds;
}

const ActivationKind& find_activation(const std::string& name) {
  std::vector<std::string> names;
  for (const ActivationKind& kind : activation_kinds()) {
    if (kind.name == name) return kind;
    names.push_back(kind.name);
  }
  throw std::runtime_error("there is no activation '" + name + "'; the nearest names are " +
                           nearest_names(name, names) + " (--list prints all)");
}

}  // namespace example
