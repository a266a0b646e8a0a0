// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace example {

constexpr int class_count = 10;

/// Labelled grey images: one column of `pixels` per image, 0 (paper) to 255 (ink).
struct Images {
  using Pixels = Eigen::Matrix<std::uint8_t, Eigen::Dynamic, Eigen::Dynamic>;

  Eigen::Index height = 0;
  Eigen::Index width = 0;
  Pixels pixels;
  std::vector<std::uint8_t> labels;

  Eigen::Index count() const { return pixels.cols(); }

  Images range(Eigen::Index first, Eigen::Index length) const {
    return {height, width, pixels.middleCols(first, length),
            std::vector<std::uint8_t>(labels.begin() + first, labels.begin() + first + length)};
  }
};

struct Dataset {
  std::string description;
  Images train;
  Images test;
};

/// The first four fifths train, the rest tests. With fewer than two images one part is empty.
inline Dataset split(const Images& images, std::string description) {
  const Eigen::Index train_count = images.count() * 4 / 5;
  return {std::move(description), images.range(0, train_count),
          images.range(train_count, images.count() - train_count)};
}

/// Maps pixels to mean 0 and variance 1, as measured over the training images.
struct Standardization {
  float mean = 0;   ///< of the bytes
  float scale = 1;  ///< reciprocal standard deviation of the bytes

  static Standardization of(const Images& images) {
    const double count = static_cast<double>(images.pixels.size());
    const double mean = images.pixels.cast<double>().sum() / count;
    const double variance = images.pixels.cast<double>().squaredNorm() / count - mean * mean;
    const double scale = variance > 0 ? 1 / std::sqrt(variance) : 1;  // blank images stay blank
    return {static_cast<float>(mean), static_cast<float>(scale)};
  }
};

/// A batch as the network reads it: features x images.
struct Batch {
  Eigen::MatrixXf inputs;
  std::vector<std::uint8_t> labels;

  /// Takes images order[first], ..., order[first + length - 1].
  void gather(const Images& images, const Standardization& standardization,
              const std::vector<Eigen::Index>& order, std::size_t first, std::size_t length) {
    inputs.resize(images.pixels.rows(), static_cast<Eigen::Index>(length));
    labels.resize(length);
    for (std::size_t i = 0; i < length; ++i) {
      const Eigen::Index image = order[first + i];
      inputs.col(static_cast<Eigen::Index>(i)) =
          (images.pixels.col(image).cast<float>().array() - standardization.mean) *
          standardization.scale;
      labels[i] = images.labels[static_cast<std::size_t>(image)];
    }
  }
};

}  // namespace example
