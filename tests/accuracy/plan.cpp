// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <cstdlib>

#include "program.hpp"

namespace eigenact_test {
namespace {

constexpr int kNone = -1;

/// Adds nodes to a plan.
class Planner {
 public:
  explicit Planner(Plan& plan) : plan_(plan) {}

  void add_all() {
    const auto count = static_cast<int>(plan_.nodes.size());
    for (int i = 0; i < count; ++i) {
      const Node node = at(i);
      if (node.operation == Operation::Divide && varies(node.operands[0]) &&
          varies(node.operands[1])) {
        const int defect = defect_of(node.operands[1], node.operands[0], 1);
        if (defect != kNone) plan_.defects[i] = defect;
      }
      if (node.operation == Operation::Subtract &&
          at(node.operands[1]).operation == Operation::Tanh &&
          at(node.operands[1]).operands[0] == node.operands[0])
        plan_.minus_tanh[i] = node.operands[0];
    }
  }

 private:
  const Node& at(int i) const { return plan_.nodes[static_cast<std::size_t>(i)]; }
  bool varies(int i) const { return (at(i).dependencies & 1) != 0; }

  int add(const Node& node) {
    plan_.nodes.push_back(node);
    return static_cast<int>(plan_.nodes.size()) - 1;
  }
  int number(double value) {
    Node node{Operation::Number};
    node.number = std::to_string(value);
    return add(node);
  }
  int make(Operation operation, int a, int b = kNone) {
    if (a == kNone ||
        (b == kNone && operation != Operation::Sqrt && operation != Operation::Negate))
      return kNone;
    Node node{operation, {a, b, -1}};
    node.dependencies = at(a).dependencies | (b < 0 ? 0 : at(b).dependencies);
    return add(node);
  }

  /// m where u is c |a|^m for a constant c, 0 where it is not.
  double exponent(int u, int a) const {
    const Node& node = at(u);
    if (u == a) return 1;
    if (node.operation == Operation::Abs) return exponent(node.operands[0], a);
    if (node.operation == Operation::Power && at(node.operands[1]).operation == Operation::Number)
      return exponent(node.operands[0], a) *
             std::strtod(at(node.operands[1]).number.c_str(), nullptr);
    if (node.operation != Operation::Multiply) return 0;
    const double left = exponent(node.operands[0], a), right = exponent(node.operands[1], a);
    if (!varies(node.operands[0])) return right;
    if (!varies(node.operands[1])) return left;
    return left != 0 && right != 0 ? left + right : 0;
  }

  /// u - a u' / (n a') as a node: no difference is left where u is made of powers of a.
  int defect_of(int u, int a, int n) {
    if (!varies(u)) return u;
    const double m = exponent(u, a);
    if (m == n) return number(0);
    if (m != 0) return make(Operation::Multiply, number(1 - m / n), u);
    const Node node = at(u);
    const int left = node.operands[0], right = node.operands[1];
    switch (node.operation) {
      case Operation::Add:
      case Operation::Subtract:
        return make(node.operation, defect_of(left, a, n), defect_of(right, a, n));
      case Operation::Negate:
        return make(Operation::Negate, defect_of(left, a, n));
      case Operation::Sqrt:
        return make(Operation::Divide, defect_of(left, a, 2 * n), u);
      case Operation::Divide:
        return varies(right) ? kNone : make(Operation::Divide, defect_of(left, a, n), right);
      case Operation::Multiply:
        if (!varies(left)) return make(Operation::Multiply, left, defect_of(right, a, n));
        if (!varies(right)) return make(Operation::Multiply, defect_of(left, a, n), right);
        return kNone;
      default:
        return kNone;
    }
  }

  Plan& plan_;
};

}  // namespace

Plan make_plan(const std::string& formula, const std::vector<std::string>& parameter_names) {
  std::vector<std::string> variables = {"x"};
  variables.insert(variables.end(), parameter_names.begin(), parameter_names.end());
  const Expression expression(formula, variables);
  Plan plan{expression.nodes(), expression.root(), {}, {}};
  Planner(plan).add_all();
  return plan;
}

}  // namespace eigenact_test
