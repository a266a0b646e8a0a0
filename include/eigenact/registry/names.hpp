// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/errors.hpp>
#include <eigenact/registry/spelling.hpp>
#include <numeric>
#include <utility>

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

/// An activation of the catalogue, and the parameters that its alias carries.
struct Found {
  std::size_t index;
  std::string_view arguments;
};

inline std::string_view without_arguments(std::string_view alias) {
  return trimmed(alias.substr(0, alias.find('(')));
}

/// "mixture" of "mixture[relu, tanh]".
inline std::string_view without_parts(std::string_view name) {
  return trimmed(name.substr(0, name.find('[')));
}

inline std::string_view arguments_of(std::string_view alias) {
  const std::size_t open = alias.find('(');
  return open == alias.npos ? "" : alias.substr(open + 1, alias.rfind(')') - open - 1);
}

/// The three names nearest to a word that is none, nearest first; the near ones only.
inline std::vector<std::string> nearest(const std::vector<Names>& all, std::string_view wanted) {
  const std::string word = normalized(wanted);
  const std::size_t bound = std::max<std::size_t>(2, word.size() / 3);
  std::vector<std::pair<std::size_t, std::string>> ranked;
  const auto add = [&](std::string_view name) {
    const std::string other = normalized(name);
    if (std::max(word.size(), other.size()) - std::min(word.size(), other.size()) > bound) return;
    const std::size_t distance = edit_distance(word, other);
    if (distance <= bound) ranked.emplace_back(distance, name);
  };
  for (const Names& names : all) {
    add(names.name);
    for (const auto alias : split(names.aliases, ',')) add(without_arguments(alias));
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::string> result;
  for (const auto& [distance, name] : ranked)
    if (result.size() < 3 && std::find(result.begin(), result.end(), name) == result.end())
      result.push_back(name);
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
  const std::string activation = "activation " + quoted(wanted) + " ";
  std::vector<std::string> candidates;
  for (const Found& one : found)
    candidates.push_back(std::string(all[one.index].name) + " = " +
                         std::string(all[one.index].formula));
  if (!found.empty())
    core::raise(activation + "is ambiguous: it can be " + alternatives(candidates));
  for (const OtherFamily& family : others)
    if (!all_called(family.names, without_parts(wanted)).empty())
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
