// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../runner.hpp"

// The peers of the gated units.

namespace eigenact::bench {

template <typename T>
bool add_gated_expressions() {
  constexpr Operation of_two{"forward", 3};
  rows().push_back({"gated", "swiglu", of_two, scalar_type<T>, "eigen", [](const Operands& o) {
                      o.y<T>() = o.x<T>() * o.x<T>().logistic() * o.gradient<T>();
                    }});
  return true;
}

}  // namespace eigenact::bench
