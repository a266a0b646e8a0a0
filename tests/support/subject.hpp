// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "ulp.hpp"

namespace eigenact_test {

using Numbers = std::vector<double>;

/// What is computed from x.
enum class Quantity { kValue, kDerivative, kSecondDerivative };
const char* to_string(Quantity quantity);

/// An activation of one scalar type and accuracy with its type erased: numbers go in and out as
/// doubles, which hold every format exactly. The laws are compiled once, against this.
struct Subject {
  struct Kink {
    std::string at, derivative;
  };

  // Compiled once, in points.cpp: there are programs of a hundred activations.
  Subject();
  Subject(const Subject&);
  Subject(Subject&&) noexcept;
  Subject& operator=(const Subject&);
  Subject& operator=(Subject&&) noexcept;
  ~Subject();

  std::string label;  ///< "elu(alpha=1) float Fast"
  std::string name, formula, scalar;
  std::vector<std::string> parameter_names;
  Numbers parameters;
  std::vector<Kink> kinks;
  std::vector<std::string> derivative_roots;
  std::string defined_from;  ///< empty: everywhere
  std::string offset;        ///< empty where nothing is added that cancels
  bool oscillates = false;
  bool precise = false;
  Format format = Format::float32();
  int register_size = 1;

  /// The quantity of an array that begins `offset` elements after an aligned address.
  std::function<Numbers(Quantity, const Numbers& x, int offset)> array;
  /// The quantity of one number at a time; empty where that is not compiled.
  std::function<double(Quantity, double x)> element;
  /// value_and_derivative of an array.
  std::function<std::pair<Numbers, Numbers>(const Numbers& x, int offset)> fused;
  /// backward(x, gradient); empty where that is not compiled.
  std::function<Numbers(const Numbers& x, const Numbers& gradient)> backward;
  /// derivative_from_output(y) and backward_from_output(y, gradient); empty where there is none.
  std::function<Numbers(const Numbers& y)> derivative_from_output;
  std::function<Numbers(const Numbers& y, const Numbers& gradient)> backward_from_output;
  /// parameter_gradient(x, gradient); empty where there are no parameters.
  std::function<Numbers(const Numbers& x, const Numbers& gradient)> parameter_gradient;
};

/// An activation with all that the laws hold it against.
struct TestedActivation {
  std::vector<Subject> subjects;       ///< with default and other parameters
  std::vector<Subject> edge_subjects;  ///< in float and double at the edges of the parameters
};

/// The activations of this program, of which options().activation may name one.
const std::vector<TestedActivation>& tested_activations();

}  // namespace eigenact_test
