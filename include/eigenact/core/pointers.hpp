// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/simd/config.hpp>
#include <type_traits>

// The words of an activation for numbers that lie side by side in memory, n of them. Nothing is
// allocated; a result may be one of the arguments, or must lie apart from them.

namespace eigenact::core {

template <typename Activation, typename S>
class OnPointers {
 public:
  /// y = f(x).
  void apply(const S* x, S* y, Eigen::Index n) const { self().on(y, n) = self()(self().on(x, n)); }
  /// d = f.backward(x, gradient); of an activation of vectors, from y where backward() takes y.
  void backward(const S* x, const S* gradient, S* d, Eigen::Index n) const {
    self().on(d, n) = self().backward(self().on(x, n), self().on(gradient, n));
  }

  template <typename T>
  using Numbers =
      Eigen::Map<std::conditional_t<std::is_const_v<T>, const Eigen::Array<S, Eigen::Dynamic, 1>,
                                    Eigen::Array<S, Eigen::Dynamic, 1>>>;
  /// n numbers as an array, in the shape that the activation takes.
  template <typename T>
  Numbers<T> on(T* x, Eigen::Index n) const {
    return {x, n};
  }

 private:
  friend Activation;
  const Activation& self() const { return static_cast<const Activation&>(*this); }
};

/// Those of an activation that has derivatives of single numbers.
template <typename Activation, typename S>
class SlopesOnPointers : public OnPointers<Activation, S> {
 public:
  /// d = f'(x).
  void derivative(const S* x, S* d, Eigen::Index n) const {
    self().on(d, n) = self().derivative(self().on(x, n));
  }
  /// d = f''(x).
  void second_derivative(const S* x, S* d, Eigen::Index n) const {
    self().on(d, n) = self().second_derivative(self().on(x, n));
  }
  /// y = f(x) and d = f'(x) in one pass.
  void value_and_derivative(const S* x, S* y, S* d, Eigen::Index n) const {
    self().value_and_derivative(self().on(x, n), self().on(y, n), self().on(d, n));
  }

 private:
  friend Activation;
  const Activation& self() const { return static_cast<const Activation&>(*this); }
};

}  // namespace eigenact::core
