// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace example {

/// How many letters must be inserted, removed or replaced to turn one word into the other
/// (Levenshtein 1966).
inline std::size_t edit_distance(const std::string& from, const std::string& to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t replaced = diagonal + (from[i] == to[j] ? 0 : 1);
      diagonal = std::exchange(row[j + 1], std::min({replaced, row[j] + 1, row[j + 1] + 1}));
    }
  }
  return row.back();
}

/// Lower-case letters and digits only, so that "LeakyReLU" is near to "leaky_relu".
inline std::string simplified(const std::string& word) {
  std::string result;
  for (const char letter : word) {
    const auto code = static_cast<unsigned char>(letter);
    if (std::isalnum(code)) result += static_cast<char>(std::tolower(code));
  }
  return result;
}

/// The three names nearest to `word`, nearest first, as "a, b and c".
inline std::string nearest_names(const std::string& word, const std::vector<std::string>& names) {
  std::vector<std::pair<std::size_t, std::string>> ranked;
  for (const std::string& name : names) {
    ranked.emplace_back(edit_distance(simplified(word), simplified(name)), name);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  const std::size_t count = std::min<std::size_t>(3, ranked.size());
  std::string result;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) result += i + 1 == count ? " and " : ", ";
    result += ranked[i].second;
  }
  return result;
}

}  // namespace example
