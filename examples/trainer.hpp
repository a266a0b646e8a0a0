// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <iomanip>
#include <numeric>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "adam.hpp"
#include "cross_entropy.hpp"
#include "dataset.hpp"
#include "mlp.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "table.hpp"

namespace example {

/// What training with one activation came to.
struct Result {
  std::string activation;
  int epochs = 0;         ///< finished, or the one in which the loss stopped being finite
  bool diverged = false;  ///< then the numbers below mean nothing
  double test_loss = 0;
  double test_accuracy = 0;
  double seconds = 0;
};

/// Trains one network, printing a line per epoch. The same seed gives the same first weights and
/// the same order of images to every activation.
class Trainer {
 public:
  Trainer(const Dataset& dataset, const Options& options, const ActivationKind& kind)
      : dataset_(dataset),
        options_(options),
        kind_(kind),
        standardization_(Standardization::of(dataset.train)),
        random_(options.seed),
        network_(widths(dataset, options), kind, options.train_parameters, random_),
        optimizer_(network_.parameters().size(), options.learning_rate),
        order_(static_cast<std::size_t>(dataset.train.count())),
        test_order_(static_cast<std::size_t>(dataset.test.count())) {
    std::iota(order_.begin(), order_.end(), Eigen::Index{0});
    std::iota(test_order_.begin(), test_order_.end(), Eigen::Index{0});
  }

  Result run(std::ostream& out) {
    Result result{kind_.name, 0, false, 0, 0, 0};
    out << kind_.name << "\nepoch  train loss  test loss  test accuracy  seconds\n";
    while (result.epochs < options_.epochs && !result.diverged) run_epoch(result, out);
    if (options_.train_parameters && !result.diverged) print_parameters(out);
    out << std::endl;
    return result;
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::size_t test_batch = 500;

  static std::vector<Eigen::Index> widths(const Dataset& dataset, const Options& options) {
    std::vector<Eigen::Index> result = {dataset.train.pixels.rows()};
    result.insert(result.end(), options.hidden.begin(), options.hidden.end());
    result.push_back(class_count);
    return result;
  }

  void run_epoch(Result& result, std::ostream& out) {
    const Clock::time_point start = Clock::now();
    ++result.epochs;
    const double train_loss = train_epoch(result.epochs);
    const Score score = std::isfinite(train_loss) ? test() : Score{train_loss, 0};
    const auto count = static_cast<double>(dataset_.test.count());
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    result.test_loss = score.loss / count;
    result.test_accuracy = static_cast<double>(score.correct) / count;
    result.seconds += seconds;
    result.diverged = !std::isfinite(result.test_loss);
    if (!result.diverged) print_epoch(out, result, train_loss, seconds);
  }

  /// One pass over the training images in a new order. Returns the mean loss, or the first one that
  /// is not finite.
  double train_epoch(int epoch) {
    Progress progress(kind_.name + " " + std::to_string(epoch) + "/" +
                      std::to_string(options_.epochs));
    random_.shuffle(order_);
    double loss = 0;
    for (std::size_t first = 0; first < order_.size();) {
      const std::size_t length =
          std::min(static_cast<std::size_t>(options_.batch), order_.size() - first);
      batch_.gather(dataset_.train, standardization_, order_, first, length);
      loss += train_batch();
      first += length;
      if (!std::isfinite(loss)) return loss;
      progress.show(first, order_.size(), loss / static_cast<double>(first));
    }
    return loss / static_cast<double>(order_.size());
  }

  double train_batch() {
    Eigen::MatrixXf& logits = network_.forward(batch_.inputs);
    const Score score = cross_entropy(logits, batch_.labels);
    network_.backward(batch_.inputs, logits);
    optimizer_.step(network_.parameters(), network_.gradient());
    network_.update_activations();
    return score.loss;
  }

  Score test() {
    Score total;
    for (std::size_t first = 0; first < test_order_.size(); first += test_batch) {
      const std::size_t length = std::min(test_batch, test_order_.size() - first);
      batch_.gather(dataset_.test, standardization_, test_order_, first, length);
      const Score score = cross_entropy(network_.forward(batch_.inputs), batch_.labels);
      total.loss += score.loss;
      total.correct += score.correct;
    }
    return total;
  }

  static void print_epoch(std::ostream& out, const Result& result, double train_loss,
                          double seconds) {
    out << std::setw(5) << result.epochs << std::setw(12) << fixed(train_loss, 4) << std::setw(11)
        << fixed(result.test_loss, 4) << std::setw(15) << percent(result.test_accuracy)
        << std::setw(9) << fixed(seconds, 2) << std::endl;
  }

  void print_parameters(std::ostream& out) const {
    if (kind_.parameter_names.empty()) out << kind_.name << " has no parameters to train\n";
    for (std::size_t layer = 0; layer < network_.hidden_layers(); ++layer) {
      const Eigen::ArrayXf values = network_.activation_parameters(layer);
      for (std::size_t i = 0; i < kind_.parameter_names.size(); ++i) {
        out << (i == 0 ? "hidden layer " + std::to_string(layer + 1) + ": " : ", ")
            << kind_.parameter_names[i] << " = " << values[static_cast<Eigen::Index>(i)];
      }
      if (!kind_.parameter_names.empty()) out << '\n';
    }
  }

  const Dataset& dataset_;
  const Options& options_;
  const ActivationKind& kind_;
  Standardization standardization_;
  Random random_;
  Mlp network_;
  Adam optimizer_;
  std::vector<Eigen::Index> order_;
  std::vector<Eigen::Index> test_order_;
  Batch batch_;
};

}  // namespace example
