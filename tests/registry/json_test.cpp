// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include <eigenact/ext/json.hpp>

#include "../support/catch.hpp"
#include "catalogue.hpp"

using namespace eigenact;
using nlohmann::json;

namespace {

template <typename Activation>
std::string message_of(const char* text) {
  try {
    json::parse(text).get<Activation>();
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "nothing was thrown";
}

}  // namespace

TEST_CASE("an activation as JSON", "[json]") {
  CHECK(json(LeakyReLU<float>(0.2f)).dump() ==
        R"({"name":"leaky_relu","parameters":{"negative_slope":0.2}})");
  CHECK(json(AnyActivation<float>(ReLU<float>())).dump() == R"({"name":"relu"})");
  CHECK(nlohmann::ordered_json(Hardtanh<double>(-3, 0.1)).dump() ==
        R"({"name":"hardtanh","parameters":{"min_val":-3.0,"max_val":0.1}})");
}

TEST_CASE("JSON reads back every activation and every parameter exactly", "[json]") {
  for (const std::string& name : activation_names()) {
    const auto f = make_activation<float>(name);
    CHECK(json::parse(json(f).dump()).get<AnyActivation<float>>().to_string() == f.to_string());
    const auto g = make_activation<double>(name);
    CHECK(json::parse(json(g).dump()).get<AnyActivation<double>>().to_string() == g.to_string());
  }
  float single = 1e-45f;
  double number = 5e-324;
  for (int i = 0; i < 500; ++i) {
    const Swish<float> f(single);
    const Swish<double> g(number);
    CHECK(json::parse(json(f).dump()).get<Swish<float>>().parameters()(0) == single);
    CHECK(json::parse(json(g).dump()).get<Swish<double>>().parameters()(0) == number);
    single = std::nextafter(single * 1.41f, 1e38f);
    number = std::nextafter(number * 3.3, 1e308);
  }
}

TEST_CASE("JSON by hand", "[json]") {
  const auto read = [](const char* text) {
    return json::parse(text).get<AnyActivation<float>>().to_string();
  };
  CHECK(read(R"({"name": "LeakyReLU"})") == "leaky_relu(negative_slope=0.01)");
  CHECK(read(R"({"name": "logistic", "parameters": {}})") == "sigmoid");
  CHECK(read(R"({"parameters": {"MaxVal": 6}, "name": "hard_tanh"})") ==
        "hardtanh(min_val=-1, max_val=6)");
  CHECK(read(R"text("elu(0.5)")text") == "elu(alpha=0.5)");
}

TEST_CASE("JSON that is no activation is refused in one sentence", "[json]") {
  const std::pair<const char*, const char*> sentences[] = {
      {"[1]", "an activation in JSON must be a text, or an object with a name, got [1]"},
      {"{}", "an activation in JSON must be a text, or an object with a name, got {}"},
      {R"({"name": 3})", "must be a text, or an object with a name"},
      {R"({"name": "gellu"})", "did you mean gelu"},
      {R"({"name": "elu", "alpha": 1})", "an activation in JSON has a name and parameters only"},
      {R"({"name": "elu", "parameters": [1]})", "must have an object as parameters"},
      {R"({"name": "elu", "parameters": {"beta": 1}})", "elu has no parameter \"beta\""},
      {R"({"name": "elu", "parameters": {"alpha": "1"}})", "elu: alpha must be a number"},
      {R"({"name": "elu", "parameters": {"alpha": null}})", "alpha must be a number, got \"null\""},
      {R"({"name": "celu", "parameters": {"alpha": 0}})", "celu: alpha must be finite and not 0"}};
  for (const auto& [text, sentence] : sentences) {
    const std::string message = message_of<AnyActivation<float>>(text);
    INFO(message << " instead of " << sentence);
    CHECK((message.find(sentence) != std::string::npos));
  }
  CHECK(message_of<SiLU<float>>(R"({"name": "gelu"})") ==
        "the activation must be silu, got \"gelu\"");
  CHECK(message_of<ELU<float>>(R"({"name": "elu", "parameters": {"beta": 1}})") ==
        "elu has no parameter \"beta\"; it has alpha");
}
