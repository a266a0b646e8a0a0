// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "mlp.hpp"

#include <cmath>
#include <stdexcept>
#include <utility>

namespace example {

Mlp::Mlp(const std::vector<Eigen::Index>& widths, const ActivationKind& kind,
         bool train_activation_parameters, Random& random) {
  Eigen::Index offset = 0;
  for (std::size_t i = 0; i + 1 < widths.size(); ++i) {
    Layer layer{widths[i], widths[i + 1], offset, 0, nullptr, {}, {}, {}};
    const bool hidden = i + 2 < widths.size();
    if (hidden) layer.activation = kind.make();
    if (hidden && train_activation_parameters)
      layer.trained_values = layer.activation->parameters().size();
    offset = layer.end();
    layers_.push_back(std::move(layer));
  }
  parameters_.setZero(offset);
  gradient_.setZero(offset);
  for (Layer& layer : layers_) {
    const double deviation = std::sqrt(2 / static_cast<double>(layer.inputs));
    for (float& weight : parameters_.segment(layer.offset, layer.inputs * layer.outputs)) {
      weight = static_cast<float>(deviation * random.normal());
    }
    if (layer.trained_values > 0) {
      activation_values(parameters_, layer) = layer.activation->parameters();
    }
  }
}

Eigen::MatrixXf& Mlp::forward(const Eigen::MatrixXf& inputs) {
  const Eigen::MatrixXf* previous = &inputs;
  for (Layer& layer : layers_) {
    layer.sums.noalias() = weights(parameters_, layer) * *previous;
    layer.sums.colwise() += biases(parameters_, layer);
    if (layer.activation) layer.activation->forward(layer.sums, layer.activated);
    previous = &layer.activated;
  }
  return layers_.back().sums;
}

void Mlp::backward(const Eigen::MatrixXf& inputs, const Eigen::MatrixXf& logit_gradient) {
  const Eigen::MatrixXf* gradient = &logit_gradient;  // with respect to the sums of layer i
  for (std::size_t i = layers_.size(); i-- > 0;) {
    Layer& layer = layers_[i];
    const Eigen::MatrixXf& layer_inputs = i > 0 ? layers_[i - 1].activated : inputs;
    weights(gradient_, layer).noalias() = *gradient * layer_inputs.transpose();
    biases(gradient_, layer) = gradient->rowwise().sum();
    if (i == 0) break;
    Layer& below = layers_[i - 1];
    below.gradient.noalias() = weights(parameters_, layer).transpose() * *gradient;
    if (below.trained_values > 0) {
      activation_values(gradient_, below) =
          below.activation->parameter_gradient(below.sums, below.gradient);
    }
    below.activation->backward(below.sums, below.gradient);
    gradient = &below.gradient;
  }
}

void Mlp::update_activations() {
  for (Layer& layer : layers_) {
    if (layer.trained_values > 0) {
      update_activation(*layer.activation, activation_values(parameters_, layer));
    }
  }
}

void Mlp::update_activation(Activation& activation, Eigen::Ref<Eigen::ArrayXf> wanted) {
  for (Eigen::Index i = 0; i < wanted.size(); ++i) {
    const Eigen::ArrayXf accepted = activation.parameters();
    Eigen::ArrayXf next = accepted;
    next[i] = wanted[i];
    try {
      activation.set_parameters(next);
    } catch (const std::invalid_argument&) {
      wanted[i] = accepted[i];  // a step out of the admissible range is not taken
    }
  }
}

}  // namespace example
