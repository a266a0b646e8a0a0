// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "program.hpp"

#include <array>
#include <cstdlib>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "function_rules.hpp"
#include "rules.hpp"

namespace eigenact_test {
namespace {

template <typename T, typename Rule>
void apply(const Block<T>& a, const Block<T>& b, const Block<T>& c, Block<T>& result, int count) {
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC ivdep
#endif
  for (int i = 0; i < count; ++i) result.set(i, Rule::run(a.get(i), b.get(i), c.get(i)));
}

/// The coefficients of (a - tanh(a)) / a^3 in a^2, from tanh' = 1 - tanh^2.
constexpr int kSeriesLength = 13;
template <typename T>
constexpr std::array<T, kSeriesLength> minus_tanh_series() {
  std::array<long double, kSeriesLength + 1> tanh{1};
  for (int k = 1; k <= kSeriesLength; ++k) {
    long double square = 0;
    for (int i = 0; i < k; ++i)
      square += tanh[static_cast<std::size_t>(i)] * tanh[static_cast<std::size_t>(k - 1 - i)];
    tanh[static_cast<std::size_t>(k)] = -square / (2 * k + 1);
  }
  std::array<T, kSeriesLength> result{};
  for (std::size_t k = 0; k < kSeriesLength; ++k) result[k] = static_cast<T>(-tanh[k + 1]);
  return result;
}

// Every rule as a type, so that each has a loop of its own.
#define EIGENACT_RULE(Name, expression)                                                      \
  template <typename T>                                                                      \
  struct Name {                                                                              \
    static Dual<T> run([[maybe_unused]] const Dual<T>& a, [[maybe_unused]] const Dual<T>& b, \
                       [[maybe_unused]] const Dual<T>& c) {                                  \
      return expression;                                                                     \
    }                                                                                        \
  };
EIGENACT_RULE(Negate, rules::negate(a))
EIGENACT_RULE(Add, rules::add(a, b))
EIGENACT_RULE(Subtract, rules::subtract(a, b))
EIGENACT_RULE(Multiply, rules::multiply(a, b))
EIGENACT_RULE(Divide, rules::divide(a, b))
EIGENACT_RULE(DivideByDefect, rules::divide_by_defect(a, b, c))
EIGENACT_RULE(Power, rules::pow(a, b))
EIGENACT_RULE(Copy, a)
EIGENACT_RULE(Square, rules::multiply(a, a))
EIGENACT_RULE(Cube, rules::multiply(a, rules::multiply(a, a)))
EIGENACT_RULE(PowerInX, rules::exp(rules::multiply(b, rules::log(a))))
EIGENACT_RULE(Less, rules::truth<T>(a.value < b.value, rules::in_doubt(a, b)))
EIGENACT_RULE(LessEqual, rules::truth<T>(a.value <= b.value, rules::in_doubt(a, b)))
EIGENACT_RULE(Greater, rules::truth<T>(a.value > b.value, rules::in_doubt(a, b)))
EIGENACT_RULE(GreaterEqual, rules::truth<T>(a.value >= b.value, rules::in_doubt(a, b)))
EIGENACT_RULE(Equal, rules::truth<T>(a.value == b.value, rules::in_doubt(a, b)))
EIGENACT_RULE(NotEqual, rules::truth<T>(a.value != b.value, rules::in_doubt(a, b)))
EIGENACT_RULE(And, rules::truth<T>((a.value != 0) & (b.value != 0),
                                   (a.value_error > 0) | (b.value_error > 0)))
EIGENACT_RULE(Or, rules::truth<T>((a.value != 0) | (b.value != 0),
                                  (a.value_error > 0) | (b.value_error > 0)))
EIGENACT_RULE(Choose, rules::choose(a, b, c))
EIGENACT_RULE(Exp, rules::exp(a))
EIGENACT_RULE(Expm1, rules::expm1(a))
EIGENACT_RULE(Log, rules::log(a))
EIGENACT_RULE(Log1p, rules::log1p(a))
EIGENACT_RULE(Tanh, rules::tanh(a))
EIGENACT_RULE(Sinh, rules::sinh(a))
EIGENACT_RULE(Cosh, rules::cosh(a))
EIGENACT_RULE(Sin, rules::sin(a))
EIGENACT_RULE(Cos, rules::cos(a))
EIGENACT_RULE(Tan, rules::tan(a))
EIGENACT_RULE(Atan, rules::atan(a))
EIGENACT_RULE(Asinh, rules::asinh(a))
EIGENACT_RULE(Erf, rules::erf(a))
EIGENACT_RULE(Erfc, rules::erfc(a))
EIGENACT_RULE(Sqrt, rules::sqrt(a))
EIGENACT_RULE(Abs, rules::abs(a))
EIGENACT_RULE(Sign, rules::sign(a))
EIGENACT_RULE(Floor, rules::step(a, std::floor(a.value)))
EIGENACT_RULE(Ceil, rules::step(a, std::ceil(a.value)))
EIGENACT_RULE(Trunc, rules::step(a, std::trunc(a.value)))
EIGENACT_RULE(Round, rules::step(a, std::nearbyint(a.value)))
EIGENACT_RULE(Min, rules::minimum(a, b))
EIGENACT_RULE(Max, rules::maximum(a, b))
#undef EIGENACT_RULE

template <typename T>
struct MinusTanh {
  static Dual<T> run(const Dual<T>& a, const Dual<T>&, const Dual<T>&) {
    constexpr std::array<T, kSeriesLength> series = minus_tanh_series<T>();
    return rules::minus_tanh(a, series);
  }
};

/// A node that is computed by its operation alone.
template <typename T>
auto kernel_of(Operation operation) {
  using Kernel = void (*)(const Block<T>&, const Block<T>&, const Block<T>&, Block<T>&, int count);
  switch (operation) {  // clang-format off
    case Operation::Negate: return Kernel(apply<T, Negate<T>>);
    case Operation::Add: return Kernel(apply<T, Add<T>>);
    case Operation::Subtract: return Kernel(apply<T, Subtract<T>>);
    case Operation::Multiply: return Kernel(apply<T, Multiply<T>>);
    case Operation::Divide: return Kernel(apply<T, Divide<T>>);
    case Operation::Power: return Kernel(apply<T, Power<T>>);
    case Operation::Less: return Kernel(apply<T, Less<T>>);
    case Operation::LessEqual: return Kernel(apply<T, LessEqual<T>>);
    case Operation::Greater: return Kernel(apply<T, Greater<T>>);
    case Operation::GreaterEqual: return Kernel(apply<T, GreaterEqual<T>>);
    case Operation::Equal: return Kernel(apply<T, Equal<T>>);
    case Operation::NotEqual: return Kernel(apply<T, NotEqual<T>>);
    case Operation::And: return Kernel(apply<T, And<T>>);
    case Operation::Or: return Kernel(apply<T, Or<T>>);
    case Operation::Choose: return Kernel(apply<T, Choose<T>>);
    case Operation::Exp: return Kernel(apply<T, Exp<T>>);
    case Operation::Expm1: return Kernel(apply<T, Expm1<T>>);
    case Operation::Log: return Kernel(apply<T, Log<T>>);
    case Operation::Log1p: return Kernel(apply<T, Log1p<T>>);
    case Operation::Tanh: return Kernel(apply<T, Tanh<T>>);
    case Operation::Sinh: return Kernel(apply<T, Sinh<T>>);
    case Operation::Cosh: return Kernel(apply<T, Cosh<T>>);
    case Operation::Sin: return Kernel(apply<T, Sin<T>>);
    case Operation::Cos: return Kernel(apply<T, Cos<T>>);
    case Operation::Tan: return Kernel(apply<T, Tan<T>>);
    case Operation::Atan: return Kernel(apply<T, Atan<T>>);
    case Operation::Asinh: return Kernel(apply<T, Asinh<T>>);
    case Operation::Erf: return Kernel(apply<T, Erf<T>>);
    case Operation::Erfc: return Kernel(apply<T, Erfc<T>>);
    case Operation::Sqrt: return Kernel(apply<T, Sqrt<T>>);
    case Operation::Abs: return Kernel(apply<T, Abs<T>>);
    case Operation::Sign: return Kernel(apply<T, Sign<T>>);
    case Operation::Floor: return Kernel(apply<T, Floor<T>>);
    case Operation::Ceil: return Kernel(apply<T, Ceil<T>>);
    case Operation::Trunc: return Kernel(apply<T, Trunc<T>>);
    case Operation::Round: return Kernel(apply<T, Round<T>>);
    case Operation::Min: return Kernel(apply<T, Min<T>>);
    case Operation::Max: return Kernel(apply<T, Max<T>>);
    default: throw std::logic_error("a number or variable is no operation");
  }  // clang-format on
}

/// A number of the text, or e or pi.
Dual<long double> constant_of(const Node& node, const std::vector<double>& parameters) {
  constexpr long double pi = 3.14159265358979323846264338327950288L,
                        e = 2.71828182845904523536028747135266250L;
  if (node.operation == Operation::Variable)
    return {parameters[static_cast<std::size_t>(node.variable) - 1], 0, 0, 0};
  const long double value = node.operation == Operation::Pi ? pi
                            : node.operation == Operation::E
                                ? e
                                : std::strtold(node.number.c_str(), nullptr);
  const bool integer = node.operation == Operation::Number && value == std::floor(value);
  return {value, 0, integer ? 0 : value * Limits<long double>::rounding, 0};
}

bool is_leaf(const Node& node) {
  return node.operation == Operation::Number || node.operation == Operation::Variable ||
         node.operation == Operation::Pi || node.operation == Operation::E;
}

}  // namespace

template <typename T>
typename Program<T>::Instruction Program<T>::translate(const Plan& plan, int index) const {
  const Node& node = plan.nodes[static_cast<std::size_t>(index)];
  // Blocks are counted from the input on; a missing operand reads the input and is not used.
  const auto block = [&](int i) {
    return i < 0 || plan.nodes[static_cast<std::size_t>(i)].variable == 0 ? 0 : i + 1;
  };
  Instruction result{nullptr, block(node.operands[0]), block(node.operands[1]),
                     block(node.operands[2]), index + 1};
  const auto defect = plan.defects.find(index);
  if (defect != plan.defects.end()) {
    result.kernel = apply<T, DivideByDefect<T>>;
    result.c = block(defect->second);
  } else if (plan.minus_tanh.count(index) > 0) {
    result.kernel = apply<T, MinusTanh<T>>;
  } else {
    result.kernel = kernel_of<T>(node.operation);
  }
  if (node.operation != Operation::Power) return result;
  const Node& exponent = plan.nodes[static_cast<std::size_t>(node.operands[1])];
  const T power = blocks_[static_cast<std::size_t>(result.b)].value[0];
  if ((exponent.dependencies & 1) != 0)
    result.kernel = apply<T, PowerInX<T>>;
  else if (power == 1)
    result.kernel = apply<T, Copy<T>>;
  else if (power == 2)
    result.kernel = apply<T, Square<T>>;
  else if (power == 3)
    result.kernel = apply<T, Cube<T>>;
  return result;
}

template <typename T>
void Program<T>::set_constant(int node, Dual<long double> x) {
  const T value = static_cast<T>(x.value);
  const T error = static_cast<T>(x.value_error + std::abs(x.value - value));
  for (int i = 0; i < kBlockSize; ++i) block(node + 1).set(i, {value, T(0), error, T(0)});
}

/// Operands first; constants are computed here, once.
template <typename T>
void Program<T>::schedule(const Plan& plan, int index) {
  if (std::exchange(scheduled_[static_cast<std::size_t>(index)], '\1')) return;
  const Node& node = plan.nodes[static_cast<std::size_t>(index)];
  for (int operand : node.operands)
    if (operand >= 0) schedule(plan, operand);
  const auto defect = plan.defects.find(index);
  if (defect != plan.defects.end()) schedule(plan, defect->second);
  const bool varies = (node.dependencies & 1) != 0;
  if (is_leaf(node)) return;
  if (!varies && !std::is_same_v<T, long double>) return;  // set by the constructor
  const Instruction instruction = translate(plan, index);
  if (varies)
    instructions_.push_back(instruction);
  else
    execute(instruction, kBlockSize);
}

template <typename T>
Program<T>::Program(const Plan& plan, const std::vector<double>& parameters)
    : blocks_(plan.nodes.size() + 1), scheduled_(plan.nodes.size()), root_(plan.root + 1) {
  for (int i = 0; i < kBlockSize; ++i) input().set(i, {0, 1, 0, 0});
  if (plan.nodes[static_cast<std::size_t>(plan.root)].variable == 0) root_ = 0;
  const auto count = static_cast<int>(plan.nodes.size());
  if constexpr (std::is_same_v<T, long double>) {
    for (int i = 0; i < count; ++i) {
      const Node& node = plan.nodes[static_cast<std::size_t>(i)];
      if (is_leaf(node) && node.variable != 0) set_constant(i, constant_of(node, parameters));
    }
  } else {
    Program<long double> exact(plan, parameters);
    for (int i = 0; i < count; ++i)
      if ((plan.nodes[static_cast<std::size_t>(i)].dependencies & 1) == 0)
        set_constant(i, exact.block(i + 1).get(0));
  }
  schedule(plan, plan.root);
}

template <typename T>
void Program<T>::execute(const Instruction& i, int count) {
  i.kernel(block(i.a), block(i.b), block(i.c), block(i.result), count);
}

template <typename T>
const Block<T>& Program<T>::run(int count) {
  for (const Instruction& instruction : instructions_) execute(instruction, count);
  return block(root_);
}

template class Program<double>;
template class Program<long double>;

}  // namespace eigenact_test
