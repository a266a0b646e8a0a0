// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Activations by name: every name, every parameter to the last bit, every sentence.

#include <set>

#include "registry/catalogue.hpp"
#include "registry/numbers.hpp"
#include "support/catch.hpp"
#include "support/sentences.hpp"

// Those of test_elementwise, which the program has anyway.
extern template const eigenact::registry::Kernels<float>&
eigenact::registry::kernels<eigenact::formula::Swish, float, eigenact::Fast>();
extern template const eigenact::registry::Kernels<double>&
eigenact::registry::kernels<eigenact::formula::Swish, double, eigenact::Fast>();

using namespace eigenact;
using Eigen::Index;
using eigenact_test::check_sentence;

namespace {

/// A formula as data, so that loops over the catalogue are compiled once.
struct Listed {
  const Facts* facts;
  std::string type;

  std::string name() const { return std::string(facts->name()); }
};
template <typename... Formulas>
std::vector<Listed> listed(List<Formulas...>) {
  return {{&Formulas::facts, std::string(type_name<Formulas>)}...};
}
const std::vector<Listed>& elementwise() {
  static const std::vector<Listed> all = listed(ElementwiseList());
  return all;
}

bool same_bits(const Eigen::ArrayXXf& a, const Eigen::ArrayXXf& b) { return ::same_bits<>(a, b); }
bool is_a_name(const std::string& name) {
  const std::vector<std::string> names = activation_names();
  return std::binary_search(names.begin(), names.end(), name);
}

std::string message_of(const std::string& text) {
  try {
    make_activation<float>(text);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "nothing was thrown";
}

}  // namespace

TEST_CASE("the names are in order, and take any number", "[registry]") {
  const std::vector<std::string> names = activation_names();
  CHECK(std::is_sorted(names.begin(), names.end()));
  CHECK(std::set<std::string>(names.begin(), names.end()).size() == names.size());
  for (const std::string& name : names) {
    INFO(name);
    CHECK(make_activation<float>(name).name() == name);
    CHECK(make_activation<float>(name)(numbers(13, 3)).allFinite());
  }
  for (const Listed& formula : elementwise()) {
    INFO(formula.name());
    const bool is_listed = is_a_name(formula.name());
    CHECK(is_listed == formula.facts->defined_from().empty());
  }
}

TEST_CASE("every activation is made by its name, and tells how to make it again", "[registry]") {
  const Eigen::ArrayXXf x = numbers(13, 3);
  for (const Listed& formula : elementwise()) {
    INFO(formula.name());
    const AnyActivation<float> f = make_activation<float>(formula.name());
    CHECK(f.name() == formula.name());
    CHECK(f.parameters().size() == static_cast<Index>(f.parameter_names().size()));
    CHECK(make_activation<float>(f.to_string()).to_string() == f.to_string());
    const Eigen::ArrayXXf y = f(x), dy = f.derivative(x);
    Eigen::ArrayXXf one_by_one(x.rows(), x.cols()), slopes = one_by_one;
    for (Index i = 0; i < x.size(); ++i) {
      one_by_one.data()[i] = f(x.data()[i]);
      slopes.data()[i] = f.derivative(x.data()[i]);
    }
    CHECK(same_bits(y, one_by_one));
    CHECK(same_bits(dy, slopes));
  }
}

TEST_CASE("types, spellings and aliases find the activation", "[registry]") {
  for (const Listed& formula : elementwise())
    CHECK(make_activation<float>(formula.type).name() == formula.name());
  for (const char* text : {"LeakyReLU", "leaky-relu", "Leaky ReLU", " LEAKY_RELU ", "leakyrelu()"})
    CHECK(make_activation<float>(text).name() == "leaky_relu");
  const std::vector<std::pair<std::string, std::string>> aliases = {
      {"logistic", "sigmoid"},      {"expit", "sigmoid"},
      {"gelu_new", "gelu_tanh"},    {"gelu_pytorch_tanh", "gelu_tanh"},
      {"gelu_erf", "gelu"},         {"gelu_quick", "quick_gelu"},
      {"hard_silu", "hardswish"},   {"h-swish", "hardswish"},
      {"swish-1", "silu"},          {"relu2", "squared_relu"},
      {"tanh_exponential", "telu"}, {"soft_relu", "softplus"},
      {"parametric_relu", "prelu"}, {"rectifier", "relu"},
      {"LeakyRelu", "leaky_relu"},  {"HardSigmoid", "hardsigmoid"},
      {"swish", "swish"},           {"tanh_exp", "telu"}};
  for (const auto& [alias, name] : aliases) CHECK(make_activation<float>(alias).name() == name);
}

TEST_CASE("parameters go by place and by name", "[registry]") {
  const std::vector<std::pair<std::string, std::string>> texts = {
      {"leaky_relu(0.2)", "leaky_relu(negative_slope=0.2)"},
      {"LeakyReLU( Negative-Slope = .2 )", "leaky_relu(negative_slope=0.2)"},
      {"hardtanh(-3)", "hardtanh(min_val=-3, max_val=1)"},
      {"hardtanh(max_val=3)", "hardtanh(min_val=-1, max_val=3)"},
      {"hardtanh(max_val=3, min_val=2.5e0)", "hardtanh(min_val=2.5, max_val=3)"},
      {"hardtanh(-3, max_val=7)", "hardtanh(min_val=-3, max_val=7)"},
      {"relu()", "relu"}};
  for (const auto& [text, whole] : texts) CHECK(make_activation<float>(text).to_string() == whole);
}

TEST_CASE("a text holds every parameter exactly", "[registry]") {
  float value = 1e-45f;
  for (int i = 0; i < 2000; ++i) {
    const AnyActivation<float> f = Swish<float>(i % 2 == 0 ? value : -value);
    const AnyActivation<float> again = make_activation<float>(f.to_string());
    CHECK(again.parameters()(0) == f.parameters()(0));
    value = std::nextafter(value * 1.0931f, 1e38f);
  }
  CHECK(value > 1e30f);
  CHECK(make_activation<float>("swish(0.1)").to_string() == "swish(beta=0.1)");
  CHECK(AnyActivation<double>(Swish<double>(0.1)).to_string() == "swish(beta=0.1)");
  CHECK(AnyActivation<double>(Swish<double>(1 / 3.0)).to_string() ==
        "swish(beta=0.3333333333333333)");
  const auto half = make_activation<Eigen::half>("swish(0.1)");
  CHECK(half.parameters()(0) == Eigen::half(0.1f));
  CHECK(make_activation<Eigen::half>(half.to_string()).parameters()(0) == half.parameters()(0));
}

TEST_CASE("basis expansions are made with their settings, and tell all parameters", "[registry]") {
  const Eigen::ArrayXXf x = numbers(13, 3);
  for (const Listed& formula : listed(BasisList())) {
    INFO(formula.name());
    CHECK(is_a_name(formula.name()));
    const AnyActivation<float> f = make_activation<float>(formula.name());
    const AnyActivation<float> again = make_activation<float>(f.to_string());
    CHECK(again.to_string() == f.to_string());
    const Eigen::ArrayXXf value = f(x), slope = f.derivative(x), back = f.backward(x, x);
    CHECK(same_bits(value, again(x)));
    CHECK(same_bits(slope, again.derivative(x)));
    CHECK(same_bits(back, x * slope));
    CHECK(f.parameter_gradient(x, x).size() == f.parameters().size());
  }
  const STAF<float> staf(25, 7);
  const AnyActivation<float> f = make_activation<float>("STAF(25, seed=7)");
  Eigen::ArrayXXf value(x.rows(), x.cols()), bend = value;
  for (Index i = 0; i < x.size(); ++i) {
    value.data()[i] = staf(x.data()[i]);
    bend.data()[i] = staf.second_derivative(x.data()[i]);
  }
  CHECK(same_bits(f(x), value));
  CHECK(same_bits(f.second_derivative(x), bend));
  CHECK(same_bits(f.parameters(), staf.parameters()));
  const Eigen::ArrayXf sums = f.parameter_gradient(x, x), typed = staf.parameter_gradient(x, x);
  CHECK(((sums - typed).abs() <= 1e-4f * (1 + typed.abs())).all());  // in another order
  CHECK(make_activation<float>("rational(1, 1, kind=b, a0=0.5, a1=1, b1=2)").to_string() ==
        "rational(numerator=1, denominator=1, kind=B, a0=0.5, a1=1, b1=2)");
  CHECK(make_activation<double>("bspline(8, 3)").parameters().size() == 11);
}

TEST_CASE("a text that names no activation is refused in one sentence", "[registry]") {
  const std::vector<std::pair<std::string, std::string>> sentences = {
      {"gellu", "activation \"gellu\" is unknown; did you mean gelu, celu or elu?"},
      {"gelu nwe", "did you mean gelu_new"},
      {"qwertyuiop", "activation \"qwertyuiop\" is unknown; activation_names() lists all"},
      {"SwiGLU",
       "activation \"SwiGLU\" is a gated unit, which a name does not make: take its class "
       "from <eigenact/gated.hpp>"},
      {"softargmax",
       "activation \"softargmax\" is one of whole vectors, which a name does not make: "
       "take its class from <eigenact/rowwise.hpp>"},
      {"rrelu",
       "activation \"rrelu\" is a stochastic one, which a name does not make: take its "
       "class from <eigenact/stochastic.hpp>"},
      {"mixture",
       "activation \"mixture\" is made of other activations, which a name does not make: "
       "take its class from <eigenact/combinators.hpp>"},
      {"", "activation \"\": a name must come first, as in \"elu(alpha=0.5)\""},
      {"(1)", "a name must come first"},
      {"elu(1", "activation \"elu(1\": the parameters must end with \")\""},
      {"elu)", "activation \"elu)\": \")\" closes no \"(\""},
      {"elu(1)x", "activation \"elu(1)x\": nothing may follow the parameters"},
      {"elu(beta=1)", "elu has no parameter \"beta\"; it has alpha"},
      {"relu(beta=1)", "relu has no parameter \"beta\""},
      {"relu(1)", "relu has no parameters, got \"1\""},
      {"elu(1, 2)", "elu: too many parameters, it has only alpha"},
      {"elu(alpha=1, alpha=2)", "elu: alpha is given twice"},
      {"elu(1, alpha=2)", "elu: alpha is given twice"},
      {"hardtanh(min_val=-1, 2)", "hardtanh: \"2\" follows a named parameter and needs a name too"},
      {"elu(one)", "elu: alpha must be a number, got \"one\""},
      {"elu(1,)", "elu: too many parameters"},
      {"elu(alpha=)", "elu: alpha must be a number, got \"\""},
      {"elu(1 2)", "elu: alpha must be a number, got \"1 2\""},
      {"elu(nan)", "elu: alpha must be a number, got \"nan\""},
      {"elu(1e99)", "elu: alpha must be a number, got \"1e99\""},
      {"staf(terms=2.5)", "staf: terms must be a whole number, got \"2.5\""},
      {"staf(0)", "staf: terms must be from 1 to 65536, got 0"},
      {"staf(init=other)", "staf: init must be paper, exact or seed, got \"other\""},
      {"staf(1, C2=3)", "staf has no parameter \"C2\"; it has terms, seed, init, C1, Omega1, Phi1"},
      {"staf(1, terms=2)", "staf: terms is given twice"},
      {"staf(C1=3, 5)", "staf: \"5\" follows a named parameter and needs a name too"},
      {"staf(seed=-1)", "staf: seed must be a whole number from 0 to 9007199254740992, got \"-1\""},
      {"bspline(cells=2, grid=[0, 1, 3])", "bspline: cells and grid exclude each other"},
      {"bspline(grid=[0, 1, 1])", "bspline: the interval must be finite"},
      {"bspline(grid=3)", "bspline: grid must be a list of numbers such as [-1, 0, 1], got \"3\""},
      {"mixture[relu, tanh](logit1=1)",
       "\" is made of other activations, which a name does not make"},
      {"gel\xc3\xbc", "activation \"gel\\xc3\\xbc\" is unknown"},
      {"celu(0)", "celu: alpha must be finite and not 0, got 0"},
      {"hardtanh(2, 1)", "hardtanh: needs min_val <= max_val, got min_val = 2, max_val = 1"}};
  for (const auto& [text, sentence] : sentences) check_sentence(message_of(text), {sentence});
}

TEST_CASE("names that several activations claim are refused with all of them", "[registry]") {
  const std::vector<registry::Names> all = {{"one", "One", "both, only_one, twice(k=2, m=3)", "x"},
                                            {"two", "Two", "Both, one", "2 x"}};
  const auto message = [&](const char* name) {
    try {
      registry::find(all, name);
    } catch (const std::invalid_argument& error) {
      return std::string(error.what());
    }
    return std::string("nothing was thrown");
  };
  CHECK(message("BOTH") == "activation \"BOTH\" is ambiguous: it can be one = x or two = 2 x");
  CHECK(registry::find(all, "one").index == 0);  // its own name, whoever else claims it
  CHECK(registry::find(all, "two").index == 1);
  CHECK(registry::find(all, "OnlyOne").index == 0);
  CHECK(registry::find(all, "twice").arguments == "k=2, m=3");
  CHECK(message("onlyone1").find("did you mean only_one?") != std::string::npos);
}

TEST_CASE("every alias in the facts is found, or ambiguous on purpose", "[registry]") {
  std::set<std::string> names;
  for (const std::string& name : activation_names()) names.insert(registry::normalized(name));
  for (const Listed& formula : elementwise()) {
    for (const auto alias : registry::split(formula.facts->aliases(), ',')) {
      const std::string text(registry::without_arguments(alias));
      INFO(text << " of " << formula.name());
      if (message_of(text).find("is ambiguous") != std::string::npos ||
          names.count(registry::normalized(text)) != 0)
        continue;
      CHECK(make_activation<float>(text).name() == formula.name());
    }
  }
}

TEST_CASE("every name makes its activation of double", "[registry]") {
  const Eigen::ArrayXXf single = numbers(5, 3);
  const Eigen::ArrayXXd x = single.cast<double>();
  for (const Listed& formula : elementwise()) {
    const AnyActivation<double> f = make_activation<double>(formula.name());
    const AnyActivation<float> g = make_activation<float>(formula.name());
    INFO(f.name());
    CHECK(make_activation<double>(f.to_string()).to_string() == f.to_string());
    const Eigen::ArrayXXd y = f(x);
    const Eigen::ArrayXXf rounded = g(single);
    bool is_near = true;
    for (Index i = 0; i < y.size(); ++i) {
      const double a = y.data()[i], b = static_cast<double>(rounded.data()[i]);
      is_near &= std::abs(a - b) <= 1e-5 * (1 + std::abs(a)) || (std::isnan(a) && std::isnan(b));
    }
    CHECK(is_near);
  }
}
