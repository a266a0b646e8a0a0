// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/registry.hpp>
#include <nlohmann/json.hpp>

// Activations as JSON, by nlohmann-json:
//   {"name": "leaky_relu", "parameters": {"negative_slope": 0.2}}
// Every parameter reads back exactly. What is left out has its default; a text such as
// "leaky_relu(0.2)" is read too. The accuracy is not written: it belongs to the program.

namespace eigenact::registry {

template <typename Json, typename Activation>
void write_json(Json& json, const Activation& f) {
  json = Json{{"name", f.name()}};
  const auto names = f.parameter_names();
  const auto values = f.parameters();
  for (std::size_t i = 0; i < names.size(); ++i) {
    double value = 0;  // the shortest decimal of the number, not that of its neighbour in double
    from_text(to_text(values(static_cast<Eigen::Index>(i))), value);
    json["parameters"][names[i]] = value;
  }
}

/// @throws std::invalid_argument unless it is an object with a name and, perhaps, parameters.
template <typename Json>
Call read_json(const Json& json) {
  const auto fail = [&](const std::string& problem) {
    core::raise("an activation in JSON " + problem + ", got " + json.dump());
  };
  if (json.is_string()) return parse(json.template get<std::string>());
  if (!json.is_object() || !json.contains("name") || !json["name"].is_string())
    fail("must be a text, or an object with a name");
  Call call{json["name"].template get<std::string>(), {}};
  for (const auto& [key, part] : json.items()) {
    if (key == "parameters" && part.is_object()) {
      for (const auto& [name, value] : part.items()) call.arguments.push_back({name, value.dump()});
    } else if (key != "name") {
      fail(key == "parameters" ? "must have an object as parameters"
                               : "has a name and parameters only");
    }
  }
  return call;
}

}  // namespace eigenact::registry

namespace nlohmann {

template <typename S>
struct adl_serializer<eigenact::AnyActivation<S>> {
  template <typename Json>
  static void to_json(Json& json, const eigenact::AnyActivation<S>& f) {
    eigenact::registry::write_json(json, f);
  }
  /// @throws std::invalid_argument in one sentence, as make_activation() does.
  template <typename Json>
  static eigenact::AnyActivation<S> from_json(const Json& json) {
    return eigenact::make_activation<S>(eigenact::registry::read_json(json));
  }
};

template <typename Formula, typename S, typename Accuracy>
struct adl_serializer<eigenact::Elementwise<Formula, S, Accuracy>> {
  using Activation = eigenact::Elementwise<Formula, S, Accuracy>;

  template <typename Json>
  static void to_json(Json& json, const Activation& f) {
    eigenact::registry::write_json(json, f);
  }
  /// @throws std::invalid_argument if it is another activation, or has other parameters.
  template <typename Json>
  static Activation from_json(const Json& json) {
    const eigenact::registry::Call call = eigenact::registry::read_json(json);
    if (eigenact::registry::normalized(call.name) !=
        eigenact::registry::normalized(Activation::name()))
      eigenact::core::raise("the activation must be " + Activation::name() + ", got \"" +
                            call.name + "\"");
    Activation f;
    auto values = f.parameters();
    eigenact::registry::set_from<S>(f.name(), f.parameter_names(), call.arguments, values);
    f.set_parameters(values);
    return f;
  }
};

}  // namespace nlohmann
