// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

// The hot loops whose instructions tools/instructions.py counts: each is one call of a function
// that valgrind knows by its name, measured<formula, quantity, scalar, tier>.

#include <eigenact/elementwise.hpp>

namespace eigenact::instructions {

inline constexpr Eigen::Index kElements = 4096;

struct Value {
  template <typename F, typename X>
  static void run(const F& f, const X& x, X& y) {
    y = f(x);
  }
};
struct Derivative {
  template <typename F, typename X>
  static void run(const F& f, const X& x, X& y) {
    y = f.derivative(x);
  }
};
struct Both {
  template <typename F, typename X>
  static void run(const F& f, const X& x, X& y) {
    X slopes(x.size());
    f.value_and_derivative(x, y, slopes);
  }
};

template <typename Formula, typename Quantity, typename Scalar, typename Tier>
__attribute__((noinline)) void measured(const Elementwise<Formula, Scalar, Tier>& f,
                                        const Eigen::Array<Scalar, Eigen::Dynamic, 1>& x,
                                        Eigen::Array<Scalar, Eigen::Dynamic, 1>& y) {
  Quantity::run(f, x, y);
}

template <typename Scalar, typename Tier, typename... Quantities>
void run_all() {
  using Array = Eigen::Array<Scalar, Eigen::Dynamic, 1>;
  const Array x = Array::LinSpaced(kElements, Scalar(-6), Scalar(6));
  Array y(kElements);
  for_each_elementwise([&](auto formula) {
    using Formula = decltype(formula);
    const Elementwise<Formula, Scalar, Tier> f;
    (measured<Formula, Quantities>(f, x, y), ...);
  });
}

}  // namespace eigenact::instructions
