// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include "kernels.hpp"

namespace eigenact::instructions {

void run_precise();

}  // namespace eigenact::instructions

int main() {
  using namespace eigenact::instructions;
  run_all<float, eigenact::Fast, Value, Derivative, Both>();
  run_precise();
}
