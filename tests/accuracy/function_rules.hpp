// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

// As rules.hpp, for the elementary functions.

#include <algorithm>
#include <array>

#include "dual.hpp"
#include "vector_libm.hpp"

namespace eigenact_test::rules {

template <typename T>
T clamped(T x, T low, T high) {
  return x > high ? high : x < low ? low : x;
}

/// f(a), given f and its error, f' and its error at a.
template <typename T>
Dual<T> chain(Dual<T> a, T value, T value_error, T outer, T outer_error) {
  const T slope = outer * a.slope;
  return {value, slope, value_error,
          (std::abs(outer) + outer_error) * a.slope_error + outer_error * std::abs(a.slope) +
              Limits<T>::rounding * std::abs(slope)};
}

/// exp(a), expm1(a), sinh(a), cosh(a) given at the clamped argument. Where it was clamped from
/// above, half of the number is uncertain, and the slope is that of an argument that grows no
/// faster than x: enough to tell that the result is infinite, or that what is divided by it is 0.
template <typename T>
Dual<T> exponential(Dual<T> a, bool saturated, T value, T outer) {
  const T limited = clamped(a.slope, T(-1), T(1));
  a.slope = saturated ? limited : a.slope;
  a.slope_error = saturated ? std::abs(limited) : a.slope_error;
  const bool vanishes = a.value + a.value_error < lowest_exponent(T());
  const T uncertainty = vanishes ? T(0) : a.value_error;
  const T relative = saturated ? T(0.5) : uncertainty + Limits<T>::function;
  const T error = std::abs(value) * Limits<T>::function +
                  (saturated ? std::abs(value) / 2 : std::abs(outer) * uncertainty);
  a.slope_error = saturated ? T(0) : a.slope_error;
  return chain(a, value, error + negligible(T()), outer,
               std::abs(outer) * relative + negligible(T()));
}

template <typename T>
Dual<T> exp(Dual<T> a) {
  const T value = std::exp(clamped(a.value, lowest_exponent(T()), highest_exponent(T())));
  return exponential(a, a.value > highest_exponent(T()), value, value);
}

template <typename T>
Dual<T> expm1(Dual<T> a) {
  const T argument = clamped(a.value, lowest_exponent(T()), highest_exponent(T()));
  return exponential(a, a.value > highest_exponent(T()), std::expm1(argument), std::exp(argument));
}

template <typename T>
Dual<T> sinh(Dual<T> a) {
  const T argument = clamped(a.value, -highest_exponent(T()), highest_exponent(T()));
  return exponential(a, std::abs(a.value) > highest_exponent(T()), std::sinh(argument),
                     std::cosh(argument));
}

template <typename T>
Dual<T> cosh(Dual<T> a) {
  const T argument = clamped(a.value, -highest_exponent(T()), highest_exponent(T()));
  Dual<T> result = exponential(a, std::abs(a.value) > highest_exponent(T()), std::cosh(argument),
                               std::sinh(argument));
  result.slope_error += std::cosh(argument) * a.value_error * std::abs(a.slope);
  return result;
}

template <typename T>
Dual<T> log(Dual<T> a) {
  const T value = std::log(a.value), outer = 1 / a.value,
          relative = a.value_error / std::abs(a.value);
  return chain(a, value, relative + Limits<T>::function * std::abs(value), outer,
               std::abs(outer) * (relative + Limits<T>::rounding));
}

template <typename T>
Dual<T> log1p(Dual<T> a) {
  const T value = std::log1p(a.value), outer = 1 / (1 + a.value),
          relative = a.value_error * std::abs(outer);
  return chain(a, value, relative + Limits<T>::function * std::abs(value), outer,
               std::abs(outer) * (relative + 2 * Limits<T>::rounding));
}

/// tanh'(a) = 4 e / (1 + e)^2 with e = exp(-2 |a|).
template <typename T>
Dual<T> tanh(Dual<T> a) {
  const T value = std::tanh(a.value);
  const T e = std::exp(std::max(-2 * std::abs(a.value), lowest_exponent(T())));
  const T outer = 4 * e / ((1 + e) * (1 + e));
  const bool vanishes = 2 * (a.value_error - std::abs(a.value)) < lowest_exponent(T());
  const T uncertainty = vanishes ? T(0) : a.value_error;
  return chain(a, value,
               outer * uncertainty + Limits<T>::function * std::abs(value) + negligible(T()), outer,
               outer * (2 * uncertainty + 2 * Limits<T>::function) + negligible(T()));
}

/// a - tanh(a): the difference of the series (odd powers from a^3 on) below 1/4.
template <typename T, std::size_t N>
Dual<T> minus_tanh(Dual<T> a, const std::array<T, N>& coefficients) {
  const T value = std::tanh(a.value), square = a.value * a.value;
  T sum = 0;
  for (std::size_t i = N; i-- > 0;) sum = sum * square + coefficients[i];
  const bool small = std::abs(a.value) < T(0.25);
  const T series = a.value * square * sum, difference = small ? series : a.value - value;
  const T outer = value * value, function = Limits<T>::function;
  const T error = (small ? std::abs(series) : std::abs(value)) * function +
                  Limits<T>::rounding * std::abs(difference);
  return chain(a, difference, error + outer * a.value_error, outer,
               outer * 3 * function + 2 * std::abs(value) * a.value_error);
}

template <typename T>
Dual<T> sin(Dual<T> a) {
  const T value = std::sin(a.value), outer = std::cos(a.value),
          error = std::min(a.value_error, T(2));
  return chain(a, value, error + Limits<T>::function * std::abs(value), outer,
               error + Limits<T>::function * std::abs(outer));
}

template <typename T>
Dual<T> cos(Dual<T> a) {
  const T value = std::cos(a.value), outer = -std::sin(a.value),
          error = std::min(a.value_error, T(2));
  return chain(a, value, error + Limits<T>::function * std::abs(value), outer,
               error + Limits<T>::function * std::abs(outer));
}

template <typename T>
Dual<T> tan(Dual<T> a) {
  const T value = std::tan(a.value), outer = 1 + value * value;
  return chain(a, value, outer * a.value_error + Limits<T>::function * std::abs(value), outer,
               outer * (2 * std::abs(value) * a.value_error + 3 * Limits<T>::function));
}

template <typename T>
Dual<T> atan(Dual<T> a) {
  const T value = std::atan(a.value), outer = 1 / (1 + a.value * a.value);
  return chain(a, value, outer * a.value_error + Limits<T>::function * std::abs(value), outer,
               outer * (2 * std::abs(a.value) * outer * a.value_error + Limits<T>::function));
}

template <typename T>
Dual<T> asinh(Dual<T> a) {
  const T value = std::asinh(a.value), outer = 1 / std::sqrt(1 + a.value * a.value);
  return chain(a, value, outer * a.value_error + Limits<T>::function * std::abs(value), outer,
               outer * (std::abs(a.value) * outer * outer * a.value_error + Limits<T>::function));
}

/// erf'(a) = 2 / sqrt(pi) exp(-a^2), whose relative error is that of a^2.
template <typename T>
T bell(T a) {
  constexpr T two_over_sqrt_pi = T(1.128379167095512573896158903121545172L);
  return two_over_sqrt_pi * std::exp(std::max(-a * a, lowest_exponent(T())));
}

template <typename T>
T bell_error(Dual<T> a, T outer) {
  const T size = std::abs(a.value), nearest = size - a.value_error;
  const bool vanishes = nearest > 0 && -nearest * nearest < lowest_exponent(T());
  const T argument_error = 2 * size * a.value_error + Limits<T>::rounding * size * size;
  return outer * ((vanishes ? T(0) : argument_error) + 2 * Limits<T>::function) + negligible(T());
}

template <typename T>
Dual<T> erf(Dual<T> a) {
  const T value = std::erf(a.value), outer = bell(a.value);
  return chain(a, value, outer * a.value_error + Limits<T>::function * std::abs(value), outer,
               bell_error(a, outer));
}

template <typename T>
Dual<T> erfc(Dual<T> a) {
  const T value = std::erfc(std::min(a.value, highest_erfc(T()))), outer = bell(a.value);
  return chain(a, value, outer * a.value_error + Limits<T>::function * value + negligible(T()),
               -outer, bell_error(a, outer));
}

template <typename T>
Dual<T> sqrt(Dual<T> a) {
  const T value = std::sqrt(a.value), outer = T(0.5) / value, relative = a.value_error / a.value;
  return chain(a, value, value * (relative + Limits<T>::rounding), outer,
               outer * (relative + 2 * Limits<T>::rounding));
}

template <typename T>
Dual<T> pow(Dual<T> a, Dual<T> b) {
  const T value = std::pow(a.value, b.value), outer = b.value * std::pow(a.value, b.value - 1);
  const T relative = std::abs((b.value + 1) * a.value_error / a.value) +
                     std::abs(std::log(a.value) * b.value_error) + 2 * Limits<T>::function;
  return chain(a, value, std::abs(value) * relative, outer, std::abs(outer) * relative);
}

}  // namespace eigenact_test::rules
