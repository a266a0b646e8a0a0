// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The part of the evaluator that works where numbers leave even MPFR's exponent range.
#include "evaluator.hpp"

namespace eigenact_test {
namespace {

void set_log(Tracked& result, const Tracked& number, long bits) {
  Tracked magnitude(bits);
  apply(Operation::Abs, magnitude, number);
  apply(Operation::Log, result, magnitude);
}

void subtract_log_two(Tracked& result, long bits) {
  Tracked log_two(bits);
  mpfr_const_log2(log_two.value, MPFR_RNDN);
  log_two.error = -bits;
  subtract(result, result, log_two);
}

}  // namespace

void Evaluator::log_magnitude(int index, Tracked& result) {
  const Tracked& number = run(index);
  const Node& node = expression_.nodes()[static_cast<std::size_t>(index)];
  if (mpfr_regular_p(number.value)) return set_log(result, number, bits_);
  const int first = node.operands[0];
  switch (node.operation) {
    case Operation::Exp:
    case Operation::Expm1:
      return copy(result, run(first));
    case Operation::Sinh:
    case Operation::Cosh:
      apply(Operation::Abs, result, run(first));
      return subtract_log_two(result, bits_);
    case Operation::Negate:
    case Operation::Abs:
      return log_magnitude(first, result);
    case Operation::Choose:
      return log_magnitude(node.operands[is_true(first) ? 1 : 2], result);
    case Operation::Sqrt:
      log_magnitude(first, result);
      mpfr_div_2ui(result.value, result.value, 1, MPFR_RNDN);
      return;
    case Operation::Multiply:
    case Operation::Divide:
    case Operation::Power:
      return log_of_product(node, result);
    case Operation::Add:
    case Operation::Subtract:
      return log_of_sum(node, result);
    default:
      return set_log(result, number, bits_);
  }
}

void Evaluator::log_of_product(const Node& node, Tracked& result) {
  Tracked log_a(bits_);
  log_magnitude(node.operands[0], log_a);
  if (node.operation == Operation::Power) return multiply(result, log_a, run(node.operands[1]));
  Tracked log_b(bits_);
  log_magnitude(node.operands[1], log_b);
  if (node.operation == Operation::Multiply) return add(result, log_a, log_b);
  subtract(result, log_a, log_b);
}

/// log |a +- b| = log |a| + log1p(+-|b / a|), |a| being the larger, for a sum that overflowed or
/// underflowed. A finite term is nothing against an infinite one.
void Evaluator::log_of_sum(const Node& node, Tracked& result) {
  const Tracked& a = run(node.operands[0]);
  const Tracked& b = run(node.operands[1]);
  if (mpfr_inf_p(a.value) != mpfr_inf_p(b.value)) {
    return log_magnitude(node.operands[mpfr_inf_p(a.value) ? 0 : 1], result);
  }
  Tracked log_a(bits_), log_b(bits_), difference(bits_), ratio(bits_);
  log_magnitude(node.operands[0], log_a);
  log_magnitude(node.operands[1], log_b);
  const bool a_leads = mpfr_greaterequal_p(log_a.value, log_b.value) != 0;
  const Tracked& larger = a_leads ? log_a : log_b;
  subtract(difference, a_leads ? log_b : log_a, larger);
  apply(Operation::Exp, ratio, difference);
  const bool equal_signs = (mpfr_signbit(a.value) != 0) == (mpfr_signbit(b.value) != 0);
  const bool reinforce = equal_signs == (node.operation == Operation::Add);
  if (!reinforce) mpfr_neg(ratio.value, ratio.value, MPFR_RNDN);
  apply(Operation::Log1p, difference, ratio);
  add(result, larger, difference);
}

}  // namespace eigenact_test
