// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/gated.hpp>
#include <memory>

#include "../runner.hpp"

// The rows of a gated unit z = f(a) g(b). The size is that of z; a is x, and b has the numbers of
// the gradient.

namespace eigenact::bench {

inline constexpr Operation gated_forward{"forward", 3};
inline constexpr Operation gated_backward{"backward", 5};
inline constexpr Operation forward_halves{"forward_halves", 3};
inline constexpr Operation backward_halves{"backward_halves", 5};

/// What the operands have no place for.
template <typename S>
struct GatedArrays {
  using Array = Eigen::ArrayXX<S>;

  Eigen::Array<S, Eigen::Dynamic, 1> b;
  Array x, gz, z, gx;  // x is a above b, in columns of 256 and 256

  explicit GatedArrays(const Operands& o) : b(o.gradient<S>()) {
    constexpr Eigen::Index kRows = 256;
    const Eigen::Index cols = o.size / kRows;
    gz = z = Eigen::Map<const Array>(o.gradient<S>().data(), kRows, cols);
    gx = x = (Array(2 * kRows, cols) << Eigen::Map<const Array>(o.x<S>().data(), kRows, cols), gz)
                 .finished();
  }
};

template <typename F, typename S, typename Accuracy>
void add_gated_unit(const std::string& name, const F& unit) {
  const auto f = std::make_shared<const F>(unit);
  const auto add = [name](const Operation& operation, auto run) {
    const Prepare prepare = [run](const Operands& o) -> Kernel {
      const auto arrays = std::make_shared<GatedArrays<S>>(o);
      return [run, arrays](const Operands& operands) { run(operands, *arrays); };
    };
    rows().push_back({"gated", name, operation, scalar_type<S>, tier<Accuracy>, nullptr, prepare});
  };
  rows().push_back({"gated", name, gated_forward, scalar_type<S>, tier<Accuracy>,
                    [f](const Operands& o) { o.y<S>() = (*f)(o.x<S>(), o.gradient<S>()); }});
  add(gated_backward, [f](const Operands& o, GatedArrays<S>& more) {
    f->backward(o.x<S>(), more.b, o.gradient<S>(), o.y<S>(), o.slope<S>());
  });
  add(forward_halves, [f](const Operands&, GatedArrays<S>& more) { more.z = (*f)(more.x); });
  add(backward_halves,
      [f](const Operands&, GatedArrays<S>& more) { more.gx = f->backward(more.x, more.gz); });
}

template <typename F, typename S, typename Accuracy>
void add_gated_tier() {
  add_gated_unit<F, S, Accuracy>(F::name(), F());
  // Fast may be quicker with the default parameter.
  if constexpr (F::parameter_count == 1)
    add_gated_unit<F, S, Accuracy>(F::name() + "(1.5)", F(static_cast<S>(1.5f)));
}

template <template <typename, typename> class F, typename S>
bool add_gated() {
  add_gated_tier<F<S, Fast>, S, Fast>();
  add_gated_tier<F<S, Precise>, S, Precise>();
  return true;
}

}  // namespace eigenact::bench
