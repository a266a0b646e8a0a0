// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <eigenact/core/errors.hpp>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Which activation a name means.

namespace eigenact::registry {

/// What an activation is called. The aliases are separated by commas; an alias may carry parameters
/// in parentheses, which are then its defaults.
struct Names {
  std::string_view name, type, aliases, formula;
};

/// The activations of a family that is not made by name.
struct OtherFamily {
  std::string_view what, header;  // "a gated unit", "gated"
  std::vector<Names> names;
};

inline std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// The parts between the separators that stand outside of brackets; none of an empty text.
inline std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  if (trimmed(text).empty()) return parts;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i == text.size() || (text[i] == separator && depth == 0)) {
      parts.push_back(trimmed(text.substr(begin, i - begin)));
      begin = i + 1;
    } else {
      depth += text[i] == '(' || text[i] == '[' ? 1 : text[i] == ')' || text[i] == ']' ? -1 : 0;
    }
  }
  return parts;
}

/// What of a name matters: not its case, dashes, underscores and blanks.
inline std::string normalized(std::string_view name) {
  std::string result;
  for (const char c : name)
    if (c != '-' && c != '_' && c != ' ')
      result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

/// How many letters must be inserted, removed, replaced or swapped with the next one to turn one
/// word into the other (Damerau 1964, each letter moved once).
inline std::size_t edit_distance(const std::string& from, const std::string& to) {
  std::vector<std::size_t> before(to.size() + 1), above(before), row(before);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= from.size(); ++i) {
    before = std::exchange(above, row);
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replaced = above[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, above[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row.back();
}

/// "a", "a or b", "a, b or c".
inline std::string alternatives(const std::vector<std::string>& words) {
  std::string result;
  for (std::size_t i = 0; i < words.size(); ++i)
    result += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
  return result;
}

/// An activation of the catalogue, and the parameters that its alias carries.
struct Found {
  std::size_t index;
  std::string_view arguments;
};

inline std::string_view without_arguments(std::string_view alias) {
  return trimmed(alias.substr(0, alias.find('(')));
}

inline std::string_view arguments_of(std::string_view alias) {
  const std::size_t open = alias.find('(');
  return open == alias.npos ? "" : alias.substr(open + 1, alias.rfind(')') - open - 1);
}

/// The three names nearest to a word that is none, nearest first; the near ones only.
inline std::vector<std::string> nearest(const std::vector<Names>& all, std::string_view wanted) {
  const std::string word = normalized(wanted);
  std::vector<std::pair<std::size_t, std::string>> ranked;
  for (const Names& names : all) {
    ranked.emplace_back(edit_distance(word, normalized(names.name)), names.name);
    for (const auto alias : split(names.aliases, ','))
      ranked.emplace_back(edit_distance(word, normalized(without_arguments(alias))),
                          without_arguments(alias));
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::string> result;
  for (const auto& [distance, name] : ranked)
    if (result.size() < 3 && distance <= std::max<std::size_t>(2, word.size() / 3))
      if (std::find(result.begin(), result.end(), name) == result.end()) result.push_back(name);
  return result;
}

/// Those that are called so: one by its own name, or all by an alias.
inline std::vector<Found> all_called(const std::vector<Names>& all, std::string_view wanted) {
  const std::string word = normalized(wanted);
  std::vector<Found> found;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (word == normalized(all[i].name) || word == normalized(all[i].type)) return {{i, {}}};
    for (const auto alias : split(all[i].aliases, ','))
      if (word == normalized(without_arguments(alias))) found.push_back({i, arguments_of(alias)});
  }
  return found;
}

/// The activation that is called so: by its own name first, then by an alias.
/// @throws std::invalid_argument if there is none (with the nearest names), or several (with all).
inline Found find(const std::vector<Names>& all, std::string_view wanted,
                  const std::vector<OtherFamily>& others = {}) {
  const std::vector<Found> found = all_called(all, wanted);
  if (found.size() == 1) return found.front();
  const std::string activation = "activation \"" + std::string(wanted) + "\" ";
  std::vector<std::string> candidates;
  for (const Found& one : found)
    candidates.push_back(std::string(all[one.index].name) + " = " +
                         std::string(all[one.index].formula));
  if (!found.empty())
    core::raise(activation + "is ambiguous: it can be " + alternatives(candidates));
  for (const OtherFamily& family : others)
    if (!all_called(family.names, wanted).empty())
      core::raise(activation + "is " + std::string(family.what) +
                  ", which a name does not make: take its class from <eigenact/" +
                  std::string(family.header) + ".hpp>");
  candidates = nearest(all, wanted);
  core::raise(activation + "is unknown" +
              (candidates.empty() ? "; activation_names() lists all"
                                  : "; did you mean " + alternatives(candidates)) +
              (candidates.empty() ? "" : "?"));
}

}  // namespace eigenact::registry
