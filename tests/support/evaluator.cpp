// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "evaluator.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace eigenact_test {
namespace {

constexpr std::uint64_t kConstantPass = std::numeric_limits<std::uint64_t>::max();
constexpr long kLimbBits = 64;

bool is_inf(const Tracked& a) { return mpfr_inf_p(a.value) != 0; }
bool is_nan(const Tracked& a) { return mpfr_nan_p(a.value) != 0; }

}  // namespace

Evaluator::Evaluator(const std::string& formula, const std::vector<std::string>& variables,
                     const std::vector<double>& values)
    : expression_(formula, variables) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    inputs_.emplace_back(kLimbBits);
    set(static_cast<int>(i), values[i]);
  }
}

void Evaluator::set(int variable, double value, int sign, int step_exponent) {
  mpfr_ptr input = inputs_[static_cast<std::size_t>(variable)].value;
  if (sign == 0) {
    mpfr_set_prec(input, kLimbBits);
    mpfr_set_d(input, value, MPFR_RNDN);
    return;
  }
  const int top = value == 0 || !std::isfinite(value) ? step_exponent : std::ilogb(value);
  constexpr int double_bits = 53;
  mpfr_set_prec(input, std::max(top - step_exponent, double_bits) + 2);
  mpfr_set_si_2exp(input, sign, step_exponent, MPFR_RNDN);
  mpfr_add_d(input, input, value, MPFR_RNDN);
}

Evaluator::Level& Evaluator::level_for(long bits) {
  const auto limbs = static_cast<std::size_t>(bits / kLimbBits);
  if (levels_.size() <= limbs) levels_.resize(limbs + 1);
  if (!levels_[limbs]) {
    levels_[limbs] = std::make_unique<Level>();
    for (std::size_t i = 0; i < expression_.nodes().size(); ++i) levels_[limbs]->emplace_back(bits);
  }
  return *levels_[limbs];
}

const Tracked& Evaluator::evaluate(long bits, std::uint64_t varying) {
  bits_ = (bits + kLimbBits - 1) / kLimbBits * kLimbBits;
  level_ = &level_for(bits_);
  varying_ = varying;
  ++pass_;
  return run(expression_.root());
}

const Tracked& Evaluator::run(int index) {
  const Node& node = expression_.nodes()[static_cast<std::size_t>(index)];
  if (node.operation == Operation::Variable) {
    return inputs_[static_cast<std::size_t>(node.variable)];
  }
  Register& slot = (*level_)[static_cast<std::size_t>(index)];
  const bool varies = (node.dependencies & varying_) != 0;
  if (slot.pass == pass_ || (slot.pass == kConstantPass && !varies)) return slot.number;
  compute(node, slot.number);
  slot.pass = varies ? pass_ : kConstantPass;
  return slot.number;
}

void Evaluator::compute(const Node& node, Tracked& result) {
  if (is_comparison(node.operation))
    return compare(node.operation, result, run(node.operands[0]), run(node.operands[1]));
  switch (node.operation) {
    case Operation::Number:
    case Operation::Pi:
    case Operation::E:
      return compute_number(node, result);
    case Operation::And:
    case Operation::Or:
    case Operation::Choose:
      return compute_choice(node, result);
    case Operation::Min:
    case Operation::Max:
      return extremum(node.operation, result, run(node.operands[0]), run(node.operands[1]));
    default:
      return node.operands[1] >= 0 ? compute_arithmetic(node, result)
                                   : compute_function(node, result);
  }
}

void Evaluator::compute_number(const Node& node, Tracked& result) const {
  int ternary = 1;
  if (node.operation == Operation::Number) {
    ternary = mpfr_strtofr(result.value, node.number.c_str(), nullptr, 10, MPFR_RNDN);
  } else if (node.operation == Operation::Pi) {
    mpfr_const_pi(result.value, MPFR_RNDN);
  } else {
    mpfr_set_ui(result.value, 1, MPFR_RNDN);
    mpfr_exp(result.value, result.value, MPFR_RNDN);
  }
  result.error = ternary == 0 ? kExact : exponent_of(result.value) - bits_ - 1;
}

bool Evaluator::is_true(int node) { return mpfr_zero_p(run(node).value) == 0; }

void Evaluator::compute_choice(const Node& node, Tracked& result) {
  const bool first = is_true(node.operands[0]);
  if (node.operation == Operation::Choose) return copy(result, run(node.operands[first ? 1 : 2]));
  const bool decided = first == (node.operation == Operation::Or);
  const bool holds = decided ? first : is_true(node.operands[1]);
  mpfr_set_si(result.value, holds ? 1 : 0, MPFR_RNDN);
  result.error = kExact;
}

void Evaluator::compute_function(const Node& node, Tracked& result) {
  const Tracked& argument = run(node.operands[0]);
  apply(node.operation, result, argument);
  const bool logarithm = node.operation == Operation::Log || node.operation == Operation::Log1p;
  // log1p(exp(1e30)) is 1e30: the logarithm of an overflowed number follows from how it arose.
  if (logarithm && is_inf(result) && is_inf(argument)) log_magnitude(node.operands[0], result);
}

void Evaluator::compute_arithmetic(const Node& node, Tracked& result) {
  const Tracked& a = run(node.operands[0]);
  const Tracked& b = run(node.operands[1]);
  switch (node.operation) {
    case Operation::Add:
      add(result, a, b);
      break;
    case Operation::Subtract:
      subtract(result, a, b);
      break;
    case Operation::Multiply:
      multiply(result, a, b);
      break;
    case Operation::Divide:
      divide(result, a, b);
      break;
    default:
      power(result, a, b);
      break;
  }
  if (is_nan(result) && !is_nan(a) && !is_nan(b)) rescue_arithmetic(node, a, b, result);
}

/// inf - inf, inf / inf, 0 * inf and 0 / 0 of overflowed and underflowed operands. Operands that
/// are truly infinite or zero give NaN again: their logarithms are infinite.
void Evaluator::rescue_arithmetic(const Node& node, const Tracked& a, const Tracked& b,
                                  Tracked& result) {
  if (node.operation == Operation::Add || node.operation == Operation::Subtract) {
    return rescue_difference(node, a, result);
  }
  if (node.operation != Operation::Multiply && node.operation != Operation::Divide) return;
  const bool negative = (mpfr_signbit(a.value) != 0) != (mpfr_signbit(b.value) != 0);
  Tracked logarithm(bits_);
  log_of_product(node, logarithm);
  apply(Operation::Exp, result, logarithm);
  if (negative) mpfr_neg(result.value, result.value, MPFR_RNDN);
}

void Evaluator::rescue_difference(const Node& node, const Tracked& a, Tracked& result) {
  Tracked log_a(bits_), log_b(bits_);
  log_magnitude(node.operands[0], log_a);
  log_magnitude(node.operands[1], log_b);
  if (mpfr_equal_p(log_a.value, log_b.value)) return;
  const bool a_wins = mpfr_greater_p(log_a.value, log_b.value) != 0;
  mpfr_set_inf(result.value, (mpfr_sgn(a.value) > 0) == a_wins ? 1 : -1);
}

}  // namespace eigenact_test
