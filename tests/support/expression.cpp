// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "expression.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>

namespace eigenact_test {
namespace {

struct Function {
  const char* name;
  Operation operation;
  int arity;
};

constexpr Function kFunctions[] = {
    {"exp", Operation::Exp, 1},     {"expm1", Operation::Expm1, 1}, {"log", Operation::Log, 1},
    {"log1p", Operation::Log1p, 1}, {"tanh", Operation::Tanh, 1},   {"sinh", Operation::Sinh, 1},
    {"cosh", Operation::Cosh, 1},   {"sin", Operation::Sin, 1},     {"cos", Operation::Cos, 1},
    {"tan", Operation::Tan, 1},     {"atan", Operation::Atan, 1},   {"asinh", Operation::Asinh, 1},
    {"erf", Operation::Erf, 1},     {"erfc", Operation::Erfc, 1},   {"sqrt", Operation::Sqrt, 1},
    {"abs", Operation::Abs, 1},     {"sign", Operation::Sign, 1},   {"min", Operation::Min, 2},
    {"max", Operation::Max, 2},     {"pow", Operation::Power, 2},   {"floor", Operation::Floor, 1},
    {"ceil", Operation::Ceil, 1},   {"trunc", Operation::Trunc, 1}, {"round", Operation::Round, 1}};

struct Comparison {
  const char* symbol;
  Operation operation;
};

// Two-character symbols first: "<" is a prefix of "<=".
constexpr Comparison kComparisons[] = {
    {"<=", Operation::LessEqual}, {">=", Operation::GreaterEqual}, {"==", Operation::Equal},
    {"!=", Operation::NotEqual},  {"<", Operation::Less},          {">", Operation::Greater}};

// <cctype> would depend on the locale.
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

class Parser {
 public:
  Parser(const std::string& formula, const std::vector<std::string>& variables)
      : text_(formula), variables_(variables) {
    check_variables();
  }

  int parse() {
    const int root = conditional();
    skip_spaces();
    if (position_ < text_.size()) fail("an operator or the end");
    return root;
  }

  std::vector<Node>& nodes() { return nodes_; }

 private:
  int conditional() {
    const int condition = disjunction();
    if (!accept("?")) return condition;
    const int yes = conditional();
    expect(":", "':'");
    return make(Operation::Choose, condition, yes, conditional());
  }

  int disjunction() {
    int left = conjunction();
    while (accept("||")) left = make(Operation::Or, left, conjunction());
    return left;
  }

  int conjunction() {
    int left = comparison();
    while (accept("&&")) left = make(Operation::And, left, comparison());
    return left;
  }

  int comparison() {
    const int left = sum();
    for (const Comparison& candidate : kComparisons) {
      if (accept(candidate.symbol)) return make(candidate.operation, left, sum());
    }
    return left;
  }

  int sum() {
    int left = product();
    for (;;) {
      if (accept("+")) {
        left = make(Operation::Add, left, product());
      } else if (accept("-")) {
        left = make(Operation::Subtract, left, product());
      } else {
        return left;
      }
    }
  }

  int product() {
    int left = unary();
    for (;;) {
      if (accept("*")) {
        left = make(Operation::Multiply, left, unary());
      } else if (accept("/")) {
        left = make(Operation::Divide, left, unary());
      } else {
        return left;
      }
    }
  }

  int unary() { return accept("-") ? make(Operation::Negate, unary()) : power(); }

  int power() {
    const int base = primary();
    return accept("^") ? make(Operation::Power, base, unary()) : base;
  }

  int primary() {
    if (accept("(")) {
      const int inner = conditional();
      expect(")", "an operator or ')'");
      return inner;
    }
    const char next = peek();
    if (is_digit(next) || next == '.') return number();
    if (!is_letter(next)) fail("a number, a name or '('");
    const std::size_t start = position_;
    while (is_letter(peek_here()) || is_digit(peek_here())) ++position_;
    const std::string name = text_.substr(start, position_ - start);
    return accept("(") ? call(name, start) : named_value(name, start);
  }

  int number() {
    const std::size_t start = position_;
    std::size_t digits = skip_digits();
    if (peek_here() == '.') {
      ++position_;
      digits += skip_digits();
    }
    if (digits == 0) fail("a digit");
    skip_exponent();
    Node node{Operation::Number};
    node.number = text_.substr(start, position_ - start);
    return add(node);
  }

  std::size_t skip_digits() {
    const std::size_t start = position_;
    while (is_digit(peek_here())) ++position_;
    return position_ - start;
  }

  /// Leaves "e" where no digits follow: the caller then reports it as unexpected.
  void skip_exponent() {
    if (peek_here() != 'e' && peek_here() != 'E') return;
    const std::size_t start = position_++;
    if (peek_here() == '+' || peek_here() == '-') ++position_;
    if (skip_digits() == 0) position_ = start;
  }

  int call(const std::string& name, std::size_t start) {
    const auto* function = std::find_if(std::begin(kFunctions), std::end(kFunctions),
                                        [&](const Function& f) { return f.name == name; });
    if (function == std::end(kFunctions)) {
      std::string known;
      for (const Function& f : kFunctions) known += std::string(known.empty() ? "" : ", ") + f.name;
      fail_at(start, "unknown function \"" + name + "\"; known are " + known);
    }
    const int first = conditional();
    int second = -1;
    if (function->arity == 2) {
      expect(",", "an operator or ',' (" + name + " takes two arguments)");
      second = conditional();
    }
    expect(")", "an operator or ')'");
    return make(function->operation, first, second);
  }

  int named_value(const std::string& name, std::size_t start) {
    const auto found = std::find(variables_.begin(), variables_.end(), name);
    if (found != variables_.end()) {
      Node node{Operation::Variable};
      node.variable = static_cast<int>(found - variables_.begin());
      node.dependencies = std::uint64_t{1} << node.variable;
      return add(node);
    }
    if (name == "pi") return add(Node{Operation::Pi});
    if (name == "e") return add(Node{Operation::E});
    std::string known;
    for (const std::string& variable : variables_) known += variable + ", ";
    fail_at(start, "unknown name \"" + name + "\"; known are " + known + "pi and e");
  }

  int make(Operation operation, int a, int b = -1, int c = -1) {
    Node node{operation, {a, b, c}};
    for (int operand : node.operands) {
      if (operand >= 0) node.dependencies |= nodes_[static_cast<std::size_t>(operand)].dependencies;
    }
    return add(node);
  }

  /// The index of an equal node, or of a new one.
  int add(const Node& node) {
    const auto equal = std::find_if(nodes_.begin(), nodes_.end(), [&](const Node& other) {
      return other.operation == node.operation && other.variable == node.variable &&
             other.number == node.number &&
             std::equal(std::begin(node.operands), std::end(node.operands), other.operands);
    });
    const auto index = static_cast<int>(equal - nodes_.begin());
    if (equal == nodes_.end()) nodes_.push_back(node);
    return index;
  }

  void skip_spaces() {
    while (position_ < text_.size() && text_[position_] == ' ') ++position_;
  }

  char peek_here() const { return position_ < text_.size() ? text_[position_] : '\0'; }

  char peek() {
    skip_spaces();
    return peek_here();
  }

  bool accept(const std::string& symbol) {
    skip_spaces();
    if (text_.compare(position_, symbol.size(), symbol) != 0) return false;
    position_ += symbol.size();
    return true;
  }

  void expect(const std::string& symbol, const std::string& description) {
    if (!accept(symbol)) fail(description);
  }

  [[noreturn]] void fail(const std::string& expected) {
    const char found = peek();
    fail_at(position_, "expected " + expected + ", found " +
                           (found == '\0' ? "the end" : std::string("'") + found + "'"));
  }

  [[noreturn]] void fail_at(std::size_t position, const std::string& what) const {
    throw std::invalid_argument("formula \"" + text_ + "\", position " +
                                std::to_string(position + 1) + ": " + what + ".");
  }

  void check_variables() const {
    constexpr std::size_t mask_bits = 64;
    if (variables_.size() > mask_bits) {
      throw std::invalid_argument("formula \"" + text_ + "\": at most 64 variables, " +
                                  std::to_string(variables_.size()) + " given.");
    }
    for (auto name = variables_.begin(); name != variables_.end(); ++name) {
      const bool identifier = !name->empty() && is_letter(name->front()) &&
                              std::all_of(name->begin(), name->end(),
                                          [](char c) { return is_letter(c) || is_digit(c); });
      const bool taken =
          *name == "pi" || *name == "e" || std::find(variables_.begin(), name, *name) != name;
      if (identifier && !taken) continue;
      throw std::invalid_argument("formula \"" + text_ + "\": the variable name \"" + *name +
                                  (identifier ? "\" is already taken." : "\" is no identifier."));
    }
  }

  const std::string& text_;
  const std::vector<std::string>& variables_;
  std::size_t position_ = 0;
  std::vector<Node> nodes_;
};

}  // namespace

Expression::Expression(const std::string& formula, const std::vector<std::string>& variables) {
  Parser parser(formula, variables);
  root_ = parser.parse();
  nodes_ = std::move(parser.nodes());
}

}  // namespace eigenact_test
