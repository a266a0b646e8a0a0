// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <eigenact/core/errors.hpp>
#include <eigenact/core/facts.hpp>
#include <eigenact/math/math.hpp>
#include <limits>
#include <string>
#include <vector>

// What the formulas of the basis expansions are written with. A formula is an object: it knows how
// many terms it has and what else is not trained, and gets its coefficients as a table.

EIGENACT_PACKETS_BEGIN

namespace eigenact {

/// Value and derivative of an expansion at x.
template <typename V>
struct ValueAndSlope {
  V value, derivative;
};

namespace core {

/// Takes the derivatives for the coefficients where nobody asks for them.
struct NoSums {
  template <typename V>
  EIGENACT_INLINE void operator()(int, const V&) const {}
  template <typename V>
  EIGENACT_INLINE void scatter(const V&, int, const V&) const {}
};

/// What most formulas of a basis have in common: the table is the parameters, and the sums over the
/// data are their gradients. A formula with another table (prepared from the parameters, for speed)
/// replaces these functions.
template <typename Formula>
struct Basis {
  int table_size() const { return self().parameter_count(); }
  /// The table from the parameters, in the type that the formula is evaluated in.
  template <typename T>
  void prepare(const double* parameters, T* table) const {
    for (int i = 0; i < self().table_size(); ++i) table[i] = static_cast<T>(parameters[i]);
  }
  int sum_count() const { return self().parameter_count(); }
  /// The gradients of the parameters from the sums over the data.
  void finish(const double* /*parameters*/, const double* sums, double* gradients) const {
    for (int i = 0; i < self().parameter_count(); ++i) gradients[i] = sums[i];
  }
  /// Throws if the parameters, all finite, do not go together.
  void validate(const double* /*parameters*/) const {}

  template <typename V, typename T>
  EIGENACT_INLINE V value(const V& x, const T* table) const {
    return self().jet(x, table, NoSums()).value;
  }

 private:
  const Formula& self() const { return static_cast<const Formula&>(*this); }
};

/// `size`, if it is in the range; else throws "name: what must be from lower to upper, got size".
inline int checked_size(std::string_view name, const char* what, long long size, int lower,
                        int upper) {
  if (size < lower || size > upper)
    reject(name, std::string(what) + " must be from " + std::to_string(lower) + " to " +
                     std::to_string(upper) + ", got " + std::to_string(size));
  return static_cast<int>(size);
}

/// The most terms an expansion takes.
inline constexpr int kMostTerms = 1 << 16;

inline void check_interval(std::string_view name, double lower, double upper) {
  if (lower < upper && upper - lower <= kLargest) return;
  char ends[2][32];
  for (int i = 0; i < 2; ++i) {
    const double end = i == 0 ? lower : upper;
    std::snprintf(ends[i], sizeof ends[i], std::abs(end) < 1e16 ? "%f" : "%g", end);
  }
  reject(name,
         std::string("the interval must be finite, its lower end below its upper one, got [") +
             ends[0] + ", " + ends[1] + "]");
}

/// prefix1, prefix2, ... or, from 0, prefix0, prefix1, ...
inline void append_names(std::vector<std::string>& names, const char* prefix, int first, int last) {
  for (int i = first; i <= last; ++i) names.push_back(prefix + std::to_string(i));
}

/// The decimal text of a number that reads back as the same number.
inline std::string text_of(long double number) {
  char text[48];
  std::snprintf(text, sizeof text, "%.*Lg", std::numeric_limits<long double>::max_digits10, number);
  return number < 0 ? "(" + std::string(text) + ")" : text;
}

}  // namespace core
}  // namespace eigenact

EIGENACT_PACKETS_END
