// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/errors.hpp>
#include <eigenact/registry/spelling.hpp>

// The text "leaky_relu(negative_slope=0.2)".

namespace eigenact::registry {

/// A setting or a parameter as it is written: a number, a word, or numbers in brackets. The name is
/// empty where it goes by its place.
struct Argument {
  std::string name, value;
};

struct Call {
  std::string name;
  std::vector<Argument> arguments;
  bool tells_parts = true;  ///< false of the first JSON, "mixture" for "mixture[relu, tanh]"
};

/// All that an activation is, as texts: what to_string() and JSON write.
struct Description {
  std::string name;
  std::vector<Argument> settings, parameters;
};

inline std::vector<Argument> parse_arguments(std::string_view text) {
  std::vector<Argument> arguments;
  for (const auto part : split(text, ',')) {
    const std::size_t equals = part.find('=');
    if (equals == part.npos)
      arguments.push_back({"", std::string(part)});
    else
      arguments.push_back({std::string(trimmed(part.substr(0, equals))),
                           std::string(trimmed(part.substr(equals + 1)))});
  }
  return arguments;
}

/// @throws std::invalid_argument if there is no name, or the parentheses do not match.
inline Call parse(std::string_view whole) {
  const auto fail = [&](const std::string& problem) {
    core::raise("activation " + quoted(whole) + ": " + problem);
  };
  const std::string_view text = trimmed(whole);
  const std::size_t open = text.find('(');
  const std::string_view name = trimmed(text.substr(0, open));
  if (normalized(name).empty()) fail("a name must come first, as in \"elu(alpha=0.5)\"");
  if (open == text.npos) {
    if (text.find(')') != text.npos) fail("\")\" closes no \"(\"");
    return {std::string(name), {}};
  }
  const std::size_t close = text.find(')', open);
  if (close == text.npos) fail("the parameters must end with \")\"");
  if (close + 1 != text.size()) fail("nothing may follow the parameters");
  return {std::string(name), parse_arguments(text.substr(open + 1, close - open - 1))};
}

/// "leaky_relu(negative_slope=0.2)", or the name alone.
inline std::string to_text(const Description& description) {
  std::string text;
  for (const auto* arguments : {&description.settings, &description.parameters})
    for (const Argument& argument : *arguments)
      text.append(text.empty() ? "" : ", ")
          .append(argument.name)
          .append("=")
          .append(argument.value);
  return text.empty() ? description.name : description.name + "(" + text + ")";
}

}  // namespace eigenact::registry
