// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include "kernels.hpp"

namespace eigenact::instructions {

void run_precise() {
  run_all<float, Precise, Value, Derivative>();
  run_all<double, Fast, Value>();
}

}  // namespace eigenact::instructions
