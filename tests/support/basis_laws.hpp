// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>

#include "subject.hpp"

// What every basis expansion keeps, compiled once against an expansion whose type is erased.

namespace eigenact_test {

/// An expansion of one scalar type and accuracy. Numbers go in and out as doubles, which hold float
/// exactly; what goes in is rounded to the scalar type.
class Basis {
 public:
  /// What becomes of a copy and of an expression f(x) when the copy's parameters change.
  struct Copies {
    Numbers lazy, values, parameters;
  };
  using Pair = std::pair<Numbers, Numbers>;

  virtual ~Basis() = default;

  std::string label;  ///< "staf float Fast"
  std::string name, formula;
  std::vector<std::string> parameter_names;
  bool is_float = true, is_precise = false;
  int register_size = 1;

  virtual Numbers parameters() const = 0;
  /// The sentence that is thrown, if one is.
  virtual std::string set_parameters(const Numbers& values) = 0;
  virtual Numbers array(Quantity quantity, const Numbers& x) const = 0;
  virtual double element(Quantity quantity, double x) const = 0;
  /// x.unaryExpr(f).
  virtual Numbers unary(const Numbers& x) const = 0;
  virtual Pair value_and_derivative(const Numbers& x) const = 0;
  virtual Numbers backward(const Numbers& x, const Numbers& gradient) const = 0;
  virtual double backward(double x, double gradient) const = 0;
  /// The gradients of x and of the parameters in one pass.
  virtual Pair both_gradients(const Numbers& x, const Numbers& gradient) const = 0;
  virtual Numbers parameter_gradient(const Numbers& x, const Numbers& gradient) const = 0;
  /// How often memory is allocated by forward and backward calls of arrays that have their size.
  virtual long allocations(const Numbers& x, const Numbers& gradient) const = 0;
  virtual Copies change_copy(const Numbers& x, const Numbers& changed) const = 0;

  /// The nearest number of the scalar type.
  double round(double x) const;
};

void check_values(const Basis& f);
void check_parameter_gradients(const Basis& f);
void check_same_bits(const Basis& f);
void check_allocations(const Basis& f);
void check_copies(const Basis& f);
void check_parameters(Basis& f);
/// f, f', f'' and the gradients far out and at infinity, against the formula.
void check_limits(const Basis& f);
/// The same at infinity with each of the parameters 0 in turn.
void check_limits_without_terms(Basis& f);
/// NaN gives NaN, also in the gradients of all parameters.
void check_nan(const Basis& f);
/// A number has the same bits alone and beside infinities, NaN and numbers far out.
void check_far_bits(const Basis& f);
/// The same for coefficients at the ends of the scalar type's range; the results where stated.
void check_extreme_coefficients(Basis& f);
/// Changes the parameters to others near them.
void move_parameters(Basis& f);

}  // namespace eigenact_test
