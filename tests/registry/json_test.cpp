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
        R"({"eigenact":1,"name":"leaky_relu","parameters":{"negative_slope":0.2}})");
  CHECK(json(AnyActivation<float>(ReLU<float>())).dump() == R"({"eigenact":1,"name":"relu"})");
  CHECK(nlohmann::ordered_json(Hardtanh<double>(-3, 0.1)).dump() ==
        R"({"eigenact":1,"name":"hardtanh","parameters":{"min_val":-3.0,"max_val":0.1}})");
  const json spline(BSpline<double>(std::vector<double>{0, 1, 3.5}, 1, true));
  CHECK(spline["settings"].dump() == R"({"degree":1,"grid":[0.0,1.0,3.5],"residual":true})");
  CHECK(spline["parameters"]["w"].dump() == "1.0");
  CHECK(json(STAF<float>(3, 7)).at("settings").dump() == R"({"init":"paper","seed":7,"terms":3})");
  CHECK(json(Channelwise<PReLU<float>>(2)).dump() ==
        R"({"eigenact":1,"name":"channelwise[prelu]","parameters":{"weight":[0.25,0.25]}})");
  CHECK(json(Channelwise<PReLU<float>, Channels::Columns>(1))["name"] ==
        "channelwise_columns[prelu]");
}

TEST_CASE("JSON reads back every activation and every parameter exactly", "[json]") {
  for (const std::string& name : activation_names()) {
    const auto f = make_activation<float>(name);
    CHECK(json::parse(json(f).dump()).get<AnyActivation<float>>().to_string() == f.to_string());
    const auto g = make_activation<double>(name);
    CHECK(json::parse(json(g).dump()).get<AnyActivation<double>>().to_string() == g.to_string());
  }
  for (const char* const text :
       {"bspline(lower=-3, upper=3)", "rational(kind=C)", "staf(2, seed=5)"}) {
    const auto f = make_activation<float>(text);
    CHECK(json::parse(json(f).dump()).get<AnyActivation<float>>().to_string() == f.to_string());
    CHECK(f.to_string() != make_activation<float>(f.name()).to_string());
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
  CHECK(read(R"({"eigenact": 1, "name": "ELU", "parameters": {"alpha": 2}})") == "elu(alpha=2)");

  const std::string rational = read(R"({"name": "rational", "settings": {"kind": "b"}})");
  CHECK(rational == make_activation<float>("rational(kind=B)").to_string());
  // before versions settings were among the parameters
  CHECK(read(R"({"name": "rational", "parameters": {"kind": "B"}})") == rational);
  for (const char* const yes : {"true", "\"yes\"", "\"true\""})
    CHECK(read(("{\"name\": \"bspline\", \"settings\": {\"residual\": " + std::string(yes) + "}}")
                   .c_str()) == make_activation<float>("bspline(residual=yes)").to_string());
  CHECK(read(R"({"name": "bspline", "settings": {"residual": false, "seed": 9007199254740992}})") ==
        make_activation<float>("bspline(seed=9007199254740992)").to_string());
  CHECK(json::parse(R"({"name": "mixture", "parameters": {"logit2": 1}})")
            .get<Mixture<ReLU<float>, Tanh<float>>>()
            .parameters()(1) == 1);
}

TEST_CASE("JSON that is no activation is refused in one sentence", "[json]") {
  const std::pair<const char*, const char*> sentences[] = {
      {"[1]", "an activation in JSON must be a text, or an object with a name, got [1]"},
      {"{}", "an activation in JSON must be a text, or an object with a name, got {}"},
      {R"({"name": 3})", "must be a text, or an object with a name"},
      {R"({"name": "gellu"})", "did you mean gelu"},
      {R"({"name": "elu", "alpha": 1})",
       "an activation in JSON has a name, settings and parameters only"},
      {R"({"name": "elu", "parameters": [1]})", "must have an object as parameters"},
      {R"({"name": "elu", "parameters": {"beta": 1}})", "elu has no parameter \"beta\""},
      {R"({"name": "elu", "parameters": {"alpha": "1"}})", "elu: alpha must be a number"},
      {R"({"name": "elu", "parameters": {"alpha": null}})", "alpha must be a number, got \"null\""},
      {R"({"eigenact": 2, "name": "elu"})",
       "an activation in JSON must be of version 1 of the format, got {\"eigenact\": 2"},
      {R"({"eigenact": "1", "name": "elu"})", "must be of version 1 of the format"},
      {R"({"eigenact": null, "name": "elu"})", "must be of version 1 of the format"},
      {R"({"name": "elu", "settings": {"alpha": true}})", "alpha must be a number, got \"true\""},
      {R"({"name": "elu", "parameters": {"alpha": [1]}})", "alpha must be a number, got \"[1]\""},
      {R"({"name": "elu", "parameters": {"alpha": [[1]]}})", "must be a number, got \"[[1]]\""},
      {R"({"name": "elu", "parameters": {"alpha": {"a": 1}}})", "got \"{\"a\": 1}\""},
      {R"({"name": "elu", "settings": {"alpha": 1}, "parameters": {"alpha": 1}})",
       "is given twice"},
      {R"({"name": "bspline", "settings": {"residual": 1}})",
       "bspline: residual must be no or yes, got \"1\""},
      {R"({"name": "bspline", "settings": {"residual": null}})",
       "bspline: residual must be no or yes, got \"null\""},
      {R"({"name": "bspline", "settings": {"cells": "5"}})", "cells must be a whole number, got"},
      {R"({"name": "bspline", "settings": {"cells": true}})", "cells must be a whole number, got"},
      {R"({"name": "bspline", "settings": {"grid": [0, [1], 2]}})",
       "bspline: grid must be a list of numbers such as [-1, 0, 1], got \"[0, [1], 2]\""},
      {R"({"name": "rational", "settings": {"kind": "E"}})",
       "rational: kind must be A, B, C or D, got \"E\""},
      {R"({"name": "rational", "settings": {"kind": 1}})", "rational: kind must be A, B, C or D"},
      {R"({"name": "celu", "parameters": {"alpha": 0}})", "celu: alpha must be finite and not 0"}};
  for (const auto& [text, sentence] : sentences) {
    const std::string message = message_of<AnyActivation<float>>(text);
    INFO(message << " instead of " << sentence);
    CHECK((message.find(sentence) != std::string::npos));
  }
  CHECK(message_of<SiLU<float>>(R"({"name": "gelu"})") ==
        "the activation must be silu, got \"gelu\"");
  CHECK(message_of<Mixture<ReLU<float>, Tanh<float>>>(R"({"eigenact": 1, "name": "mixture"})") ==
        "the activation must be mixture[relu, tanh], got \"mixture\"");
  CHECK(message_of<ELU<float>>(R"({"name": "elu", "parameters": {"beta": 1}})") ==
        "elu has no parameter \"beta\"; it has alpha");
}
