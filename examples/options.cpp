// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "options.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <stdexcept>

namespace example {
namespace {

/// Accepts whole numbers from low to high; says in one sentence what was given and what would be
/// right.
CLI::Validator whole_number(std::uint64_t low, std::uint64_t high) {
  const std::string range =
      "a whole number from " + std::to_string(low) + " to " + std::to_string(high);
  const auto check = [=](const std::string& text) -> std::string {
    std::uint64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error == std::errc() && stop == end && low <= value && value <= high) return {};
    return "'" + text + "' is not " + range;
  };
  return {check, "", "whole number"};
}

/// Accepts numbers above zero that a float can hold.
CLI::Validator positive_number() {
  const auto check = [](const std::string& text) -> std::string {
    char* stop = nullptr;
    const float value = std::strtof(text.c_str(), &stop);
    if (!text.empty() && *stop == '\0' && value > 0 && std::isfinite(value)) return {};
    return "'" + text + "' is not a number above 0 such as 0.001";
  };
  return {check, "", "positive number"};
}

/// The limits keep a slip of the hand from asking for all memory.
void declare_numbers(CLI::App& app, Options& options) {
  app.add_option("--epochs", options.epochs, "Passes over the training images")
      ->capture_default_str()
      ->check(whole_number(1, 100000));
  app.add_option("--seed", options.seed, "Seed of the first weights and of the order of images")
      ->capture_default_str()
      ->check(whole_number(0, UINT64_MAX));
  app.add_option("--batch", options.batch, "Images per step")
      ->capture_default_str()
      ->check(whole_number(1, 65536));
  app.add_option("--learning-rate", options.learning_rate, "Step size of Adam")
      ->capture_default_str()
      ->check(positive_number());
}

/// Declares the command line.
void declare(CLI::App& app, Options& options) {
  app.add_option("--data", options.data,
                 "Folder of MNIST-format files, raw or .gz (default: drawn digits)")
      ->type_name("DIR");
  app.add_option("--activation", options.activations,
                 "Hidden activations to compare, with commas or repeated (default: relu)")
      ->delimiter(',')
      ->type_name("NAME");
  app.add_option("--hidden", options.hidden, "Widths of the hidden layers (default: 128,128)")
      ->delimiter(',')
      ->expected(1, 16)
      ->type_name("WIDTH")
      ->check(whole_number(1, 8192));
  declare_numbers(app, options);
  app.add_flag("--train-parameters", options.train_parameters,
               "Train the activations' parameters too");
  app.add_flag("--list", options.list, "Print the names of all activations and stop");
}

}  // namespace

std::optional<Options> parse_options(int argc, char** argv) {
  Options options;
  CLI::App app("Trains a small network on handwritten digits and compares activations.",
               "train_mlp");
  declare(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    app.exit(success);  // --help
    return {};
  } catch (const CLI::ParseError& error) {
    throw std::runtime_error(std::string(error.what()) + " (--help prints all options)");
  }
  return options;
}

}  // namespace example
