// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <eigenact/simd/standard.hpp>
#include <string>
#include <string_view>
#include <vector>

// How texts are taken apart and compared, byte by byte: the locale does not matter. And how they
// are quoted in a sentence.

namespace eigenact::registry {

inline std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\n\v\f\r";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

/// The parts between the separators that stand outside of brackets; none of an empty text.
inline std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  if (trimmed(text).empty()) return parts;
  long long depth = 0;
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
      result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return result;
}

/// A text as a sentence quotes it: its beginning, in printable letters of ASCII; other bytes as
/// \x1b.
inline std::string excerpt(std::string_view text) {
  constexpr std::size_t most = 60;
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    std::string shown(1, c);
    if (byte < ' ' || byte > '~') shown = {'\\', 'x', digits[byte / 16], digits[byte % 16]};
    if (result.size() + shown.size() > most) return result + "...";
    result += shown;
  }
  return result;
}
inline std::string quoted(std::string_view text) { return "\"" + excerpt(text) + "\""; }

/// "a", "a or b", "a, b or c".
inline std::string alternatives(const std::vector<std::string>& words) {
  std::string result;
  for (std::size_t i = 0; i < words.size(); ++i)
    result += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
  return result;
}

}  // namespace eigenact::registry
