// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>

#include "dataset.hpp"
#include "idx.hpp"

namespace example {

/// The files of one half of MNIST, as published ("train-images-idx3-ubyte"), with the dot that some
/// archives put
/// ("train-images.idx3-ubyte"), raw or with ".gz".
struct MnistPair {
  std::optional<std::filesystem::path> images;
  std::optional<std::filesystem::path> labels;
};

inline std::optional<std::filesystem::path> find_mnist_file(const std::filesystem::path& folder,
                                                            const std::string& stem,
                                                            const std::string& suffix) {
  for (const char* separator : {"-", "."}) {
    for (const char* extension : {"", ".gz"}) {
      const std::filesystem::path path = folder / (stem + separator + suffix + extension);
      if (std::filesystem::exists(path)) return path;
    }
  }
  return std::nullopt;
}

/// Finds the pair called `part` ("train" or "t10k"); one file without the other is an error.
inline MnistPair find_mnist_pair(const std::filesystem::path& folder, const std::string& part) {
  MnistPair pair{find_mnist_file(folder, part + "-images", "idx3-ubyte"),
                 find_mnist_file(folder, part + "-labels", "idx1-ubyte")};
  if (pair.images && !pair.labels) {
    throw file_error(*pair.images,
                     "has no labels beside it; " + part +
                         "-labels-idx1-ubyte (or .gz) was expected in the same folder");
  }
  if (pair.labels && !pair.images) {
    throw file_error(*pair.labels,
                     "has no images beside it; " + part +
                         "-images-idx3-ubyte (or .gz) was expected in the same folder");
  }
  return pair;
}

inline Images read_mnist_pair(const MnistPair& pair) {
  Images images = idx::read_images(*pair.images);
  images.labels = idx::read_labels(*pair.labels);
  const auto label_count = static_cast<Eigen::Index>(images.labels.size());
  if (images.count() != label_count) {
    throw file_error(*pair.images, "holds " + std::to_string(images.count()) + " images but '" +
                                       pair.labels->string() + "' holds " +
                                       std::to_string(label_count) +
                                       " labels; every image needs one label");
  }
  return images;
}

inline std::string size_of(const Images& images) {
  return std::to_string(images.height) + " x " + std::to_string(images.width);
}

inline Dataset read_both_pairs(const MnistPair& train_pair, const MnistPair& test_pair) {
  Dataset dataset{"", read_mnist_pair(train_pair), read_mnist_pair(test_pair)};
  if (dataset.train.height != dataset.test.height || dataset.train.width != dataset.test.width) {
    throw file_error(*test_pair.images, "has images of " + size_of(dataset.test) +
                                            " but those of '" + train_pair.images->string() +
                                            "' are " + size_of(dataset.train) +
                                            "; both must be the same size");
  }
  return dataset;
}

/// Reads a folder of MNIST-format files. With both pairs, one trains and one tests; with one pair,
/// its first four fifths train and the rest tests. Throws std::runtime_error with one sentence for
/// whatever is wrong.
inline Dataset read_mnist_folder(const std::filesystem::path& folder) {
  if (!std::filesystem::exists(folder))
    throw file_error(folder, "does not exist; --data takes a folder");
  if (!std::filesystem::is_directory(folder))
    throw file_error(folder, "is not a folder; --data takes one");
  const MnistPair train_pair = find_mnist_pair(folder, "train");
  const MnistPair test_pair = find_mnist_pair(folder, "t10k");
  if (!train_pair.images && !test_pair.images) {
    throw file_error(
        folder,
        "holds no digits; expected train-images-idx3-ubyte with train-labels-idx1-ubyte, "
        "or t10k-images-idx3-ubyte with t10k-labels-idx1-ubyte, raw or .gz");
  }
  if (train_pair.images && test_pair.images) {
    Dataset dataset = read_both_pairs(train_pair, test_pair);
    dataset.description = "images of " + folder.string();
    return dataset;
  }
  const MnistPair& pair = train_pair.images ? train_pair : test_pair;
  const Images images = read_mnist_pair(pair);
  if (images.count() < 2) {
    throw file_error(*pair.images, "holds one image; training and testing need at least two");
  }
  return split(images, "images of " + pair.images->string());
}

}  // namespace example
