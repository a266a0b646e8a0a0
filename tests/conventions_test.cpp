// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The derivative where it jumps, and the value where there are two: PyTorch's choice, as data.
// Read in its derivative formulas (derivatives.yaml and the kernels it names), not run.

#include <cmath>
#include <limits>

#include "registry/catalogue.hpp"
#include "support/catch.hpp"

using namespace eigenact;

namespace {

struct Convention {
  const char* activation;
  double at, derivative;
};

const Convention kPyTorch[] = {
    {"relu", 0, 0},
    {"relu6", 0, 0},
    {"relu6", 6, 0},
    {"leaky_relu", 0, 0.01},
    {"leaky_relu(0.2)", 0, 0.2},
    {"leaky_relu(-3)", 0, -3},
    {"prelu", 0, 0.25},
    {"elu", 0, 1},
    {"elu(0.5)", 0, 0.5},
    {"celu", 0, 1},
    {"celu(0.5)", 0, 1},
    {"selu", 0, 1.0507009873554804934 * 1.6732632423543772848},
    {"hardsigmoid", -3, 0},
    {"hardsigmoid", 3, 0},
    {"hardswish", -3, 0},
    {"hardswish", 3, 1},
    {"hardtanh", -1, 0},
    {"hardtanh", 1, 0},
    {"hardtanh(-2, 0.5)", -2, 0},
    {"hardtanh(-2, 0.5)", 0.5, 0},
    {"hardshrink", -0.5, 0},
    {"hardshrink", 0.5, 0},
    {"hardshrink(0)", 0, 0},
    {"softshrink", -0.5, 0},
    {"softshrink", 0.5, 0},
    {"softshrink(0)", 0, 0},
    {"softsign", 0, 1},
    {"threshold", 0, 0},
    {"threshold(1.5, -2)", 1.5, 0},
    {"abs", 0, 0},
    {"sign", 0, 0},
};

const Convention kPyTorchValues[] = {
    {"hardshrink", -0.5, 0},         {"hardshrink", 0.5, 0}, {"softshrink", 0.5, 0},
    {"threshold(1.5, -2)", 1.5, -2}, {"sign", 0, 0},         {"hardswish", -3, 0},
    {"hardsigmoid", 3, 1},
};

template <typename S>
void check_derivative(const Convention& row) {
  INFO(row.activation << " at " << row.at);
  const auto f = make_activation<S>(row.activation);
  const S slope = f.derivative(static_cast<S>(row.at)), due = static_cast<S>(row.derivative);
  CHECK((slope == due || std::nextafter(slope, due) == due));  // SELU's is a rounded product
}

std::string name_of(const Convention& row) {
  return std::string(registry::without_arguments(row.activation));
}

}  // namespace

TEST_CASE("the derivative at every kink is PyTorch's", "[conventions]") {
  for (const Convention& row : kPyTorch) {
    check_derivative<float>(row);
    check_derivative<double>(row);
  }
}

TEST_CASE("the value where the function jumps or turns is PyTorch's", "[conventions]") {
  for (const Convention& row : kPyTorchValues) {
    INFO(row.activation << " at " << row.at);
    const auto f = make_activation<double>(row.activation);
    CHECK(f(row.at) == row.derivative);
  }
}

TEST_CASE("every kink of an activation that PyTorch has is in the table", "[conventions]") {
  for_each_elementwise([](auto formula) {
    constexpr Facts facts = decltype(formula)::facts;
    if (facts.libraries().find("PyTorch") == facts.libraries().npos) return;
    int rows = 0;
    for (const Convention& row : kPyTorch)
      rows += row.activation == std::string(facts.name()) ? 1 : 0;
    INFO(facts.name());
    CHECK(rows == facts.kink_count());
  });
  for (const Convention& row : kPyTorch)
    CHECK(make_activation<float>(name_of(row)).name() == name_of(row));
}

TEST_CASE("NaN stays NaN, and minus infinity has the limit", "[conventions]") {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float infinity = std::numeric_limits<float>::infinity();
  for (const std::string& name : activation_names()) {
    INFO(name);
    const auto f = make_activation<float>(name);
    CHECK(std::isnan(f(nan)));
    CHECK(std::isnan(f.derivative(nan)));
  }
  for (const char* name : {"relu", "silu", "gelu", "gelu_tanh", "quick_gelu", "mish", "telu",
                           "hardswish", "swish", "sigmoid", "hardsigmoid", "softplus", "exp"}) {
    INFO(name);
    CHECK(make_activation<float>(name)(-infinity) == 0);
    CHECK(make_activation<float>(name).derivative(-infinity) == 0);
  }
}
