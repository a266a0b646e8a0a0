// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
// Trains a small network on handwritten digits and compares activations:
//
//   train_mlp                                      digits drawn by the program, ReLU
//   train_mlp --data mnist --activation relu,gelu  MNIST from a folder, two activations
//   train_mlp --activation prelu --train-parameters
//
// The part that shows the library is activation.cpp: one line forward, one line backward.

#include <algorithm>
#include <exception>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "activation.hpp"
#include "dataset.hpp"
#include "digits.hpp"
#include "mnist_folder.hpp"
#include "options.hpp"
#include "table.hpp"
#include "trainer.hpp"

namespace example {
namespace {

void print_setup(const Dataset& dataset, const Options& options) {
  std::cout << dataset.description << ": " << dataset.train.count() << " to train, "
            << dataset.test.count() << " to test\nnetwork: " << dataset.train.pixels.rows();
  for (const int width : options.hidden) std::cout << '-' << width;
  std::cout << '-' << class_count << ", batches of " << options.batch
            << ", Adam with learning rate " << options.learning_rate << ", seed " << options.seed
            << "\n\n";
}

void report_divergence(const Result& result, const Options& options) {
  std::cerr << "train_mlp: " << result.activation << " diverged in epoch " << result.epochs
            << ": the loss is no longer finite; try a --learning-rate below "
            << options.learning_rate << std::endl;
}

/// Best accuracy first, diverged runs last.
void print_comparison(std::vector<Result> results) {
  std::stable_sort(results.begin(), results.end(), [](const Result& a, const Result& b) {
    return a.diverged != b.diverged ? b.diverged : a.test_accuracy > b.test_accuracy;
  });
  double most_wrong = 0;
  for (const Result& result : results) {
    if (!result.diverged) most_wrong = std::max(most_wrong, 1 - result.test_accuracy);
  }
  Table table({"activation", "test loss", "test accuracy", "seconds", "wrong (shorter is better)"});
  for (const Result& result : results) {
    const std::string seconds = fixed(result.seconds, 2);
    if (result.diverged) {
      table.add({result.activation, "-", "-", seconds,
                 "diverged in epoch " + std::to_string(result.epochs)});
    } else {
      table.add({result.activation, fixed(result.test_loss, 4), percent(result.test_accuracy),
                 seconds, bar(1 - result.test_accuracy, most_wrong)});
    }
  }
  std::cout << "best test accuracy first\n";
  table.print(std::cout);
}

int train_all(const Options& options) {
  std::vector<const ActivationKind*> kinds;
  for (const std::string& name : options.activations) kinds.push_back(&find_activation(name));
  const Dataset dataset = options.data ? read_mnist_folder(*options.data) : digits::dataset();
  print_setup(dataset, options);
  std::vector<Result> results;
  for (const ActivationKind* kind : kinds) {
    results.push_back(Trainer(dataset, options, *kind).run(std::cout));
    if (results.back().diverged) report_divergence(results.back(), options);
  }
  if (results.size() > 1) print_comparison(results);
  const bool all_diverged = std::all_of(results.begin(), results.end(),
                                        [](const Result& result) { return result.diverged; });
  return all_diverged ? 1 : 0;
}

int run(int argc, char** argv) {
  const std::optional<Options> options = parse_options(argc, argv);
  if (!options) return 0;
  if (options->list) {
    for (const std::string& name : activation_names()) std::cout << name << '\n';
    return 0;
  }
  return train_all(*options);
}

}  // namespace
}  // namespace example

int main(int argc, char** argv) {
  try {
    return example::run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::cerr << "train_mlp: there is not enough memory for this data and network\n";
  } catch (const std::exception& error) {
    std::cerr << "train_mlp: " << error.what() << '\n';
  }
  return 1;
}
