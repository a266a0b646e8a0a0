// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/registry.hpp>
#include <nlohmann/json.hpp>

// Activations as JSON, by nlohmann-json: every class of activations, and AnyActivation.
//   {"eigenact": 1, "name": "leaky_relu", "parameters": {"negative_slope": 0.2}}
//   {"eigenact": 1, "name": "staf", "settings": {"terms": 1, "init": "paper", ...}, "parameters":
//   {...}}
//   {"eigenact": 1, "name": "channelwise[prelu]", "parameters": {"a": [0.25, 0.1]}}
// "eigenact" is the version of the format. Every setting and parameter reads back exactly. What is
// left out has its default; a text such as "leaky_relu(0.2)" is read too, and so is the format
// before versions, where settings are among the parameters. The accuracy is not written: it belongs
// to the program.

namespace eigenact::registry {

inline constexpr int kJsonVersion = 1;

/// A number, numbers in brackets, yes or no, or a word, as JSON.
template <typename Json>
Json json_of(const std::string& text) {
  std::vector<double> numbers;
  if (is_list(text) && from_list_text(text, numbers)) return numbers;
  double number = 0;  // the shortest decimal of the number, not that of its neighbour in double
  if (from_text(text, number)) return number;
  if (text == "yes" || text == "no") return text == "yes";
  return text;
}

template <typename Json>
Json json_of(const Description& description) {
  Json json{{"eigenact", kJsonVersion}, {"name", description.name}};
  for (const auto& [name, value] : description.settings) {
    Json& setting = json["settings"][name] = json_of<Json>(value);
    if (value.find_first_not_of("0123456789") == value.npos)  // a size is 5, not 5.0
      setting = static_cast<std::uint64_t>(setting.template get<double>());
  }
  for (const auto& [name, value] : description.parameters)
    json["parameters"][name] = json_of<Json>(value);
  return json;
}

/// The beginning of what a value looks like, whatever it is: dump() takes neither every depth nor
/// every byte.
template <typename Json>
void append_sketch(const Json& json, std::string& sketch, int depth = 0) {
  constexpr std::size_t enough = 80;
  if (sketch.size() > enough) return;
  if (json.is_string()) {
    const auto& text = json.template get_ref<const typename Json::string_t&>();
    sketch += "\"" + std::string(text.substr(0, enough)) + "\"";
  } else if (json.is_structured()) {
    const bool is_list = json.is_array();
    sketch += is_list ? "[" : "{";
    if (depth > 3) sketch += "...";
    for (auto item = json.begin(); depth <= 3 && item != json.end(); ++item) {
      if (sketch.size() > enough) break;
      if (item != json.begin()) sketch += ", ";
      if (!is_list) sketch += "\"" + std::string(item.key().substr(0, enough)) + "\": ";
      append_sketch(*item, sketch, depth + 1);
    }
    sketch += is_list ? "]" : "}";
  } else {
    sketch += json.is_binary() ? "binary data" : json.dump();
  }
}

/// A setting or parameter of JSON as the text that it has in a call; one that is neither a number,
/// a word, true or false, nor a list of numbers becomes a text that is none of them.
template <typename Json>
std::string text_of(const Json& json) {
  double number = 0;
  std::string text;
  if (json.is_array()) {
    for (const Json& item : json) {
      text += text.empty() ? "[" : ", ";
      if (item.is_number())
        text += item.dump();
      else
        append_sketch(item, text);
    }
    return text.empty() ? "[]" : text + "]";
  }
  if (json.is_string()) {  // "2" is no number
    const auto& word = json.template get_ref<const typename Json::string_t&>();
    if (!is_list(trimmed(word)) && !from_text(std::string(word), number)) return std::string(word);
  }
  append_sketch(json, text);
  return text;
}

/// @throws std::invalid_argument unless it is an object with a name and, perhaps, settings and
///     parameters, of a version that is known.
template <typename Json>
Call read_json(const Json& json) {
  const auto fail = [&](const std::string& problem) {
    std::string sketch;
    append_sketch(json, sketch);
    core::raise("an activation in JSON " + problem + ", got " + excerpt(sketch));
  };
  if (json.is_string()) return parse(json.template get_ref<const typename Json::string_t&>());
  if (!json.is_object() || !json.contains("name") || !json["name"].is_string())
    fail("must be a text, or an object with a name");
  Call call{json["name"].template get<std::string>(), {}, json.contains("eigenact")};
  if (call.tells_parts && json["eigenact"] != kJsonVersion)
    fail("must be of version " + std::to_string(kJsonVersion) + " of the format");
  for (auto item = json.begin(); item != json.end(); ++item) {
    const std::string& key = item.key();
    if (key == "settings" || key == "parameters") {
      if (!item->is_object()) fail("must have an object as " + key);
      for (auto part = item->begin(); part != item->end(); ++part)
        call.arguments.push_back({part.key(), text_of(*part)});
    } else if (key != "name" && key != "eigenact") {
      fail("has a name, settings and parameters only");
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
    json = eigenact::registry::json_of<Json>(f.description());
  }
  /// @throws std::invalid_argument in one sentence, as make_activation() does.
  template <typename Json>
  static eigenact::AnyActivation<S> from_json(const Json& json) {
    return eigenact::make_activation<S>(eigenact::registry::read_json(json));
  }
};

template <typename F>
struct adl_serializer<F, std::enable_if_t<eigenact::registry::has_form<F>>> {
  template <typename Json>
  static void to_json(Json& json, const F& f) {
    json = eigenact::registry::json_of<Json>(eigenact::registry::describe(f));
  }
  /// @throws std::invalid_argument in one sentence, as eigenact::read() does.
  template <typename Json>
  static F from_json(const Json& json) {
    return eigenact::registry::make<F>(eigenact::registry::read_json(json));
  }
};

}  // namespace nlohmann
