// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "../support/expression.hpp"
#include "dual.hpp"

namespace eigenact_test {

/// The nodes of a formula with those added that keep its derivative from cancelling.
struct Plan {
  std::vector<Node> nodes;
  int root = -1;
  /// For a / b in x: the node of b - a b' / a', which in x / (1 + abs(x)) is 1.
  std::map<int, int> defects;
  /// a - tanh(a), by the index of the difference: the index of a.
  std::map<int, int> minus_tanh;
};

/// The plan of a formula in x, which is the variable 0, and parameters.
Plan make_plan(const std::string& formula, const std::vector<std::string>& parameter_names);

/// A plan compiled for blocks of numbers of type T, double or long double.
template <typename T>
class Program {
 public:
  /// Computes the constants in long double, in which the parameters are exact.
  Program(const Plan& plan, const std::vector<double>& parameters);

  /// The formula at the first `count` numbers of input(), which are set by their `value` alone.
  const Block<T>& run(int count);
  Block<T>& input() { return blocks_.front(); }

 private:
  using Kernel = void (*)(const Block<T>&, const Block<T>&, const Block<T>&, Block<T>&, int count);
  struct Instruction {
    Kernel kernel;
    int a, b, c, result;
  };

  Instruction translate(const Plan& plan, int node) const;
  void set_constant(int node, Dual<long double> value);
  void schedule(const Plan& plan, int node);
  void execute(const Instruction& instruction, int count);
  Block<T>& block(int index) { return blocks_[static_cast<std::size_t>(index)]; }
  template <typename U>
  friend class Program;

  std::vector<Block<T>> blocks_;  ///< input, then one for each node
  std::vector<char> scheduled_;
  std::vector<Instruction> instructions_;
  int root_ = 0;
};

extern template class Program<double>;
extern template class Program<long double>;

}  // namespace eigenact_test
