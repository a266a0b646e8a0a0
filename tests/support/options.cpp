// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "options.hpp"

namespace eigenact_test {
namespace {

constexpr Effort kShort{60000, 2000, 600, 2, 4, 48, 1000, 3000};
constexpr Effort kFull{200000, 20000, 5000, 4, 1, 160, 4000, 8000};

}  // namespace

Options& mutable_options() {
  static Options options;
  return options;
}
const Options& options() { return mutable_options(); }
const Effort& effort() { return options().full ? kFull : kShort; }

}  // namespace eigenact_test
