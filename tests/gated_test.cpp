// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include <eigenact/gated.hpp>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/gated_reference.hpp"
#include "support/gated_units.hpp"
#include "support/real.hpp"
#include "support/tier.hpp"
#include "support/ulp.hpp"

using namespace eigenact;
using Eigen::Index;
using namespace eigenact_test;

namespace {

template <typename S>
Format format() {
  if (std::is_same_v<S, float>) return Format::float32();
  if (std::is_same_v<S, double>) return Format::float64();
  return std::is_same_v<S, Eigen::half> ? Format::half() : Format::bfloat16();
}

template <typename Unit>
GatedOracle oracle_of(const Unit& unit) {
  const auto parameters = unit.parameters();
  std::vector<double> values;
  for (Index i = 0; i < parameters.size(); ++i)
    values.push_back(static_cast<double>(parameters(i)));
  return GatedOracle(Unit::formula(), Unit::parameter_names(), values);
}

/// In the short tier every unit is computed in Fast float; one without, one with a kernel, and one
/// with parameters stand for all in the other types.
template <typename Visitor>
void for_all_scalars(const Visitor& visit) {
  for_all_units<float, Fast>(visit);
  if constexpr (kFull) {
    for_all_units<float, Precise>(visit);
    for_all_units<double, Fast>(visit);
    for_all_units<Eigen::bfloat16, Fast>(visit);
  } else {
    visit(GLU<float, Precise>());
    visit(ReGLU<double>());
    visit(SwiGLU<Eigen::bfloat16>(Eigen::bfloat16(1.75f)));
  }
}

/// Checks one number of an array, and that it has the bits of the number alone, if that is given.
void check_number(const std::string& name, double a, double b, double error, double most,
                  bool is_the_same_alone) {
  if (error <= most && is_the_same_alone) return;
  INFO(name << " of " << a << " and " << b << ": error " << error << ", at most " << most);
  CHECK(error <= most);
  CHECK(is_the_same_alone);
}

template <typename Unit>
struct AccuracyOf;
template <typename F, typename S, typename A>
struct AccuracyOf<GatedUnit<F, S, A>> {
  using type = A;
};

template <typename Unit>
void check_values(const Unit& unit) {
  using S = typename Unit::Scalar;
  const Array<S> a = numbers<S>(11, 9, 1), b = numbers<S>(11, 9, 2);
  const Array<S> z = unit(a, b);
  GatedOracle oracle = oracle_of(unit);
  const double most =
      gated_bound(format<S>(), std::is_same_v<typename AccuracyOf<Unit>::type, Precise>);
  for (Index i = 0; i < a.size(); ++i) {
    const double x = static_cast<double>(a(i)), y = static_cast<double>(b(i));
    const double error = eigenact_test::ulp_error(static_cast<double>(z(i)),
                                                  oracle.value(x, y).reference(), format<S>());
    const S alone = unit(a(i), b(i));
    check_number(Unit::name(), x, y, error, most, std::memcmp(&alone, &z(i), sizeof(S)) == 0);
  }
  CHECK(z.size() == a.size());
}

void check_gradient(const std::string& name, std::size_t bytes, double a, double b, double upstream,
                    bool is_right) {
  if (is_right) return;
  INFO(name << ", " << bytes << " bytes, of " << a << " and " << b << ", upstream " << upstream);
  CHECK(is_right);
}

template <typename S>
bool is_near(double computed, const eigenact_test::Real& exact, double size, double epsilons) {
  const double difference = computed - exact.to_double();
  return std::abs(difference) <=
         std::ldexp(epsilons * (std::abs(exact.to_double()) + size), -format<S>().digits);
}

template <typename Unit>
void check_gradients(const Unit& unit) {
  using S = typename Unit::Scalar;
  const Array<S> a = numbers<S>(9, 5, 3), b = numbers<S>(9, 5, 4), g = numbers<S>(9, 5, 5, 1);
  Array<S> ga, gb;
  unit.backward(a, b, g, ga, gb);
  CHECK((ga.size() == a.size() && gb.size() == b.size()));
  GatedOracle oracle = oracle_of(unit);
  for (Index i = 0; i < a.size(); ++i) {
    const double x = static_cast<double>(a(i)), y = static_cast<double>(b(i));
    const double upstream = static_cast<double>(g(i));
    using eigenact_test::Real;
    const bool is_near_a =
        is_near<S>(static_cast<double>(ga(i)), Real(upstream) * oracle.derivative(x, y, 0),
                   std::abs(y * upstream), kGatedSlopeUnits);
    const bool is_near_b =
        is_near<S>(static_cast<double>(gb(i)), Real(upstream) * oracle.derivative(x, y, 1),
                   std::abs(x * upstream), kGatedSlopeUnits);
    check_gradient(Unit::name() + " to a", sizeof(S), x, y, upstream, is_near_a);
    check_gradient(Unit::name() + " to b", sizeof(S), x, y, upstream, is_near_b);
  }
}

template <typename Unit>
void check_parameter_gradients(const Unit& unit) {
  using S = typename Unit::Scalar;
  using eigenact_test::Real;
  const Array<S> a = numbers<S>(23, 3, 6), b = numbers<S>(23, 3, 7), g = numbers<S>(23, 3, 8, 1);
  const auto computed = unit.parameter_gradient(a, b, g);
  GatedOracle oracle = oracle_of(unit);
  for (int p = 0; p < Unit::parameter_count; ++p) {
    Real sum;
    double size = 0;
    for (Index i = 0; i < a.size(); ++i) {
      const Real term =
          Real(static_cast<double>(g(i))) *
          oracle.derivative(static_cast<double>(a(i)), static_cast<double>(b(i)), 2 + p);
      sum = sum + term;
      size += std::abs(term.to_double());
    }
    CAPTURE(Unit::name(), sizeof(S), p);
    CHECK(is_near<S>(static_cast<double>(computed(p)), sum, size, 8));
  }
  Array<S> x(46, 3);
  x << a, b;
  CHECK(same_bits(unit.parameter_gradient(x, g), computed));
  const auto of_rows = unit.parameter_gradient(RowMajor<S>(a), b, g);
  CHECK(is_near<S>(static_cast<double>(of_rows(0)), Real(static_cast<double>(computed(0))), 1, 64));
}

}  // namespace

TEST_CASE("values keep the stated bounds, alone and in arrays", "[gated]") {
  for_all_scalars([](const auto& unit) { check_values(unit); });
}

TEST_CASE("gradients to both operands are those of the formula", "[gated]") {
  for_all_scalars([](const auto& unit) { check_gradients(unit); });
}

TEST_CASE("gradients of the parameters are those of the formula", "[gated]") {
  for_all_scalars([](const auto& unit) {
    if constexpr (std::decay_t<decltype(unit)>::parameter_count > 0)
      check_parameter_gradients(unit);
  });
}
