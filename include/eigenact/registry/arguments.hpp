// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/setters.hpp>
#include <eigenact/registry/setting.hpp>
#include <unordered_map>

// What arguments mean for an activation: settings first, then parameters, each by place or name.

namespace eigenact::registry {

/// The text that is given for each of some names, or nullptr.
using Texts = std::vector<const std::string*>;

/// The arguments of an activation, until all are taken.
class Given {
 public:
  /// @throws std::invalid_argument where one without a name follows one with a name.
  Given(std::string activation, const std::vector<Argument>& arguments)
      : activation_(std::move(activation)) {
    for (const Argument& argument : arguments) {
      if (argument.name.empty() && !left_.empty() && !left_.back()->name.empty())
        core::raise(activation_ + ": " + quoted(argument.value) +
                    " follows a named parameter and needs a name too");
      left_.push_back(&argument);
    }
  }

  /// Takes those that are for these names: by their place for the first ones, or by name.
  /// @throws std::invalid_argument if one is given twice.
  Texts take(const std::vector<std::string>& names, std::size_t by_place) {
    Texts texts(names.size());
    known_.insert(known_.end(), names.begin(), names.end());
    if (left_.empty()) return texts;
    std::unordered_map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < names.size(); ++i) places.emplace(normalized(names[i]), i);
    std::vector<const Argument*> others;
    std::size_t next = 0;
    for (const Argument* argument : left_) {
      std::size_t place = names.size();
      if (argument->name.empty()) {
        if (next < by_place) place = next++;
      } else if (const auto found = places.find(normalized(argument->name));
                 found != places.end()) {
        place = found->second;
      }
      if (place == names.size()) {
        others.push_back(argument);
      } else {
        if (texts[place] != nullptr)
          core::raise(activation_ + ": " + names[place] + " is given twice");
        texts[place] = &argument->value;
      }
    }
    left_ = std::move(others);
    return texts;
  }

  /// @throws std::invalid_argument if an argument is left.
  void require_none_left() const {
    if (left_.empty()) return;
    const Argument& argument = *left_.front();
    if (!argument.name.empty())
      core::raise(activation_ + " has no parameter " + quoted(argument.name) +
                  (known_.empty() ? "" : "; it has " + core::joined(known_)));
    core::raise(activation_ + (known_.empty()
                                   ? " has no parameters, got " + quoted(argument.value)
                                   : ": too many parameters, it has only " + core::joined(known_)));
  }

 private:
  std::string activation_;
  std::vector<const Argument*> left_;
  std::vector<std::string> known_;
};

/// The names with numbers for those that are there already: "alpha", "alpha_2".
inline std::vector<std::string> distinct(std::vector<std::string> names) {
  std::unordered_map<std::string, int> seen;
  for (std::string& name : names) {
    const std::string first = name;
    for (int copy = 2; !seen.emplace(normalized(name), 0).second; ++copy)
      name = first + "_" + std::to_string(copy);
  }
  return names;
}

/// The values of the settings: those given, for the rest those there are.
/// @throws std::invalid_argument if they are none, or do not go together.
inline Settings chosen(const std::string& activation, const std::vector<Setting>& settings,
                       const Texts& texts, Settings values) {
  for (std::size_t i = 0; i < settings.size(); ++i) {
    if (settings[i].kind != Setting::Kind::List || texts[i] == nullptr) continue;
    for (std::size_t k = 0; k < i; ++k)  // a list stands in the place of others
      if (settings[k].is_replaced_by_list) {
        values[k].clear();
        if (texts[k] != nullptr)
          core::raise(activation + ": " + settings[k].name + " and " + settings[i].name +
                      " exclude each other");
      }
  }
  for (std::size_t i = 0; i < settings.size(); ++i)
    if (texts[i] != nullptr) values[i] = from_text(activation, settings[i], *texts[i]);
  return values;
}

/// The values of parameters in a row: one after the other, each of all rows.
template <typename C>
struct Numbers {
  std::size_t rows = 1;
  std::vector<C> values;

  const C* of(std::size_t parameter) const { return values.data() + parameter * rows; }
};

/// Reads the parameters that are given into `numbers`, which has the values of the others.
/// @throws std::invalid_argument if one is no number.
template <typename C>
void read_numbers(const std::string& activation, const std::vector<std::string>& names,
                  const Texts& texts, Numbers<C>& numbers) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (texts[i] != nullptr && !from_text(*texts[i], numbers.values[i]))
      core::raise(activation + ": " + names[i] + " must be a number, got " + quoted(*texts[i]));
}

/// The same of an activation with values of its own in every row, of which `numbers` has one.
/// @throws std::invalid_argument if they are no lists of one length, at least one.
template <typename C>
void read_rows(const std::string& activation, const std::vector<std::string>& names,
               const Texts& texts, Numbers<C>& numbers) {
  std::vector<std::vector<C>> lists(names.size());
  const std::string* longest = nullptr;
  for (std::size_t i = 0; i < names.size(); ++i) {
    lists[i] = {numbers.values[i]};
    if (texts[i] == nullptr || from_text(*texts[i], lists[i].front())) continue;
    if (!from_list_text(*texts[i], lists[i]))
      core::raise(activation + ": " + names[i] +
                  " must be a list of numbers, one for each channel, got " + quoted(*texts[i]));
    if (longest != nullptr && lists[i].size() != numbers.rows)
      core::raise(activation + ": " + names[i] + " must have as many channels as the others, " +
                  std::to_string(numbers.rows) + ", but has " + std::to_string(lists[i].size()));
    longest = texts[i];
    numbers.rows = lists[i].size();
  }
  if (longest == nullptr)
    core::raise(activation +
                ": at least one parameter must be a list of numbers, one for each channel");
  numbers.values.clear();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool is_list_of_rows = texts[i] != nullptr && is_list(*texts[i]);
    if (!is_list_of_rows) lists[i].assign(numbers.rows, C(lists[i].front()));
    numbers.values.insert(numbers.values.end(), lists[i].begin(), lists[i].end());
  }
}

/// Settings and parameters as texts.
inline std::vector<Argument> written(const std::vector<Setting>& settings, const Settings& values) {
  std::vector<Argument> arguments;
  for (std::size_t i = 0; i < settings.size(); ++i)
    if (!values[i].empty())
      arguments.push_back({settings[i].name, to_text(settings[i], values[i])});
  return arguments;
}
template <typename C>
std::vector<Argument> written(const std::vector<std::string>& all_names, const Numbers<C>& numbers,
                              bool has_rows) {
  const std::vector<std::string> names = distinct(all_names);
  std::vector<Argument> arguments;
  for (std::size_t i = 0; i < names.size(); ++i)
    arguments.push_back(
        {names[i], has_rows ? list_text(numbers.of(i), numbers.rows) : to_text(numbers.values[i])});
  return arguments;
}

/// The arguments of a call as settings and parameters.
class Arguments {
 public:
  Arguments(std::string name, std::vector<Setting> settings, const std::vector<Argument>& given)
      : name_(std::move(name)), settings_(std::move(settings)), given_(name_, given) {
    std::vector<std::string> names;
    std::size_t by_place = 0;
    for (const Setting& setting : settings_) {
      names.push_back(setting.name);
      if (setting.kind != Setting::Kind::List) ++by_place;
    }
    texts_ = given_.take(names, by_place);
  }

  bool have_settings() const { return has_any(texts_); }
  Settings settings(const Settings& before) const {
    return chosen(name_, settings_, texts_, before);
  }

  /// Reads the parameters into `numbers`, which has the defaults; false if none is given.
  template <typename C>
  bool read(const std::vector<std::string>& all_names, bool has_rows, Numbers<C>& numbers) {
    const std::vector<std::string> names = distinct(all_names);
    texts_ = given_.take(names, names.size());
    given_.require_none_left();
    if (has_rows)
      read_rows(name_, names, texts_, numbers);
    else
      read_numbers(name_, names, texts_, numbers);
    return has_any(texts_);
  }
  /// What was given for the parameters.
  const Texts& texts() const { return texts_; }

 private:
  static bool has_any(const Texts& texts) {
    return std::any_of(texts.begin(), texts.end(), [](auto text) { return text != nullptr; });
  }

  std::string name_;
  std::vector<Setting> settings_;
  Given given_;
  Texts texts_;
};

/// @throws std::invalid_argument if the call is of another activation, or one made of others.
inline void require_name(const Call& call, const std::string& full, const std::string& bare) {
  const std::string wanted = normalized(call.name);
  if (wanted != normalized(full) && (call.tells_parts || wanted != normalized(bare)))
    core::raise("the activation must be " + full + ", got " + quoted(call.name));
}

}  // namespace eigenact::registry
