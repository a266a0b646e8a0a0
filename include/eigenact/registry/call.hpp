// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/registry/names.hpp>
#include <eigenact/registry/numbers.hpp>

// The text "leaky_relu(negative_slope=0.2)".

namespace eigenact::registry {

/// One parameter as it is written; the name is empty where it goes by its place.
struct Argument {
  std::string name, value;
};

struct Call {
  std::string name;
  std::vector<Argument> arguments;
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
    core::raise("activation \"" + std::string(whole) + "\": " + problem);
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

/// The place of a parameter among those that an activation has.
/// @throws std::invalid_argument if it has none of this name.
inline std::size_t place_of(const std::string& activation, const std::vector<std::string>& names,
                            const std::string& wanted) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (normalized(names[i]) == normalized(wanted)) return i;
  core::reject_parameter(activation, names, wanted);
}

/// Sets the values that the arguments give; the others stay.
/// @throws std::invalid_argument if they are too many, not named so, given twice, or no numbers.
template <typename S, typename Values>
void set_from(const std::string& activation, const std::vector<std::string>& names,
              const std::vector<Argument>& arguments, Values& values) {
  const auto fail = [&](const std::string& problem) { core::raise(activation + problem); };
  std::vector<bool> is_given(names.size());
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Argument& argument = arguments[i];
    if (argument.name.empty() && i > 0 && !arguments[i - 1].name.empty())
      fail(": \"" + argument.value + "\" follows a named parameter and needs a name too");
    if (argument.name.empty() && i >= names.size())
      fail(names.empty() ? " has no parameters, got \"" + argument.value + "\""
                         : ": too many parameters, it has only " + core::joined(names));
    const std::size_t place =
        argument.name.empty() ? i : place_of(activation, names, argument.name);
    if (is_given[place]) fail(": " + names[place] + " is given twice");
    is_given[place] = true;
    S value{};
    if (!from_text(argument.value, value))
      fail(": " + names[place] + " must be a number, got \"" + argument.value + "\"");
    values[static_cast<Eigen::Index>(place)] = value;
  }
}

/// "negative_slope=0.2", all parameters.
template <typename Values>
std::string arguments_text(const std::vector<std::string>& names, const Values& values) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i)
    text += (i == 0 ? "" : ", ") + names[i] + "=" + to_text(values[static_cast<Eigen::Index>(i)]);
  return text;
}

/// "leaky_relu(negative_slope=0.2)", or the name alone.
inline std::string call_text(std::string_view activation, const std::string& arguments) {
  return std::string(activation) + (arguments.empty() ? "" : "(" + arguments + ")");
}

}  // namespace eigenact::registry
