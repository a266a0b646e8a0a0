// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <eigenact/registry/call.hpp>
#include <eigenact/registry/numbers.hpp>

// What of an activation is not trained, sizes and the like, as numbers with names.

namespace eigenact::registry {

/// The largest number up to which double holds all whole ones.
inline constexpr double kLargestWhole = 9007199254740992;

struct Setting {
  enum class Kind { Whole, Real, Choice, List };

  std::string name;
  Kind kind = Kind::Real;
  std::string_view choices = "";   ///< the words of 0, 1, ..., of a choice
  double lowest = 0, highest = 0;  ///< of a whole number
  bool is_replaced_by_list = false;

  /// The same of a setting that a list stands in the place of, where there is one.
  Setting or_list() const {
    Setting changed = *this;
    changed.is_replaced_by_list = true;
    return changed;
  }
};

/// The values of settings: a number each, none where one is left out, any numbers for a list.
using Settings = std::vector<std::vector<double>>;

inline Setting real_setting(std::string name) { return {std::move(name)}; }
/// A size; whoever gets it checks its range.
inline Setting size_setting(std::string name, double highest = 2147483647) {
  return {std::move(name), Setting::Kind::Whole, "", -highest, highest};
}
inline Setting seed_setting() { return {"seed", Setting::Kind::Whole, "", 0, kLargestWhole}; }
inline Setting choice_setting(std::string name, std::string_view choices) {
  return {std::move(name), Setting::Kind::Choice, choices};
}
inline Setting list_setting(std::string name) { return {std::move(name), Setting::Kind::List}; }

/// "[1, 2.5]".
template <typename Number>
std::string list_text(const Number* numbers, std::size_t size) {
  std::string text = "[";
  for (std::size_t i = 0; i < size; ++i)
    text.append(i == 0 ? "" : ", ").append(to_text(numbers[i]));
  return text + "]";
}

inline bool is_list(std::string_view text) {
  return text.size() >= 2 && text.front() == '[' && text.back() == ']';
}
/// Reads "[1, 2.5]"; false if it is none.
template <typename Number>
bool from_list_text(std::string_view text, std::vector<Number>& numbers) {
  if (!is_list(text)) return false;
  const auto parts = split(text.substr(1, text.size() - 2), ',');
  numbers.assign(parts.size(), Number());
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (!from_text(std::string(parts[i]), numbers[i])) return false;
  return true;
}

/// The text of a setting that has a value.
inline std::string to_text(const Setting& setting, const std::vector<double>& value) {
  if (setting.kind == Setting::Kind::List) return list_text(value.data(), value.size());
  if (setting.kind == Setting::Kind::Choice)
    return std::string(split(setting.choices, ',')[static_cast<std::size_t>(value.front())]);
  return to_text(value.front());
}

/// The value of a setting from its text.
/// @throws std::invalid_argument if it is none.
inline std::vector<double> from_text(const std::string& activation, const Setting& setting,
                                     const std::string& text) {
  const auto fail = [&](const std::string& due) {
    core::raise(activation + ": " + setting.name + " must be " + due + ", got " + quoted(text));
  };
  if (setting.kind == Setting::Kind::List) {
    std::vector<double> numbers;
    if (!from_list_text(text, numbers)) fail("a list of numbers such as [-1, 0, 1]");
    return numbers;
  }
  if (setting.kind == Setting::Kind::Choice) {
    const auto choices = split(setting.choices, ',');
    std::string word = normalized(text);
    if (setting.choices == "no, yes") word = word == "true" ? "yes" : word == "false" ? "no" : word;
    for (std::size_t i = 0; i < choices.size(); ++i)
      if (normalized(choices[i]) == word) return {static_cast<double>(i)};
    fail(alternatives({choices.begin(), choices.end()}));
  }
  if (setting.kind == Setting::Kind::Whole) {
    long double number = 0;  // of which many hold 2^53 + 1
    if (!from_text(text, number) || number != std::floor(number)) fail("a whole number");
    if (number < setting.lowest || number > setting.highest)
      fail("a whole number from " + to_text(setting.lowest) + " to " + to_text(setting.highest));
    return {static_cast<double>(number)};
  }
  double number = 0;
  if (!from_text(text, number)) fail("a number");
  return {number};
}

}  // namespace eigenact::registry
