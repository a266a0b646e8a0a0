// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "expression.hpp"
#include "tracked.hpp"

namespace eigenact_test {

/// Evaluates one expression in MPFR, at any precision, again and again. Registers are kept for each
/// precision and sub-expressions without varying variables are computed once per precision.
/// Not safe for concurrent use. Needs an ExponentRange to be alive while it works.
class Evaluator {
 public:
  /// `values`: one for each of the `variables` of the formula.
  Evaluator(const std::string& formula, const std::vector<std::string>& variables,
            const std::vector<double>& values);

  /// Sets a variable to value + sign * 2^step_exponent, without any rounding.
  /// A variable that does not vary in the next evaluate() must have its first value.
  void set(int variable, double value, int sign = 0, int step_exponent = 0);

  /// The expression in `bits` bits, with its error bound. Bit i of `varying` tells that variable i
  /// may differ from its first value. The result lives until the next call.
  const Tracked& evaluate(long bits, std::uint64_t varying);

  /// The bits of the latest evaluate(): those asked for, rounded up to whole limbs.
  long bits() const { return bits_; }

  /// A node of the expression in the latest evaluate().
  const Tracked& number(int node) { return run(node); }

  /// log |expression| at the variables of the latest evaluate(), also where the expression itself
  /// overflows or underflows MPFR.
  void log_magnitude(Tracked& result) { log_magnitude(expression_.root(), result); }

  const Expression& expression() const { return expression_; }

 private:
  struct Register {
    explicit Register(long bits) : number(bits) {}
    Tracked number;
    std::uint64_t pass = 0;  ///< the evaluation that computed it, or kConstantPass
  };
  using Level = std::deque<Register>;

  Level& level_for(long bits);
  const Tracked& run(int node);
  void compute(const Node& node, Tracked& result);
  void compute_choice(const Node& node, Tracked& result);
  void compute_number(const Node& node, Tracked& result) const;
  void compute_function(const Node& node, Tracked& result);
  void compute_arithmetic(const Node& node, Tracked& result);
  void rescue_arithmetic(const Node& node, const Tracked& a, const Tracked& b, Tracked& result);
  void rescue_difference(const Node& node, const Tracked& a, Tracked& result);
  void log_magnitude(int node, Tracked& result);
  void log_of_sum(const Node& node, Tracked& result);
  void log_of_product(const Node& node, Tracked& result);
  bool is_true(int node);

  Expression expression_;
  std::deque<Tracked> inputs_;
  std::vector<std::unique_ptr<Level>> levels_;  ///< by precision in limbs
  Level* level_ = nullptr;
  long bits_ = 0;
  std::uint64_t varying_ = 0;
  std::uint64_t pass_ = 0;
};

}  // namespace eigenact_test
