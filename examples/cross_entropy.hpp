// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <cmath>
#include <cstdint>
#include <vector>

namespace example {

/// What a batch of logits (classes x images) costs.
struct Score {
  double loss = 0;           ///< sum over the images of -log softmax(logits)[label]
  Eigen::Index correct = 0;  ///< images whose largest logit is that of the label
};

/// Softmax and cross-entropy. The largest logit of each image is subtracted first, so nothing
/// overflows. Replaces `logits` by the gradient of the mean loss.
inline Score cross_entropy(Eigen::MatrixXf& logits, const std::vector<std::uint8_t>& labels) {
  Score score;
  const float weight = 1 / static_cast<float>(logits.cols());
  for (Eigen::Index image = 0; image < logits.cols(); ++image) {
    const Eigen::Index label = labels[static_cast<std::size_t>(image)];
    auto column = logits.col(image).array();
    Eigen::Index guess = 0;
    const float largest = column.maxCoeff(&guess);
    column -= largest;
    const float target = column[label];
    column = column.exp();
    const float sum = column.sum();
    score.loss += static_cast<double>(std::log(sum) - target);
    if (guess == label) ++score.correct;
    column *= weight / sum;
    column[label] -= weight;
  }
  return score;
}

}  // namespace example
