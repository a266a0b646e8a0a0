// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// What every activation of the catalogue says about itself, refuses, and does with the numbers of
// other libraries.

// Assertions of Eigen are exceptions here: where a sentence is due, one fails one check.
#include <stdexcept>
struct EigenAssertion : std::logic_error {
  using std::logic_error::logic_error;
};
#define eigen_assert(condition) \
  if (!(condition)) throw EigenAssertion(#condition)
#include <eigenact/eigenact.hpp>
#include <eigenact/ext/autodiff_scalar.hpp>
#include <set>

#include "support/catch.hpp"
#include "support/oracle.hpp"

using namespace eigenact;
using eigenact_test::Oracle;
using eigenact_test::Reference;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

template <typename Call>
std::string message_of(Call&& call) {
  try {
    call();
  } catch (const std::invalid_argument& error) {
    return error.what();
  } catch (const EigenAssertion& assertion) {
    return std::string("an assertion of Eigen: ") + assertion.what();
  }
  return "nothing was thrown";
}

/// The message of the exception holds all the parts.
template <typename Call>
void check_refused(Call&& call, std::initializer_list<std::string> parts) {
  const std::string message = message_of(call);
  for (const std::string& part : parts) {
    INFO("message: " << message << ", missing: " << part);
    const bool is_there = message.find(part) != std::string::npos;
    CHECK(is_there);
  }
}

/// Points in [-6, 6] and beyond where things saturate, none of them a kink.
std::vector<double> points() {
  std::vector<double> x = {-50.3, -20.1, 20.1, 50.3, 1e-9, -1e-9};
  for (int i = -97; i <= 97; ++i) x.push_back(i / 16.0 + 0.0123);
  return x;
}

/// long double takes the constants to its own digits where it has more than double.
constexpr double kLongEpsilon = static_cast<double>(std::numeric_limits<long double>::epsilon());

double difference(long double computed, const Reference& exact) {
  const auto rest = computed - std::ldexp(static_cast<long double>(exact.hi), exact.exponent);
  return static_cast<double>(
      std::abs(rest - std::ldexp(static_cast<long double>(exact.lo), exact.exponent)));
}

template <typename Formula, typename Scalar>
void check_bad_numbers() {
  using F = Elementwise<Formula, Scalar>;
  const auto names = F::parameter_names();
  for (Eigen::Index i = 0; i < F::parameter_count; ++i) {
    for (double bad : {kNaN, kInfinity, -kInfinity}) {
      F f;
      const auto before = f.parameters();
      auto values = before;
      values(i) = static_cast<Scalar>(bad);
      check_refused([&] { f.set_parameters(values); },
                    {F::name() + ": ", names[static_cast<std::size_t>(i)] + " must be ", "got "});
      CHECK((f.parameters() == before).all());
    }
  }
  if constexpr (F::parameter_count > 0) {
    for (double bad : {kNaN, kInfinity, -kInfinity})
      check_refused([&] { F(static_cast<Scalar>(bad)); }, {F::name(), names[0], "got "});
  }
}

}  // namespace

TEST_CASE("every activation tells its name, formula and source", "[catalogue]") {
  std::set<std::string> names;
  for_each_elementwise([&](auto formula) {
    using F = Elementwise<decltype(formula), float>;
    INFO(F::name());
    CHECK(names.insert(F::name()).second);
    CHECK(F::name().find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") ==
          std::string::npos);
    CHECK(std::string("_0123456789").find(F::name().at(0)) == std::string::npos);
    CHECK(F::name().back() != '_');
    CHECK(F::name().find("__") == std::string::npos);
    CHECK_FALSE(F::formula().empty());
    CHECK_FALSE(F::reference().empty());
    CHECK(F::parameter_names().size() == static_cast<std::size_t>(F::parameter_count));
    const std::vector<std::string> parameters = F::parameter_names();
    CHECK(std::set<std::string>(parameters.begin(), parameters.end()).size() == parameters.size());
  });
  CHECK(names.size() == static_cast<std::size_t>(ElementwiseList::size));
}

TEST_CASE("the chain rule of AutoDiffScalar through f is f'", "[catalogue]") {
  using Dual = Eigen::AutoDiffScalar<Eigen::Matrix<double, 1, 1>>;
  for_each_elementwise([](auto formula) {
    const Elementwise<decltype(formula), Dual> f;
    const Elementwise<decltype(formula), double> reference;
    for (double x : points()) {
      const Dual y = f(Dual(x, 1, 0));
      const double value = reference(x), slope = reference.derivative(x);
      if (std::isnan(value)) continue;  // outside of the domain
      INFO(reference.name() << " at x = " << x);
      CHECK(std::abs(y.value() - value) <= 1e-12 * (1 + std::abs(value)));
      CHECK(std::abs(y.derivatives()(0) - slope) <= 1e-12 * (1 + std::abs(slope)));
    }
  });
}

TEST_CASE("long double has all of its digits", "[catalogue]") {
  for_each_elementwise([](auto formula) {
    const Elementwise<decltype(formula), long double> f;
    std::vector<double> defaults;
    for (int i = 0; i < formula.facts.parameter_count(); ++i)
      defaults.push_back(static_cast<double>(f.parameters()(i)));
    const Oracle oracle(f.formula(), f.parameter_names(), defaults);
    for (double x : points()) {
      const Reference value = oracle.value(x), slope = oracle.derivative(x, 1);
      INFO(f.name() << " at x = " << x);
      if (value.is_nan()) {
        CHECK(std::isnan(f(x)));
        continue;
      }
      CHECK(difference(f(x), value) <= 16 * kLongEpsilon * (1 + std::abs(value.to_double())));
      CHECK(difference(f.derivative(x), slope) <=
            16 * kLongEpsilon * (1 + std::abs(slope.to_double())));
    }
  });
}

TEST_CASE("parameters have defaults, an order and a round trip", "[catalogue]") {
  const SGT<double> sgt;
  CHECK(sgt.parameter_names() == std::vector<std::string>{"a", "alpha", "b", "beta"});
  CHECK((sgt.parameters() == Eigen::Array4d(0.1, 1, 1.1, 1)).all());
  CHECK((SGT<double>(0.5, 2).parameters() == Eigen::Array4d(0.5, 2, 1.1, 1)).all());
  CHECK(LeakyReLU<float>().parameters()(0) == 0.01f);
  CHECK(ReLU<float>().parameters().size() == 0);
  CHECK(LeakyReLU<double>(0.25)(-2) == -0.5);
  CHECK((Hardtanh<double>().parameters() == Eigen::Array2d(-1, 1)).all());

  for_each_elementwise([](auto formula) {
    Elementwise<decltype(formula), double> f;
    auto values = f.parameters();
    for (Eigen::Index i = 0; i < values.size(); ++i) {
      CHECK(values(i) == formula.facts.parameter(static_cast<int>(i)).value);
      values(i) += 0.25 + 0.5 * static_cast<double>(i);
    }
    f.set_parameters(values);
    INFO(f.name());
    CHECK((f.parameters() == values).all());
    f.set_parameters(values.matrix().transpose());  // any shape of the right size
    CHECK((f.parameters() == values).all());
  });
}

TEST_CASE("NaN and infinity are no parameters", "[catalogue]") {
  for_each_elementwise([](auto formula) {
    check_bad_numbers<decltype(formula), float>();
    check_bad_numbers<decltype(formula), double>();
  });
  check_bad_numbers<formula::Hardtanh, Eigen::half>();
}

TEST_CASE("a wrong number of parameters is refused", "[catalogue]") {
  for_each_elementwise([](auto formula) {
    Elementwise<decltype(formula), float> f;
    const auto before = f.parameters();
    const Eigen::ArrayXf one_more = Eigen::ArrayXf::Ones(before.size() + 1);
    check_refused([&] { f.set_parameters(one_more); },
                  {f.name() + ": ", std::to_string(before.size()) + " values",
                   "got " + std::to_string(before.size() + 1)});
    CHECK((f.parameters() == before).all());
  });
}

TEST_CASE("parameters outside of their range are refused, and nothing changes", "[catalogue]") {
  check_refused([] { Softshrink<float>(-0.5f); }, {"softshrink: lambd must be", "got -0.5"});
  check_refused([] { Hardshrink<double>(-1); }, {"hardshrink: lambd must be", "got -1"});
  check_refused([] { CELU<float>(0); }, {"celu: alpha must be", "not 0", "got 0"});
  check_refused([] { Softplus<float>(0); }, {"softplus: beta must be", "got 0"});
  check_refused([] { SGT<float>(0.1f, 0); }, {"sgt: alpha must be positive", "got 0"});
  check_refused([] { SGT<double>(0.1, 1, 1, -2); }, {"sgt: beta must be positive", "got -2"});
  CHECK_NOTHROW(Softshrink<float>(0));
  CHECK_NOTHROW(CELU<float>(-1));

  check_refused([] { Hardtanh<float>(1, -1); },
                {"hardtanh: ", "min_val < max_val", "got min_val = 1", "max_val = -1"});
  check_refused([] { Hardtanh<float>(2, 2); }, {"min_val < max_val"});
  Hardtanh<double> f(-3, 4);
  check_refused([&] { f.set_parameters(Eigen::Array2d(5, 4)); }, {"min_val < max_val"});
  CHECK((f.parameters() == Eigen::Array2d(-3, 4)).all());
}

TEST_CASE("shapes that do not match are refused with both shapes", "[catalogue]") {
  const Eigen::MatrixXf x = Eigen::MatrixXf::Ones(3, 5);
  Eigen::MatrixXf y(5, 3), dy(3, 5);
  const Swish<float> f;
  check_refused([&] { f.value_and_derivative(x, Eigen::Map<Eigen::MatrixXf>(y.data(), 5, 3), dy); },
                {"swish: ", "the values", "3 x 5", "5 x 3"});
  check_refused([&] { f.value_and_derivative(x, dy, y.topRows(4)); },
                {"swish: ", "the derivatives", "3 x 5", "4 x 3"});
  Eigen::Matrix2f fixed;
  check_refused([&] { f.value_and_derivative(x, fixed, dy); }, {"3 x 5", "2 x 2"});
  Eigen::VectorXf column(15);  // resizable, but not to the shape of x
  check_refused([&] { f.value_and_derivative(x, column, dy); }, {"3 x 5", "15 x 1"});
  check_refused([&] { f.parameter_gradient(x, y); }, {"swish: ", "the gradient", "3 x 5", "5 x 3"});
}

TEST_CASE("an output that does not determine the derivative is refused", "[catalogue]") {
  const Eigen::ArrayXf y = Eigen::ArrayXf::Ones(4);
  const LeakyReLU<float> leaky(-0.1f);
  check_refused([&] { leaky.derivative_from_output(y).eval(); },
                {"leaky_relu: ", "negative_slope >= 0"});
  check_refused([&] { leaky.derivative_from_output(1.0f); }, {"negative_slope >= 0"});
  check_refused([&] { leaky.backward_from_output(y, y).eval(); }, {"negative_slope >= 0"});
  check_refused([] { PReLU<double>(-1).derivative_from_output(1.0); }, {"prelu: ", "weight >= 0"});
  check_refused([] { ELU<double>(-1).derivative_from_output(1.0); }, {"elu: ", "alpha >= 0"});
  check_refused([] { CELU<double>(-1).derivative_from_output(1.0); }, {"celu: ", "alpha > 0"});
  CHECK(LeakyReLU<float>(0).derivative_from_output(1.0f) == 1);
  CHECK(ELU<double>(2).derivative_from_output(-1.0) == 1);
}
