// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
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
  /// Whether a NaN x makes every sum NaN by itself.
  static constexpr bool spreads_nan = false;

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
  /// Throws if what is not trained (an interval, a width) does not fit numbers x of type S and an
  /// arithmetic of type Real.
  template <typename S, typename Real>
  void check_structure() const {}
  /// Throws if the parameters, all finite, do not go together.
  template <typename S, typename Real>
  void validate(const double* /*parameters*/) const {}

  template <typename V, typename T>
  EIGENACT_INLINE V value(const V& x, const T* table) const {
    return self().jet(x, table, NoSums()).value;
  }
  template <typename V, typename T>
  EIGENACT_INLINE V derivative(const V& x, const T* table) const {
    return self().jet(x, table, NoSums()).derivative;
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

/// The number to a few digits, for a sentence.
inline std::string short_text(double number) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", number);
  return text;
}

/// a <= b, also where -ffast-math takes every number for finite.
inline bool is_at_most(double a, double b) {
  using Lane = simd::Lane<double, Grade::Double>;
  return all(Lane(a) <= Lane(b));
}

inline void check_interval(std::string_view name, double lower, double upper) {
  if (is_at_most(lower, upper) && lower != upper && is_at_most(upper - lower, kLargest)) return;
  const auto text = [](double end) {
    return std::abs(end) < 1e16 ? std::to_string(end) : short_text(end);
  };
  reject(name, "the interval must be finite, its lower end below its upper one, got [" +
                   text(lower) + ", " + text(upper) + "]");
}

template <typename T>
inline constexpr const char* scalar_text = sizeof(T) == 4 ? "float" : "double";

/// Throws unless at(0), ..., at(count - 1) are finite in S and increase there.
template <typename S, typename At>
void check_increasing(std::string_view name, const std::string& what, int count, const At& at) {
  constexpr double largest = std::numeric_limits<S>::max();
  for (int i = 0; i < count; ++i) {
    const double x = at(i), last = at((std::max)(i - 1, 0));
    if (!is_at_most(std::abs(x), largest))
      reject(name, what + " must be finite in " + scalar_text<S> + ", got " + short_text(x));
    if (i > 0 && !(static_cast<S>(last) < static_cast<S>(x)))
      reject(name, what + " must be different numbers of " + scalar_text<S> + ", got " +
                       short_text(last) + " and " + short_text(x));
  }
}

/// Throws unless the powers of a width, up to the given one, are well inside the range of Real.
template <typename Real>
void check_width(std::string_view name, const std::string& what, double width, int power) {
  const double most = std::exp2((sizeof(Real) == 4 ? 112 : 1000) / power);
  if (is_at_most(1 / most, width) && is_at_most(width, most)) return;
  reject(name, what + " must be from " + short_text(1 / most) + " to " + short_text(most) + " in " +
                   scalar_text<Real> + ", got " + short_text(width) + ": scale x");
}

/// y, or x where x is NaN.
inline double nan_as(double x, double y) {
  using Lane = simd::Lane<double, Grade::Double>;
  return math::nan_as(Lane(x), Lane(y)).first();
}

/// The nearest T, the largest one instead of an infinity: the table has no infinities.
template <typename T>
T in_range(double x) {
  constexpr double largest = std::numeric_limits<T>::max();
  using Lane = simd::Lane<double, Grade::Double>;
  return static_cast<T>(math::clamp(Lane(x), Lane(-largest), Lane(largest)).first());
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
