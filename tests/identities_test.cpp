// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Which activations are the same function: other names, other parameters, other papers.

#include <limits>
#include <set>

#include "registry/catalogue.hpp"
#include "support/catch.hpp"

using namespace eigenact;

namespace {

/// Numbers of either sign and any size, and none at a kink.
Eigen::ArrayXf points() {
  std::vector<float> x;
  for (int i = 0; i < 600; ++i) x.push_back(static_cast<float>(i) / 16 + 0.0123f);
  for (int i = -60; i <= 9; ++i) x.push_back(std::ldexp(1.0451f, i));
  const auto half = static_cast<Eigen::Index>(x.size());
  Eigen::ArrayXf all(2 * half);
  all << Eigen::Map<const Eigen::ArrayXf>(x.data(), half),
      -Eigen::Map<const Eigen::ArrayXf>(x.data(), half);
  return all;
}

template <typename A>
std::string first_difference(const Eigen::ArrayXf& x, const A& a, const A& b, float ulps) {
  for (Eigen::Index i = 0; i < x.size(); ++i) {
    const auto one = static_cast<float>(a(i)), other = static_cast<float>(b(i));
    if (one == other || (one != one && other != other)) continue;
    const float next = std::nextafter(one, other);
    if (ulps > 0 && next == other) continue;
    return "at " + registry::to_text(x(i)) + ": " + registry::to_text(one) + " and " +
           registry::to_text(other);
  }
  return "";
}

/// Value and derivative of two texts at all points, within `ulps` of float.
template <typename S>
void check_same(const std::string& one, const std::string& other, float ulps) {
  const Eigen::ArrayXf x = points();
  const Eigen::Array<S, -1, 1> numbers = x.cast<S>();
  const auto f = make_activation<S>(one), g = make_activation<S>(other);
  INFO(one << " = " << other);
  CHECK(first_difference<Eigen::Array<S, -1, 1>>(x, f(numbers), g(numbers), ulps) == "");
  CHECK(first_difference<Eigen::Array<S, -1, 1>>(x, f.derivative(numbers), g.derivative(numbers),
                                                 ulps) == "");
}

struct Pair {
  const char *one, *other;
};

// The same operations: the same bits in float and double.
const Pair kSameBits[] = {
    {"prelu(0.3)", "leaky_relu(0.3)"},
    {"leaky_relu(0)", "relu"},
    {"leaky_relu(1)", "identity"},
    {"hardtanh(0, 6)", "relu6"},
    {"threshold(0, 0)", "relu"},
    {"hardshrink(0)", "identity"},
    {"softshrink(0)", "identity"},
    {"linear", "identity"},
    {"shrink(0.7, 0)", "hardshrink(0.7)"},
    {"shrink(0.7, 0.7)", "softshrink(0.7)"},
    {"thresholded_relu(1.5)", "threshold(1.5, 0)"},
    {"relun(6)", "relu6"},
    {"flexible_relu(0, 0)", "relu"},
    {"keras_relu(0, 6, 0)", "relu6"},
    {"keras_relu(0.2, 65504, 0)", "leaky_relu(0.2)"},
    {"dual_line(1, 0.3, 0)", "leaky_relu(0.3)"},
    {"rprelu(0, 0, 0.3)", "leaky_relu(0.3)"},
    {"star_relu(1, 0)", "squared_relu"},
    {"poly_relu(0, 1, 0, 0)", "relu"},
    {"poly_relu(0, 0, 1, 0)", "squared_relu"},
    {"sparse_sigmoid", "linear_hardsigmoid(0.5, 0.5)"},
    {"clip(0, 6)", "relu6"},
    {"vlu(0, 1)", "relu"},
};

// The same function by other operations: the results of double, which hold a few units of 2^-53,
// are the same float, or neighbours where they lie next to the middle of two.
const Pair kSameFunction[] = {
    {"celu(1)", "elu(1)"},
    {"trainable_elu(0.7)", "elu(0.7)"},
    {"silu", "swish(1)"},
    {"quick_gelu", "swish(1.702)"},
    {"adaptive_sigmoid(1, 0)", "sigmoid"},
    {"softplus(-1)", "log_sigmoid"},
    {"sgt(1, 1, 1, 1)", "tanh"},
    {"scaled_tanh(1, 1)", "tanh"},
    {"scaled_tanh(1, 0.5)", "bipolar_sigmoid"},
    {"scaled_tanh(30, 0.033333333333333333)", "softcap(30)"},
    {"penalized_tanh(1)", "tanh"},
    {"derf(1, 0, 1, 0)", "erf"},
    {"dyt(1, 1, 0)", "tanh"},
    {"dyt(0.75, 1.25, 0)", "scaled_tanh(1.25, 0.75)"},
    {"linear_hardsigmoid(0.16666666666666667, 0.5)", "hardsigmoid"},
    {"isru(0)", "identity"},
    {"isrlu(0)", "identity"},
    {"pelu(1, 1)", "elu"},
    {"pelu(0.7, 0.7)", "celu(0.7)"},
    {"mpelu(0.7, 1)", "elu(0.7)"},
    {"soft_exponential(0)", "identity"},
    {"eswish(1)", "silu"},
    {"pserf(1, 1)", "serf"},
    {"shifted_gelu(0, 1)", "gelu"},
    {"smu(0.3, 0)", "linear(0.65, 0)"},
    {"smu(0, 0.70710678118654752)", "gelu"},
    {"squareplus(0)", "relu"},
    {"blu(0)", "identity"},
    {"blu(0.5)", "bent_identity"},
    {"acon_c(1, 0, 1.3)", "swish(1.3)"},
    {"power(2, 1)", "linear(2, 0)"},
    {"power(1, 2)", "square"},
    {"dual_line(1, 1, 0.5)", "linear(1, 0.5)"},
    {"tanh_soft2(1, 1)", "telu"},
    {"siren(1)", "sin"},
    {"swim(1)", "pflu"},
    {"swim(0)", "linear(0.5)"},
    {"aqulu(0.16666666666666667, 0.5)", "hardswish"},
};

/// f(x) by the text on the left is what the lambda makes of other activations.
struct Relation {
  const char* text;
  Eigen::ArrayXd (*same)(const Eigen::ArrayXd& x);
};

Eigen::ArrayXd value(const char* text, const Eigen::ArrayXd& x) {
  return make_activation<double>(text)(x);
}

const Relation kRelations[] = {
    {"log_sigmoid", [](const Eigen::ArrayXd& x) { return Eigen::ArrayXd(-value("softplus", -x)); }},
    {"silu", [](const Eigen::ArrayXd& x) { return Eigen::ArrayXd(x * value("sigmoid", x)); }},
    {"mish",
     [](const Eigen::ArrayXd& x) {
       return Eigen::ArrayXd(x * value("tanh", value("softplus", x)));
     }},
    {"telu",
     [](const Eigen::ArrayXd& x) { return Eigen::ArrayXd(x * value("tanh", value("exp", x))); }},
    {"erf_act(1, 1)",
     [](const Eigen::ArrayXd& x) { return Eigen::ArrayXd(x * value("erf", value("exp", x))); }},
    {"swigelu",
     [](const Eigen::ArrayXd& x) {
       return Eigen::ArrayXd((value("silu", x) + value("gelu", x)) / 2);
     }},
    {"hardswish",
     [](const Eigen::ArrayXd& x) { return Eigen::ArrayXd(x * value("hardsigmoid", x)); }},
    {"eanaf",
     [](const Eigen::ArrayXd& x) {
       return Eigen::ArrayXd(x * value("sigmoid", x - std::log(2.0)));
     }},
    {"lisht", [](const Eigen::ArrayXd& x) { return Eigen::ArrayXd(x * value("tanh", x)); }},
    {"log_logish", [](const Eigen::ArrayXd& x) { return Eigen::ArrayXd(x * value("cloglog", x)); }},
    {"phish",
     [](const Eigen::ArrayXd& x) { return Eigen::ArrayXd(x * value("tanh", value("gelu", x))); }},
    {"gcu", [](const Eigen::ArrayXd& x) { return Eigen::ArrayXd(x * value("cos", x)); }},
    {"asu", [](const Eigen::ArrayXd& x) { return Eigen::ArrayXd(x * value("sin", x)); }},
    {"sqrt_softplus",
     [](const Eigen::ArrayXd& x) { return Eigen::ArrayXd(value("softplus", x).sqrt()); }},
    {"tanh_p1m2",
     [](const Eigen::ArrayXd& x) { return value("sigmoid", 2 * x); }},  // (1 + tanh(x)) / 2
    {"elliott",
     [](const Eigen::ArrayXd& x) { return Eigen::ArrayXd((1 + value("softsign", x)) / 2); }},
    {"dsilu",
     [](const Eigen::ArrayXd& x) {
       return Eigen::ArrayXd(make_activation<double>("silu").derivative(x));
     }},
    {"serf",
     [](const Eigen::ArrayXd& x) {
       return Eigen::ArrayXd(x * value("erf", value("softplus", x)));
     }},
    {"hard_elish",
     [](const Eigen::ArrayXd& x) {
       return Eigen::ArrayXd(value("elu", x) * value("sparse_sigmoid", x));
     }},
    {"vlu",
     [](const Eigen::ArrayXd& x) { return Eigen::ArrayXd(value("relu", x) + value("sin", x)); }},
    {"tanh_soft1(1)",
     [](const Eigen::ArrayXd& x) {
       return Eigen::ArrayXd(value("tanh", x) * value("softplus", x));
     }},
    {"gaussian", [](const Eigen::ArrayXd& x) { return Eigen::ArrayXd(value("exp", -x.square())); }},
    {"sgt_gamma",
     [](const Eigen::ArrayXd& x) {
       return Eigen::ArrayXd(std::sqrt(std::acos(-1.0)) / 2 * value("tanh", x));
     }},
};

}  // namespace

TEST_CASE("the same operations under two names have the same bits", "[identities]") {
  for (const Pair& same : kSameBits) {
    check_same<float>(same.one, same.other, 0);
    check_same<double>(same.one, same.other, 0);
  }
}

TEST_CASE("the same function under two names agrees within one unit of float", "[identities]") {
  for (const Pair& same : kSameBits) check_same<double>(same.one, same.other, 0);
  for (const Pair& same : kSameFunction) check_same<double>(same.one, same.other, 1);
}

TEST_CASE("an activation made of others agrees within one unit of float", "[identities]") {
  const Eigen::ArrayXf x = points();
  for (const Relation& relation : kRelations) {
    INFO(relation.text);
    const Eigen::ArrayXd numbers = x.cast<double>();
    CHECK(first_difference<Eigen::ArrayXd>(x, value(relation.text, numbers), relation.same(numbers),
                                           1) == "");
  }
}

TEST_CASE("functions that share a name in the literature are not the same", "[identities]") {
  const Pair different[] = {
      {"nipuna", "nipuna_softplus"}, {"sgt", "sgt_gamma"},        {"telu", "trainable_elu"},
      {"gelu", "gelu_tanh"},         {"gelu_tanh", "quick_gelu"}, {"silu", "hardswish"},
  };
  const Eigen::ArrayXd x = points().cast<double>();
  for (const Pair& pair : different) {
    INFO(pair.one << " and " << pair.other);
    CHECK((value(pair.one, x) - value(pair.other, x)).abs().maxCoeff() > 1e-4);
  }
}

namespace {

template <typename Formula>
void check_default_by_name() {
  const Expansion<Formula, double> typed;
  const auto named = make_activation<double>(typed.name());
  INFO(typed.name());
  REQUIRE(named.parameters().size() == typed.parameters().size());
  CHECK((named.parameters() == typed.parameters()).all());
  const Eigen::ArrayXd x = Eigen::ArrayXd::LinSpaced(101, -4, 4);
  CHECK((named(x) == Eigen::ArrayXd(typed(x))).all());
}

template <typename... Formulas>
void check_defaults_by_name(List<Formulas...>) {
  (check_default_by_name<Formulas>(), ...);
}

}  // namespace

TEST_CASE("a basis by its name alone is its type without arguments", "[identities]") {
  check_defaults_by_name(BasisList());
}
