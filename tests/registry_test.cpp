// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Activations by name: every name, every parameter to the last bit, every sentence.

// Assertions of Eigen are exceptions here, so that a wrong shape fails one check.
#include <stdexcept>
struct EigenAssertion : std::logic_error {
  using std::logic_error::logic_error;
};
#define eigen_assert(condition) \
  if (!(condition)) throw EigenAssertion(#condition)
#include <eigenact/registry.hpp>
#include <set>

#include "registry/catalogue.hpp"
#include "support/catch.hpp"

using namespace eigenact;
using Eigen::Index;

namespace {

/// From -6.1 to 6.2, nowhere at a kink.
Eigen::ArrayXXf numbers(Index rows, Index cols, double phase = 0.3) {
  return Eigen::ArrayXXf::NullaryExpr(rows, cols, [=](Index i, Index j) {
    return static_cast<float>(6.1 * std::sin(static_cast<double>(7 * i + 13 * j) + phase) + 0.013);
  });
}

template <typename A, typename B>
bool same_bits(const A& a, const B& b) {
  return a.rows() == b.rows() && a.cols() == b.cols() &&
         ((a.array() == b.array()) || ((a.array() != a.array()) && (b.array() != b.array()))).all();
}

std::string message_of(const std::string& text) {
  try {
    make_activation<float>(text);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "nothing was thrown";
}

template <typename F>
void check_like_the_typed_one(const F& f) {
  using S = typename F::Scalar;
  const AnyActivation<S> any = f;
  CHECK(any.name() == f.name());
  CHECK(any.formula() == f.formula());
  CHECK(any.reference() == f.reference());
  CHECK(any.parameter_names() == f.parameter_names());
  CHECK(same_bits(any.parameters(), f.parameters()));
  for (const Index rows : {0, 1, 2, 7, 8, 15, 16, 17, 33, 1500}) {
    INFO(f.name() << ", " << rows << " rows");
    const Eigen::Array<S, -1, -1> x = numbers(rows, 3).template cast<S>();
    const Eigen::Array<S, -1, -1> g = numbers(rows, 3, 1.2).template cast<S>();
    CHECK(same_bits(any(x), f(x)));
    CHECK(same_bits(any.derivative(x), f.derivative(x)));
    CHECK(same_bits(any.second_derivative(x), f.second_derivative(x)));
    CHECK(same_bits(any.backward(x, g), f.backward(x, g)));
    Eigen::Array<S, -1, -1> y, dy;
    any.value_and_derivative(x, y, dy);
    CHECK(same_bits(y, f(x)));
    CHECK(same_bits(dy, f.derivative(x)));
    if constexpr (F::parameter_count > 0) {
      const double unit = static_cast<double>(Eigen::NumTraits<S>::epsilon());
      const Eigen::ArrayXd sums = any.parameter_gradient(x, g).template cast<double>(),
                           typed = f.parameter_gradient(x, g).template cast<double>();
      CHECK(((sums - typed).abs() <= unit * typed.abs()).all());
    } else {
      CHECK(any.parameter_gradient(x, g).size() == 0);
    }
  }
  CHECK(any(static_cast<S>(-1.5f)) == f(static_cast<S>(-1.5f)));
  CHECK(any.derivative(static_cast<S>(-1.5f)) == f.derivative(static_cast<S>(-1.5f)));
  CHECK(any.second_derivative(static_cast<S>(0.5f)) == f.second_derivative(static_cast<S>(0.5f)));
  CHECK(any.backward(static_cast<S>(-1.5f), static_cast<S>(3)) ==
        f.backward(static_cast<S>(-1.5f), static_cast<S>(3)));
}

}  // namespace

TEST_CASE("an activation made of a typed one has its bits", "[registry]") {
  check_like_the_typed_one(ReLU<float>());
  check_like_the_typed_one(SiLU<float>());
  check_like_the_typed_one(Softplus<float>(1.25f));
  check_like_the_typed_one(SGT<float, Precise>(0.7f, 1.5f));
  check_like_the_typed_one(Hardtanh<double>(-2, 0.5));
  check_like_the_typed_one(GELU<double>());
  check_like_the_typed_one(Swish<Eigen::half>(Eigen::half(0.3f)));
  check_like_the_typed_one(ELU<Eigen::bfloat16>());
}

TEST_CASE("every name makes its activation, which tells how to make it again", "[registry]") {
  const std::vector<std::string> names = activation_names();
  CHECK(std::is_sorted(names.begin(), names.end()));
  CHECK(std::set<std::string>(names.begin(), names.end()).size() == names.size());
  CHECK(names.size() == static_cast<std::size_t>(ElementwiseList::size));
  const Eigen::ArrayXXf x = numbers(13, 3);
  for (const std::string& name : names) {
    INFO(name);
    const AnyActivation<float> f = make_activation<float>(name);
    CHECK(f.name() == name);
    CHECK(f.parameters().size() == static_cast<Index>(f.parameter_names().size()));
    CHECK(make_activation<float>(f.to_string()).to_string() == f.to_string());
    const Eigen::ArrayXXf y = f(x), dy = f.derivative(x);
    for (Index i = 0; i < x.size(); ++i) {
      CHECK(
          same_bits(Eigen::Array<float, 1, 1>(f(x(i))), y.reshaped()(i) + Eigen::ArrayXf::Zero(1)));
      CHECK(same_bits(Eigen::Array<float, 1, 1>(f.derivative(x(i))),
                      dy.reshaped()(i) + Eigen::ArrayXf::Zero(1)));
    }
  }
}

TEST_CASE("types, spellings and aliases find the activation", "[registry]") {
  for_each_elementwise([](auto formula) {
    CHECK(make_activation<float>(type_name<decltype(formula)>).name() == formula.facts.name());
  });
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

TEST_CASE("a text that names no activation is refused in one sentence", "[registry]") {
  const std::vector<std::pair<std::string, std::string>> sentences = {
      {"gellu", "activation \"gellu\" is unknown; did you mean gelu, celu or elu?"},
      {"gelu nwe", "did you mean gelu_new"},
      {"qwertyuiop", "activation \"qwertyuiop\" is unknown; activation_names() lists all"},
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
      {"celu(0)", "celu: alpha must be finite and not 0, got 0"},
      {"hardtanh(2, 1)", "hardtanh: needs min_val < max_val, got min_val = 2, max_val = 1"}};
  for (const auto& [text, sentence] : sentences) {
    const std::string message = message_of(text);
    INFO(message << " instead of " << sentence);
    CHECK((message.find(sentence) != std::string::npos));
  }
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
  for_each_elementwise([](auto formula) {
    for (const auto alias : registry::split(formula.facts.aliases(), ',')) {
      const std::string text(registry::without_arguments(alias));
      INFO(text << " of " << formula.facts.name());
      const bool is_ambiguous = message_of(text).find("is ambiguous") != std::string::npos;
      const bool is_a_name = [&] {
        for (const std::string& name : activation_names())
          if (registry::normalized(name) == registry::normalized(text)) return true;
        return false;
      }();
      if (!is_ambiguous && !is_a_name)
        CHECK(make_activation<float>(text).name() == formula.facts.name());
    }
  });
}

TEST_CASE("arrays of any layout, in and out", "[registry]") {
  const SiLU<float> typed;
  const AnyActivation<float> f = typed;
  const Eigen::MatrixXf m = numbers(9, 7).matrix();
  const Eigen::Matrix<float, -1, -1, Eigen::RowMajor> rows = m;
  static_assert(std::is_same_v<decltype(f(m)), Eigen::MatrixXf>);
  static_assert(std::is_same_v<decltype(f(m.array())), Eigen::ArrayXXf>);
  CHECK(same_bits(f(m), typed(m)));
  CHECK(same_bits(f(rows), typed(m)));
  CHECK(same_bits(f(m.transpose()), typed(m.transpose())));
  CHECK(same_bits(f(m.block(1, 2, 5, 3)), typed(m.block(1, 2, 5, 3))));
  CHECK(same_bits(f(m.row(3)), typed(m.row(3))));
  CHECK(same_bits(f(m * m.transpose() + Eigen::MatrixXf::Ones(9, 9)),
                  typed((m * m.transpose() + Eigen::MatrixXf::Ones(9, 9)).eval())));
  const Eigen::Map<const Eigen::ArrayXf, 0, Eigen::InnerStride<2>> every_second(m.data(), 30);
  CHECK(same_bits(f(every_second), typed(every_second)));
  CHECK(same_bits(f(Eigen::Array2f(1, -2)), typed(Eigen::Array2f(1, -2))));
  CHECK(same_bits(f.backward(m, rows), typed.backward(m, m)));
  CHECK(same_bits(f.backward(rows, m.array().sqrt().matrix()), typed.backward(m, m.cwiseSqrt())));
  Eigen::MatrixXf x = m;
  x = f(x);
  CHECK(same_bits(x, typed(m)));
}

TEST_CASE("results of other shapes are refused, fitting ones are written", "[registry]") {
  const Swish<float> typed(1.5f);
  const AnyActivation<float> f = typed;
  const Eigen::ArrayXXf x = numbers(4, 6);
  Eigen::ArrayXXf y(1, 1), big = Eigen::ArrayXXf::Zero(6, 8);
  f.value_and_derivative(x, y, big.block(1, 1, 4, 6));
  CHECK(same_bits(y, typed(x)));
  CHECK(same_bits(big.block(1, 1, 4, 6), typed.derivative(x)));
  CHECK(big.row(0).isZero());
  y = x;
  f.value_and_derivative(y, y, big.topLeftCorner(4, 6));
  CHECK(same_bits(y, typed(x)));
  CHECK(same_bits(big.topLeftCorner(4, 6), typed.derivative(x)));

  const auto message = [](auto&& call) {
    try {
      call();
    } catch (const std::invalid_argument& error) {
      return std::string(error.what());
    }
    return std::string("nothing was thrown");
  };
  CHECK(message([&] { f.value_and_derivative(x, big.topRows(3), y); }) ==
        "swish: the values must have the shape of X, 4 x 6, but has 3 x 8");
  CHECK(message([&] { f.value_and_derivative(x, y, big.topRows(3)); }) ==
        "swish: the derivatives must have the shape of X, 4 x 6, but has 3 x 8");
  CHECK(message([&] { f.backward(x, big); }) ==
        "swish: the gradient must have the shape of X, 4 x 6, but has 6 x 8");
  CHECK(message([&] { f.parameter_gradient(x, big); }) ==
        "swish: the gradient must have the shape of X, 4 x 6, but has 6 x 8");
}

TEST_CASE("a copy is independent, and a refused change changes nothing", "[registry]") {
  AnyActivation<float> f = make_activation<float>("celu(0.5)"), g = f;
  g.set_parameters(Eigen::Array<float, 1, 1>(2.0f));
  CHECK(f.to_string() == "celu(alpha=0.5)");
  CHECK(g.to_string() == "celu(alpha=2)");
  f = std::move(g);
  CHECK(f.to_string() == g.to_string());
  CHECK_THROWS_AS(f.set_parameters(Eigen::ArrayXf::Zero(1)), std::invalid_argument);
  CHECK_THROWS_AS(f.set_parameters(Eigen::ArrayXf::Ones(2)), std::invalid_argument);
  CHECK(f.to_string() == "celu(alpha=2)");
}

TEST_CASE("the accuracy is chosen where the type is known", "[registry]") {
  const Eigen::ArrayXXf x = numbers(100, 3);
  CHECK(same_bits(make_activation<float>("mish")(x), Mish<float>()(x)));
  const AnyActivation<float> precise = Mish<float, Precise>();
  CHECK(same_bits(precise(x), Mish<float, Precise>()(x)));
  CHECK_FALSE(same_bits(precise(x), Mish<float>()(x)));
}

TEST_CASE("every name makes its activation of double", "[registry]") {
  const Eigen::ArrayXXd x = numbers(5, 3).cast<double>();
  for (const std::string& name : activation_names()) {
    const AnyActivation<double> f = make_activation<double>(name);
    const AnyActivation<float> g = make_activation<float>(name);
    INFO(name);
    CHECK(make_activation<double>(f.to_string()).to_string() == f.to_string());
    const Eigen::ArrayXXd y = f(x), rounded = g(numbers(5, 3)).cast<double>();
    CHECK(((y - rounded).abs() <= 1e-5 * (1 + y.abs()) || (y != y && rounded != rounded)).all());
  }
}
