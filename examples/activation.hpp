// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <memory>
#include <string>
#include <vector>

namespace example {

/// The activation of one hidden layer, whichever formula it is. The network is compiled once
/// against this interface, and activation.cpp is the only file that includes eigenact.
class Activation {
 public:
  virtual ~Activation() = default;

  /// outputs = f(inputs), resized as needed.
  virtual void forward(const Eigen::MatrixXf& inputs, Eigen::MatrixXf& outputs) const = 0;

  /// Turns the gradient with respect to the outputs into the one with respect to the inputs.
  virtual void backward(const Eigen::MatrixXf& inputs, Eigen::MatrixXf& gradient) const = 0;

  virtual Eigen::ArrayXf parameters() const = 0;

  /// Throws std::invalid_argument when a value is outside its admissible range.
  virtual void set_parameters(const Eigen::ArrayXf& values) = 0;

  /// The gradient of each parameter, summed over the batch.
  virtual Eigen::ArrayXf parameter_gradient(const Eigen::MatrixXf& inputs,
                                            const Eigen::MatrixXf& output_gradient) const = 0;
};

/// Makes any number of activations, each with its own default
/// parameters.
struct ActivationKind {
  std::string name;
  std::vector<std::string> parameter_names;
  std::unique_ptr<Activation> (*make)();
};

/// The names of all elementwise activations of eigenact, whether this program holds them or not.
std::vector<std::string> activation_names();

/// Finds an activation by name. Throws std::runtime_error with one sentence: the nearest names if
/// eigenact has none of this name, how to build with it if this program was built without it.
const ActivationKind& find_activation(const std::string& name);

}  // namespace example
