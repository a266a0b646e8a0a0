// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/quantity.hpp>
#include <limits>
#include <locale>
#include <sstream>
#include <string>

namespace eigenact::registry {

/// Reads a number that is the whole text; false if it is none.
template <typename S>
bool from_text(const std::string& text, S& value) {
  core::ComputeScalar<S> number{};
  std::istringstream in(text);
  in.imbue(std::locale::classic());
  if (!(in >> number) || !(in >> std::ws).eof()) return false;
  value = static_cast<S>(number);
  return true;
}

/// The number as a text that reads back as itself, without needless digits; the decimal point is a
/// point whatever the locale.
template <typename S>
std::string to_text(const S& value) {
  using C = core::ComputeScalar<S>;
  const auto number = static_cast<C>(value);
  std::ostringstream out;
  out.imbue(std::locale::classic());
  for (int digits = std::numeric_limits<C>::digits10;; ++digits) {
    out.str("");
    out.precision(digits);
    out << number;
    C back{};
    if (digits == std::numeric_limits<C>::max_digits10 ||
        (from_text(out.str(), back) && back == number))
      return out.str();
  }
}

}  // namespace eigenact::registry
