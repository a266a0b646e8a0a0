// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "differentiator.hpp"

namespace eigenact_test {

const Tracked* Differentiator::evaluate(long bits, std::uint64_t varying, int variable, int order) {
  if (mpfr_number_p(evaluator_.evaluate(bits, varying).value) == 0) return nullptr;
  numbers_ = &all_numbers_.try_emplace(evaluator_.bits(), evaluator_.bits()).first->second;
  numbers_->clear();
  variable_ = variable;
  order_ = order;
  is_told_ = true;
  ++pass_;
  slopes_.resize(evaluator_.expression().nodes().size());
  const Slopes& slopes = run(evaluator_.expression().root());
  if (!is_told_) return nullptr;
  result_ = order == 1 ? slopes.first : slopes.second;
  if (result_.is_constant_zero()) result_ = number(0);
  return mpfr_number_p((*result_).value) != 0 ? &*result_ : nullptr;
}

const Node& Differentiator::node(int index) const {
  return evaluator_.expression().nodes()[static_cast<std::size_t>(index)];
}

bool Differentiator::varies(int index) const {
  return (node(index).dependencies >> variable_ & 1) != 0;
}

const Differentiator::Slopes& Differentiator::run(int index) {
  Slopes& slopes = slopes_[static_cast<std::size_t>(index)];
  if (slopes.pass != pass_) {
    slopes = varies(index) && is_told_ ? differentiate(index) : Slopes();
    slopes.pass = pass_;
  }
  return slopes;
}

Differentiator::Slopes Differentiator::differentiate(int index) {
  const Node& n = node(index);
  const int a = n.operands[0], b = n.operands[1];
  switch (n.operation) {
    case Operation::Variable:
      return {number(1), {}};
    case Operation::Negate:
      return {-run(a).first, -run(a).second};
    case Operation::Add:
      return {run(a).first + run(b).first, run(a).second + run(b).second};
    case Operation::Subtract:
      return {run(a).first - run(b).first, run(a).second - run(b).second};
    case Operation::Multiply:
      return of_product(n);
    case Operation::Divide:
      return of_quotient(index);
    case Operation::Power:
      return of_power(index);
    case Operation::Choose:
      if (!is_decided(a)) return nothing(false);
      return run(mpfr_zero_p(evaluator_.number(a).value) != 0 ? n.operands[2] : b);
    case Operation::Min:
    case Operation::Max:
      return of_extremum(n);
    default:
      return of_function(index);
  }
}

Differentiator::Slopes Differentiator::nothing(bool is_told) {
  is_told_ = is_told_ && is_told;
  return {};
}

/// (a b)' = a' b + a b'.
Differentiator::Slopes Differentiator::of_product(const Node& n) {
  const TrackedNumber a = value(n.operands[0]), b = value(n.operands[1]);
  const Slopes &da = run(n.operands[0]), &db = run(n.operands[1]);
  Slopes result{da.first * b + a * db.first, {}};
  if (order_ == 2) result.second = da.second * b + number(2) * da.first * db.first + a * db.second;
  return result;
}

/// q = a / b: q' = (a' - q b') / b.
Differentiator::Slopes Differentiator::of_quotient(int index) {
  const Node& n = node(index);
  const TrackedNumber q = value(index), b = value(n.operands[1]);
  if (!is_certain(*b)) return nothing(false);
  const Slopes &da = run(n.operands[0]), &db = run(n.operands[1]);
  Slopes result{(da.first - q * db.first) / b, {}};
  if (order_ == 2)
    result.second = (da.second - q * db.second - number(2) * result.first * db.first) / b;
  return result;
}

/// f = a^b: f' = f u' with u = b log a.
Differentiator::Slopes Differentiator::of_power(int index) {
  const Node& n = node(index);
  const TrackedNumber f = value(index), a = value(n.operands[0]), b = value(n.operands[1]);
  const Slopes &da = run(n.operands[0]), &db = run(n.operands[1]);
  if (!is_certain(*a) || (varies(n.operands[1]) && mpfr_sgn((*a).value) < 0)) return nothing(false);
  const TrackedNumber ratio = da.first / a;
  TrackedNumber u_first = b * ratio, u_second;
  if (order_ == 2) u_second = b * (da.second / a - ratio * ratio);
  if (varies(n.operands[1])) {
    const TrackedNumber logarithm = a.applied(Operation::Log);
    u_first = u_first + db.first * logarithm;
    if (order_ == 2) u_second = u_second + db.second * logarithm + number(2) * db.first * ratio;
  }
  return {f * u_first, order_ == 2 ? f * (u_second + u_first * u_first) : TrackedNumber()};
}

Differentiator::Slopes Differentiator::of_extremum(const Node& n) {
  const int a = n.operands[0], b = n.operands[1];
  if (!differ(a, b)) return nothing(false);
  const bool a_is_less = mpfr_less_p(evaluator_.number(a).value, evaluator_.number(b).value) != 0;
  return run(a_is_less == (n.operation == Operation::Min) ? a : b);
}

template <typename Second>
Differentiator::Slopes Differentiator::chain(const Slopes& inner, const TrackedNumber& outer_first,
                                             Second outer_second) const {
  Slopes result{outer_first * inner.first, {}};
  if (order_ == 2)
    result.second = outer_second() * inner.first * inner.first + outer_first * inner.second;
  return result;
}

/// f = g(a).
Differentiator::Slopes Differentiator::of_function(int index) {
  const Node& n = node(index);
  const TrackedNumber a = value(n.operands[0]), f = value(index);
  const Slopes& inner = run(n.operands[0]);
  const auto twice = [](const TrackedNumber& x) { return x + x; };
  switch (n.operation) {
    case Operation::Exp:
      return chain(inner, f, [&] { return f; });
    case Operation::Expm1: {
      const TrackedNumber e = a.applied(Operation::Exp);
      return chain(inner, e, [&] { return e; });
    }
    case Operation::Log:
    case Operation::Log1p: {
      const TrackedNumber one = number(1), r = one / (n.operation == Operation::Log ? a : one + a);
      return chain(inner, r, [&] { return -(r * r); });
    }
    case Operation::Tanh: {  // 4 e / (1 + e)^2 with e = exp(-2 |a|)
      const TrackedNumber e = (-twice(a.applied(Operation::Abs))).applied(Operation::Exp);
      const TrackedNumber s = number(1) + e;
      const TrackedNumber slope = number(4) * e / (s * s);
      return chain(inner, slope, [&] { return -twice(f * slope); });
    }
    case Operation::Sinh:
      return chain(inner, a.applied(Operation::Cosh), [&] { return f; });
    case Operation::Cosh:
      return chain(inner, a.applied(Operation::Sinh), [&] { return f; });
    case Operation::Sin:
      return chain(inner, a.applied(Operation::Cos), [&] { return -f; });
    case Operation::Cos:
      return chain(inner, -a.applied(Operation::Sin), [&] { return -f; });
    case Operation::Tan: {
      const TrackedNumber slope = number(1) + f * f;
      return chain(inner, slope, [&] { return twice(f * slope); });
    }
    case Operation::Atan: {
      const TrackedNumber one = number(1), r = one / (one + a * a);
      return chain(inner, r, [&] { return -twice(a * r * r); });
    }
    case Operation::Asinh: {
      const TrackedNumber one = number(1), square = one + a * a,
                          r = one / square.applied(Operation::Sqrt);
      return chain(inner, r, [&] { return -(a * r / square); });
    }
    case Operation::Erf:
    case Operation::Erfc: {  // +-2 / sqrt(pi) exp(-a^2)
      const TrackedNumber bell = (-(a * a)).applied(Operation::Exp);
      const TrackedNumber slope = number(n.operation == Operation::Erf ? 2 : -2) * bell /
                                  TrackedNumber::pi(*numbers_).applied(Operation::Sqrt);
      return chain(inner, slope, [&] { return -twice(a * slope); });
    }
    case Operation::Sqrt: {
      if (!is_certain(*a)) return nothing(false);
      const TrackedNumber r = number(0.5) / f;
      return chain(inner, r, [&] { return -(r / twice(a)); });
    }
    case Operation::Abs:
      if (!is_certain(*a) || mpfr_zero_p((*a).value) != 0) return nothing(false);
      if (mpfr_sgn((*a).value) > 0) return inner;
      return {-inner.first, -inner.second};
    default:  // steps are flat, but for the jumps
      return nothing(n.operation == Operation::Sign && is_certain(*a) &&
                     mpfr_zero_p((*a).value) == 0);
  }
}

bool Differentiator::differ(int a, int b) {
  const TrackedNumber difference = value(a) - value(b);
  return is_certain(*difference) && mpfr_regular_p((*difference).value) != 0;
}

/// Whether a condition stays what it is beside the point.
bool Differentiator::is_decided(int condition) {
  const Node& n = node(condition);
  if (!varies(condition)) return true;
  if (is_comparison(n.operation)) return differ(n.operands[0], n.operands[1]);
  const bool joins = n.operation == Operation::And || n.operation == Operation::Or;
  return joins && is_decided(n.operands[0]) && is_decided(n.operands[1]);
}

}  // namespace eigenact_test
