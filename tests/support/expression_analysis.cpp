// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// What can be said of an expression without a point.
#include <algorithm>
#include <cstddef>

#include "expression.hpp"

namespace eigenact_test {

bool Expression::is_staircase() const {
  const Operation last = nodes_[static_cast<std::size_t>(root_)].operation;
  return last == Operation::Floor || last == Operation::Ceil || last == Operation::Trunc ||
         last == Operation::Round;
}

bool Expression::oscillates() const {
  return std::any_of(nodes_.begin(), nodes_.end(), [](const Node& node) {
    return node.operation == Operation::Sin || node.operation == Operation::Cos ||
           node.operation == Operation::Tan;
  });
}

bool Expression::oscillates_evenly() const {
  const std::vector<int> degrees_in_x = degrees(0);
  return std::all_of(nodes_.begin(), nodes_.end(), [&](const Node& node) {
    if (node.operation == Operation::Tan) return false;
    if (node.operation != Operation::Sin && node.operation != Operation::Cos) return true;
    return degrees_in_x[static_cast<std::size_t>(node.operands[0])] <= 1;
  });
}

bool Expression::is_linear_in(int variable) const {
  return degrees(variable)[static_cast<std::size_t>(root_)] <= 1;
}

bool Expression::is_smooth_in(int variable) const {
  const std::uint64_t bit = std::uint64_t{1} << variable;
  return std::all_of(nodes_.begin(), nodes_.end(), [&](const Node& node) {
    if ((node.dependencies & bit) == 0) return true;
    switch (node.operation) {
      case Operation::Variable:
      case Operation::Negate:
      case Operation::Add:
      case Operation::Subtract:
      case Operation::Multiply:
      case Operation::Exp:
      case Operation::Expm1:
      case Operation::Tanh:
      case Operation::Sin:
      case Operation::Cos:
      case Operation::Erf:
      case Operation::Erfc:
        return true;
      case Operation::Divide:
        return (nodes_[static_cast<std::size_t>(node.operands[1])].dependencies & bit) == 0;
      default:
        return false;
    }
  });
}

std::vector<int> Expression::degrees(int variable) const {
  constexpr int not_linear = 2;
  std::vector<int> result;
  for (const Node& node : nodes_) {
    const auto operand = [&](int i) {
      const int index = node.operands[i];
      return index < 0 ? 0 : result[static_cast<std::size_t>(index)];
    };
    const int largest = std::max({operand(0), operand(1), operand(2)});
    switch (node.operation) {
      case Operation::Variable:
        result.push_back(node.variable == variable ? 1 : 0);
        break;
      case Operation::Negate:
      case Operation::Add:
      case Operation::Subtract:
        result.push_back(largest);
        break;
      case Operation::Multiply:
        result.push_back(std::min(operand(0) + operand(1), not_linear));
        break;
      case Operation::Divide:
        result.push_back(operand(1) == 0 ? operand(0) : not_linear);
        break;
      case Operation::Choose:
        result.push_back(operand(0) == 0 ? largest : not_linear);
        break;
      default:
        result.push_back(largest == 0 ? 0 : not_linear);
        break;
    }
  }
  return result;
}

}  // namespace eigenact_test
