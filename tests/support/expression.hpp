// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace eigenact_test {

enum class Operation {
  Number,
  Variable,
  Pi,
  E,
  Negate,
  Add,
  Subtract,
  Multiply,
  Divide,
  Power,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  Equal,
  NotEqual,
  And,
  Or,
  Choose,
  Exp,
  Expm1,
  Log,
  Log1p,
  Tanh,
  Sinh,
  Cosh,
  Sin,
  Cos,
  Tan,
  Atan,
  Asinh,
  Erf,
  Erfc,
  Sqrt,
  Abs,
  Sign,
  Floor,
  Ceil,
  Trunc,
  Round,
  Min,
  Max
};  // clang-format would give each a line

/// Less to NotEqual.
inline bool is_comparison(Operation operation) {
  return operation >= Operation::Less && operation <= Operation::NotEqual;
}

/// One operation of an expression. Operands are indices of earlier nodes, -1 where there is none.
struct Node {
  Operation operation;
  int operands[3] = {-1, -1, -1};
  int variable = -1;               ///< for Variable: its index in the list given to Expression
  std::string number = {};         ///< for Number: the decimal text, so that 0.1 is one tenth
  std::uint64_t dependencies = 0;  ///< bit i: the value depends on variable i
};

/// A formula, parsed once. Equal sub-expressions share one node.
///
/// Grammar, from the loosest binding to the tightest:
///   c ? a : b    right associative
///   ||   &&
///   < <= > >= == !=    these do not chain: a < b < c is an error
///   + -    * /
///   -a
///   a ^ b    right associative, -a^b is -(a^b), a^-b is allowed
///   decimal numbers, variables, pi, e, (a), functions: exp expm1 log log1p tanh sinh cosh sin cos
///   tan atan asinh erf erfc sqrt abs sign floor ceil trunc round (half to even; one argument),
///   min max pow (two arguments)
/// Comparisons and logic give 1 or 0 and take any number but 0 as true.
class Expression {
 public:
  /// `variables`: at most 64 names, each a C identifier, distinct and none of them "pi" or "e".
  /// Throws std::invalid_argument with one sentence that tells the formula, the position (counted
  /// from 1) and what was expected, or which names are known.
  Expression(const std::string& formula, const std::vector<std::string>& variables);

  const std::vector<Node>& nodes() const { return nodes_; }
  int root() const { return root_; }

  /// Whether it is a rounding: a jump at the end of every step.
  bool is_staircase() const;

  /// Whether sin, cos or tan occurs: such functions vary on a scale of 1 even where |x| is huge.
  bool oscillates() const;

  /// Whether they are only sin and cos of arguments a x + b, so that they vary on a scale of 1 / a
  /// everywhere. x is variable 0.
  bool oscillates_evenly() const;

  /// Whether it is a b + c with a variable b, of which neither a nor c depend on it.
  bool is_linear_in(int variable) const;

  /// Whether the variable is only added to, multiplied with and put into functions that are smooth
  /// everywhere, so that a tiny one of them makes nothing steep.
  bool is_smooth_in(int variable) const;

 private:
  /// The degree in the variable of each node: 0, 1, or 2 for anything that is not linear.
  std::vector<int> degrees(int variable) const;

  std::vector<Node> nodes_;
  int root_ = -1;
};

}  // namespace eigenact_test
