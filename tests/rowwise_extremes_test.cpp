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

/// Whether both gradients by one call have the bits of two calls.
template <typename Formula, typename S>
bool agree_in_bits() {
  const auto f = activation<Formula, S, Fast>(83, 0.75);
  const Columns<S> x = numbers<S>(83, 5, 2, 0, 1), g = numbers<S>(83, 5, 1, 0, 4);
  const Columns<S> taken = Formula::backward_takes_x ? x : Columns<S>(f.colwise(x));
  Columns<S> gx;
  Eigen::Array<S, Eigen::Dynamic, 1> gp;
  f.colwise_backward(x, g, gx, gp);
  return (gx == f.colwise_backward(taken, g)).all() &&
         (gp == f.colwise_parameter_gradient(x, g)).all();
}

}  // namespace

TEST_CASE("both gradients by one call have the bits of two", "[rowwise]") {
  int count = 0;
  for_each_rowwise([&count](auto formula) {
    using Formula = decltype(formula);
    if constexpr (core::has_parameter_gradient<Formula>) {
      INFO(Formula::facts.name());
      CHECK(agree_in_bits<Formula, float>());
      if constexpr (kFull) CHECK(agree_in_bits<Formula, double>());
      if constexpr (kFull) CHECK(agree_in_bits<Formula, Eigen::half>());
      ++count;
    }
  });
  CHECK(count == 6);
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
