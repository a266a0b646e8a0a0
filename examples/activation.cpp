// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "activation.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

// Made by CMakeLists.txt, of the activations that were asked for. An own program includes
// <eigenact/eigenact.hpp>, or the headers of those that it uses.
#include "built_in_activations.hpp"
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
ActivationKind kind_of() {
  ActivationKind kind{std::string(Function::name()), {}, [] {
                        return std::unique_ptr<Activation>(new ActivationOf<Function>);
                      }};
  for (const auto& parameter : Function().parameter_names()) {
    kind.parameter_names.emplace_back(parameter);
  }
  return kind;
}

template <typename... Functions>
std::vector<ActivationKind> kinds_of(eigenact::List<Functions...>) {
  return {kind_of<Functions>()...};
}

}  // namespace

std::vector<std::string> activation_names() {
  return {std::begin(all_activations), std::end(all_activations)};
}

const ActivationKind& find_activation(const std::string& name) {
  static const std::vector<ActivationKind> kinds = kinds_of(BuiltInActivations());
  for (const ActivationKind& kind : kinds) {
    if (kind.name == name) return kind;
  }
  const std::vector<std::string> names = activation_names();
  if (std::find(names.begin(), names.end(), name) != names.end()) {
    throw std::runtime_error("this program was built without '" + name +
                             "': configure with -DEIGENACT_EXAMPLE_ACTIVATIONS=" + name +
                             ", or run sh tools/run.sh demo -- --activation " + name);
  }
  throw std::runtime_error("there is no activation '" + name + "'; the nearest names are " +
                           nearest_names(name, names) + " (--list prints all)");
}

}  // namespace example
