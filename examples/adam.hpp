// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <cmath>

namespace example {

/// Adam, with bias correction. Source: Kingma & Ba 2015, arXiv:1412.6980, algorithm 1 and its
/// defaults.
class Adam {
 public:
  Adam(Eigen::Index size, float learning_rate)
      : learning_rate_(learning_rate),
        mean_(Eigen::ArrayXf::Zero(size)),
        square_(Eigen::ArrayXf::Zero(size)) {}

  void step(Eigen::ArrayXf& parameters, const Eigen::ArrayXf& gradient) {
    mean_power_ *= mean_decay;
    square_power_ *= square_decay;
    mean_ += (1 - mean_decay) * (gradient - mean_);
    square_ += (1 - square_decay) * (gradient.square() - square_);
    const float rate = learning_rate_ / (1 - mean_power_);
    const float correction = 1 / (1 - square_power_);
    parameters -= rate * mean_ / ((square_ * correction).sqrt() + epsilon);
  }

 private:
  static constexpr float mean_decay = 0.9F;
  static constexpr float square_decay = 0.999F;
  static constexpr float epsilon = 1e-8F;

  float learning_rate_;
  float mean_power_ = 1;
  float square_power_ = 1;
  Eigen::ArrayXf mean_;
  Eigen::ArrayXf square_;
};

}  // namespace example
