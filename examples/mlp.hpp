// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <memory>
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

}  // namespace example
