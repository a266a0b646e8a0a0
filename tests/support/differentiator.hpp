// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "evaluator.hpp"
#include "tracked_number.hpp"

namespace eigenact_test {

/// Differentiates an expression by the rules of calculus, in the arithmetic of its evaluator, whose
/// error bounds go through all of them: one evaluation where a difference takes two or three, with
/// more bits.
class Differentiator {
 public:
  explicit Differentiator(Evaluator& evaluator) : evaluator_(evaluator) {}

  /// The first or second derivative by `variable` where the evaluator's variables stand, with
  /// numbers of `bits` bits. Null where the rules do not tell: on a kink or a jump, and where a
  /// number overflowed on the way. The result lives until the next call.
  const Tracked* evaluate(long bits, std::uint64_t varying, int variable, int order);

 private:
  /// Of a node: f' and, where it is wanted, f''.
  struct Slopes {
    TrackedNumber first, second;
    std::uint64_t pass = 0;
  };

  const Slopes& run(int index);
  Slopes differentiate(int index);
  Slopes of_product(const Node& node);
  Slopes of_quotient(int index);
  Slopes of_power(int index);
  Slopes of_function(int index);
  Slopes of_extremum(const Node& node);

  /// By the chain rule: outer_first is g', outer_second() is g''.
  template <typename Second>
  Slopes chain(const Slopes& inner, const TrackedNumber& outer_first, Second outer_second) const;

  const Node& node(int index) const;
  TrackedNumber value(int index) { return {*numbers_, evaluator_.number(index)}; }
  TrackedNumber number(double x) { return {*numbers_, x}; }
  bool varies(int index) const;
  bool is_decided(int condition);
  bool differ(int a, int b);
  /// Its slopes are 0 unless the rules fail here.
  Slopes nothing(bool is_told);

  Evaluator& evaluator_;
  std::map<long, TrackedNumbers> all_numbers_;  ///< by precision
  TrackedNumbers* numbers_ = nullptr;
  std::vector<Slopes> slopes_;  ///< by node
  TrackedNumber result_;
  int variable_ = 0, order_ = 1;
  std::uint64_t pass_ = 0;
  bool is_told_ = true;
};

}  // namespace eigenact_test
