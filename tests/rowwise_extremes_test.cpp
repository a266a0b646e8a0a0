// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include <eigenact/rowwise.hpp>

#include "rowwise/members.hpp"
#include "support/tier.hpp"

using namespace eigenact;
using namespace eigenact_test;

// Every activation of the list; with EIGENACT_FULL in every type and tier. Another program is this
// file and the members compiled with -ffast-math.

TEST_CASE("a line has the same bits in every layout, alone and beside others", "[rowwise]") {
  for (const Member& m : rowwise_members()) check_bits(m);
}

TEST_CASE("NaN and infinities in a line and in a gradient", "[rowwise]") {
  for (const Member& m : rowwise_members()) check_limits(m);
}

TEST_CASE("lines at the ends of the range", "[rowwise]") {
  for (const Member& m : rowwise_members()) check_range(m);
}

TEST_CASE("gradients at the ends of the range", "[rowwise]") {
  for (const Member& m : rowwise_members()) check_gradient_range(m);
}

namespace {

template <typename F>
void check_temperatures(bool log) {
  check_temperature_range(log, [](const Table& x, const Table& g, double temperature) {
    return F(temperature).colwise_parameter_gradient(columns<double>(x), columns<double>(g))(0);
  });
}

}  // namespace

TEST_CASE("gradients of temperatures at the ends of the range", "[rowwise]") {
  check_temperatures<Softmax<double>>(false);
  check_temperatures<LogSoftmax<double>>(true);
}
