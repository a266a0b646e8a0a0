// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <vector>

#include "activation.hpp"
#include "random.hpp"

namespace example {

/// A multilayer perceptron: features x batch, column-major, as Eigen likes it. All weights, biases
/// and (when they are trained) activation parameters lie in one flat array, so that an optimizer is
/// one vectorised pass.
class Mlp {
 public:
  /// `widths` are the sizes from the inputs to the logits. Weights start normal with variance 2 /
  /// fan-in, biases at 0. Source: He et al. 2015, arXiv:1502.01852.
  Mlp(const std::vector<Eigen::Index>& widths, const ActivationKind& kind,
      bool train_activation_parameters, Random& random);

  Eigen::ArrayXf& parameters() { return parameters_; }
  const Eigen::ArrayXf& gradient() const { return gradient_; }

  /// The logits; the caller may overwrite them with their gradient.
  Eigen::MatrixXf& forward(const Eigen::MatrixXf& inputs);

  /// Fills gradient(), given the inputs of the last forward() and the gradient with respect to its
  /// logits.
  void backward(const Eigen::MatrixXf& inputs, const Eigen::MatrixXf& logit_gradient);

  /// Hands changed parameters to the activations. A value that its activation does not admit is put
  /// back.
  void update_activations();

  std::size_t hidden_layers() const { return layers_.size() - 1; }
  Eigen::ArrayXf activation_parameters(std::size_t layer) const {
    return layers_[layer].activation->parameters();
  }

 private:
  struct Layer {
    Eigen::Index inputs, outputs;
    Eigen::Index offset;          // of the weights in the flat array; biases and the rest follow
    Eigen::Index trained_values;  // of the activation
    std::unique_ptr<Activation> activation;  // none for the logits
    Eigen::MatrixXf sums, activated, gradient;

    Eigen::Index bias_offset() const { return offset + inputs * outputs; }
    Eigen::Index activation_offset() const { return bias_offset() + outputs; }
    Eigen::Index end() const { return activation_offset() + trained_values; }
  };

  Eigen::Map<Eigen::MatrixXf> weights(Eigen::ArrayXf& flat, const Layer& layer) const {
    return {flat.data() + layer.offset, layer.outputs, layer.inputs};
  }
  Eigen::Map<Eigen::VectorXf> biases(Eigen::ArrayXf& flat, const Layer& layer) const {
    return {flat.data() + layer.bias_offset(), layer.outputs};
  }
  static auto activation_values(Eigen::ArrayXf& flat, const Layer& layer) {
    return flat.segment(layer.activation_offset(), layer.trained_values);
  }
  static void update_activation(Activation& activation, Eigen::Ref<Eigen::ArrayXf> wanted);

  std::vector<Layer> layers_;
  Eigen::ArrayXf parameters_;
  Eigen::ArrayXf gradient_;
};

inline Mlp::Mlp(const std::vector<Eigen::Index>& widths, const ActivationKind& kind,
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

inline Eigen::MatrixXf& Mlp::forward(const Eigen::MatrixXf& inputs) {
  const Eigen::MatrixXf* previous = &inputs;
  for (Layer& layer : layers_) {
    layer.sums.noalias() = weights(parameters_, layer) * *previous;
    layer.sums.colwise() += biases(parameters_, layer);
    if (layer.activation) layer.activation->forward(layer.sums, layer.activated);
    previous = &layer.activated;
  }
  return layers_.back().sums;
}

inline void Mlp::backward(const Eigen::MatrixXf& inputs, const Eigen::MatrixXf& logit_gradient) {
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

inline void Mlp::update_activations() {
  for (Layer& layer : layers_) {
    if (layer.trained_values > 0) {
      update_activation(*layer.activation, activation_values(parameters_, layer));
    }
  }
}

inline void Mlp::update_activation(Activation& activation, Eigen::Ref<Eigen::ArrayXf> wanted) {
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
