// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <eigenact/simd/standard.hpp>
#include <type_traits>

// Numbers that carry derivatives (automatic differentiation), taken apart and put together.

namespace eigenact::core {

/// What is known of such a type: specialised by the headers of <eigenact/ext/>, with the type Inner
/// of its value and derivatives, and, for x of it,
///
///     value(x), size(x), derivative(x, i)    the value and the derivatives
///     make(value, size, derivatives)         a number of them, derivatives(i) for each
template <typename T>
struct Dual {
  static constexpr bool exists = false;
};
template <typename T>
inline constexpr bool is_dual = Dual<T>::exists;
template <typename T>
using InnerOf = typename Dual<T>::Inner;

// Not in core, where a call with one of its types would find them.
namespace dual {

/// The value at the bottom of all derivatives: x itself, if it has none.
template <typename T>
const auto& plain(const T& x) {
  if constexpr (is_dual<T>)
    return plain(Dual<T>::value(x));
  else
    return x;
}

/// A number of type T, which may be a number that carries derivatives, of one that does not.
template <typename T, typename Value>
T converted(const Value& value) {
  if constexpr (!is_dual<T> || std::is_same_v<T, Value>)
    return static_cast<T>(value);
  else if constexpr (is_dual<Value>)
    return T(value);
  else
    return Dual<T>::make(converted<InnerOf<T>>(value), 0,
                         [](Eigen::Index) { return converted<InnerOf<T>>(0); });
}

/// The value with derivatives of 0, of which a type may have any number.
template <typename T>
T constant(const InnerOf<T>& value, Eigen::Index size = 0) {
  return Dual<T>::make(value, size, [](Eigen::Index) { return converted<InnerOf<T>>(0); });
}

/// Whether x is 0, with all of its derivatives.
template <typename T>
bool is_zero(const T& x);
/// Whether all derivatives of x are 0.
template <typename T>
bool is_constant(const T& x) {
  for (Eigen::Index i = 0; i < Dual<T>::size(x); ++i)
    if (!is_zero(Dual<T>::derivative(x, i))) return false;
  return true;
}
template <typename T>
bool is_zero(const T& x) {
  if constexpr (is_dual<T>)
    return is_zero(Dual<T>::value(x)) && is_constant(x);
  else
    return x == T(0);
}

// slope * factor, and of numbers that carry derivatives the product rule by add_scaled().
template <typename T>
T times(const T& slope, const T& factor);

/// Adds slope * x's derivatives to those of y. A derivative of 0 adds nothing, whatever the slope:
/// y does not depend on that variable through x.
template <typename T>
void add_scaled(T& y, const InnerOf<T>& slope, const T& x) {
  using Inner = InnerOf<T>;
  y = Dual<T>::make(
      Dual<T>::value(y), std::max(Dual<T>::size(x), Dual<T>::size(y)), [&](Eigen::Index i) {
        const Inner own =
            i < Dual<T>::size(y) ? Inner(Dual<T>::derivative(y, i)) : converted<Inner>(0);
        if (i >= Dual<T>::size(x) || is_zero(Dual<T>::derivative(x, i))) return own;
        const Inner added = times<Inner>(slope, Dual<T>::derivative(x, i));
        return is_zero(own) ? added : Inner(own + added);
      });
}

template <typename T>
T times(const T& slope, const T& factor) {
  if constexpr (is_dual<T>) {
    const auto &a = Dual<T>::value(slope), &b = Dual<T>::value(factor);
    T product = constant<T>(times<InnerOf<T>>(a, b));
    add_scaled(product, b, slope);
    add_scaled(product, a, factor);
    return product;
  } else {
    return static_cast<T>(slope * factor);
  }
}

}  // namespace dual
}  // namespace eigenact::core
