// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// What every activation of the catalogue says about itself, refuses, and does with the numbers of
// other libraries. The templates only collect numbers and sentences; functions that are compiled
// once check them.

// Assertions of Eigen are exceptions here: where a sentence is due, one fails one check.
#include <stdexcept>
struct EigenAssertion : std::logic_error {
  using std::logic_error::logic_error;
};
#define eigen_assert(condition) \
  if (!(condition)) throw EigenAssertion(#condition)
#include <eigenact/elementwise.hpp>
#include <set>

#include "support/catch.hpp"
#include "support/other_numbers.hpp"
#include "support/sentences.hpp"
#include "support/tier.hpp"

using namespace eigenact;
using namespace eigenact_test;

namespace {

// The formulas compiled. The short tier takes one at least for each function that a number type
// must have (exp, expm1, log, log1p, tanh, erf, erfc, sin, cos, atan, asinh, floor, sqrt), for each
// kind of interval, both with a condition on several parameters, none to many parameters.
#ifdef EIGENACT_FULL
using Compiled = ElementwiseList;
#else
using Compiled = List<formula::Arcsinh, formula::Arctan, formula::CELU, formula::ELU,
                      formula::Floor, formula::GCU, formula::GELU, formula::Hardtanh, formula::ISRU,
                      formula::KerasReLU, formula::Log, formula::Mish, formula::ReLU, formula::Serf,
                      formula::SGT, formula::Softshrink, formula::Tanh>;
#endif

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

template <typename Call>
void check_refused(Call&& call, const std::vector<std::string>& parts) {
  check_sentence(message_of(call), parts);
}

template <typename F>
Numbers parameters_of(const F& f) {
  Numbers values;
  for (const auto& value : f.parameters()) values.push_back(static_cast<double>(value));
  return values;
}

/// What set_parameters() did: the parameters before and after, and the sentence if it threw one.
struct Change {
  Numbers before, after;
  std::string message;
};

/// How the values are given: as an array of any size, as parameters() returns them, as a row.
enum Shape : unsigned { kDynamic = 1, kParameters = 2, kRow = 4 };

/// It is compiled for the shapes only.
template <typename F, unsigned shapes>
Change change([[maybe_unused]] Shape shape, const Numbers& numbers) {
  using S = typename F::Scalar;
  Eigen::Array<S, Eigen::Dynamic, 1> values(static_cast<Eigen::Index>(numbers.size()));
  for (std::size_t i = 0; i < numbers.size(); ++i) values.data()[i] = static_cast<S>(numbers[i]);
  F f;
  const Numbers before = parameters_of(f);
  const std::string message = message_of([&] {
    if constexpr ((shapes & kDynamic) != 0)
      if (shape == kDynamic) f.set_parameters(values);
    if constexpr ((shapes & kParameters) != 0)
      if (shape == kParameters) f.set_parameters(typename F::ParameterArray(values));
    if constexpr ((shapes & kRow) != 0)
      if (shape == kRow) f.set_parameters(values.matrix().transpose());
  });
  return {before, parameters_of(f), message};
}
/// The sentence that the constructor throws for its first parameter.
template <typename F>
std::string construction([[maybe_unused]] double first) {
  if constexpr (F::parameter_count > 0)
    return message_of([&] { F(static_cast<typename F::Scalar>(first)); });
  else
    return "there is none";
}

/// An activation of one number type.
struct Activation {
  const Facts* facts;
  std::string name, formula, reference;
  std::vector<std::string> parameter_names;
  std::vector<Shape> shapes;
  Change (*set)(Shape, const Numbers&);
  std::string (*construct)(double);
  double (*round)(double);
};

template <typename Formula, typename S, unsigned shapes>
Activation activation() {
  using F = Elementwise<Formula, S>;
  const auto round = [](double x) { return static_cast<double>(static_cast<S>(x)); };
  Activation f = {
      &Formula::facts,   F::name(),       F::formula(), F::reference(), F::parameter_names(), {},
      change<F, shapes>, construction<F>, round};
  for (const Shape shape : {kDynamic, kParameters, kRow})
    if ((shapes & shape) != 0) f.shapes.push_back(shape);
  return f;
}

template <typename... Formulas>
std::vector<Activation> activations(List<Formulas...>) {
  constexpr unsigned all_shapes = kDynamic | kParameters | kRow;
  constexpr unsigned some_shapes = kFull ? kDynamic | kParameters : kDynamic;
  std::vector<Activation> all = {activation<Formulas, float, some_shapes>()...,
                                 activation<formula::Hardtanh, Eigen::half, all_shapes>(),
                                 activation<formula::SGT, double, all_shapes>(),
                                 activation<formula::Tanh, double, all_shapes>()};
  if constexpr (kFull) (all.push_back(activation<Formulas, double, kParameters | kRow>()), ...);
  return all;
}
const std::vector<Activation>& activations() {
  static const std::vector<Activation> all = activations(Compiled());
  return all;
}
template <typename... Formulas>
std::vector<const Facts*> facts(List<Formulas...>) {
  return {&Formulas::facts...};
}

template <typename Formula>
void call_extended(long double x, long double& value, long double& slope) {
  const Elementwise<Formula, long double> f;
  value = f(x), slope = f.derivative(x);
}
template <typename... Formulas>
std::vector<OfNumbers> of_numbers(List<Formulas...>) {
  return {{&Formulas::facts, call_extended<Formulas>}...};
}

}  // namespace

TEST_CASE("every activation tells its name, formula and source", "[catalogue]") {
  std::set<std::string> names;
  for (const Facts* each : facts(ElementwiseList())) {
    const std::string name(each->name());
    INFO(name);
    CHECK(names.insert(name).second);
    CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos);
    CHECK(std::string("_0123456789").find(name.at(0)) == std::string::npos);
    CHECK(name.back() != '_');
    CHECK(name.find("__") == std::string::npos);
    CHECK_FALSE(each->formula().empty());
    CHECK_FALSE(each->reference().empty());
    const std::vector<std::string> parameters = names_of(*each);
    CHECK(std::set<std::string>(parameters.begin(), parameters.end()).size() == parameters.size());
  }
  CHECK(names.size() == static_cast<std::size_t>(ElementwiseList::size));
  for (const Activation& f : activations()) {
    INFO(f.facts->name());
    CHECK(f.name == f.facts->name());
    CHECK(f.formula == f.facts->formula());
    CHECK(f.reference == f.facts->reference());
    CHECK(f.parameter_names == names_of(*f.facts));
  }
}

TEST_CASE("long double has all of its digits", "[catalogue]") {
  // it takes the constants to its own digits where it has more than double
  constexpr auto epsilon = static_cast<double>(std::numeric_limits<long double>::epsilon());
  for (const OfNumbers& f : of_numbers(Compiled())) check_call(*f.facts, f.extended, 16 * epsilon);
}

TEST_CASE("parameters have defaults, an order and a round trip", "[catalogue]") {
  const SGT<double> sgt;
  CHECK(sgt.parameter_names() == std::vector<std::string>{"a", "alpha", "b", "beta"});
  CHECK(parameters_of(sgt) == Numbers{0.1, 1, 1.1, 1});
  CHECK(parameters_of(SGT<double>(0.5, 2)) == Numbers{0.5, 2, 1.1, 1});
  CHECK(LeakyReLU<float>().parameters()(0) == 0.01f);
  CHECK(ReLU<float>().parameters().size() == 0);
  CHECK(LeakyReLU<double>(0.25)(-2) == -0.5);
  CHECK(parameters_of(Hardtanh<double>()) == Numbers{-1, 1});

  for (const Activation& f : activations()) {
    INFO(f.name);
    Numbers defaults, values;
    for (int i = 0; i < f.facts->parameter_count(); ++i) {
      defaults.push_back(f.round(f.facts->parameter(i).value));
      values.push_back(f.round(defaults.back() + 0.25 + 0.5 * i));
    }
    for (const Shape shape : f.shapes) {
      const Change change = f.set(shape, values);
      CHECK(change.message == "nothing was thrown");
      CHECK(change.before == defaults);
      CHECK(change.after == values);
    }
  }
}

TEST_CASE("NaN and infinity are no parameters", "[catalogue]") {
  for (const Activation& f : activations()) {
    for (const double bad : {std::nan(""), kInfinity, -kInfinity}) {
      for (std::size_t i = 0; i < f.parameter_names.size(); ++i) {
        Numbers values = f.set(Shape(), {}).before;
        values[i] = bad;
        const Change change = f.set(f.shapes.back(), values);
        check_sentence(change.message, {f.name + ": ", f.parameter_names[i] + " must be ", "got "});
        CHECK(change.after == change.before);
      }
      if (!f.parameter_names.empty())
        check_sentence(f.construct(bad), {f.name, f.parameter_names[0], "got "});
    }
  }
}

TEST_CASE("a wrong number of parameters is refused", "[catalogue]") {
  for (const Activation& f : activations()) {
    if (f.shapes.front() != kDynamic) continue;  // its size is part of its type
    const std::size_t count = f.parameter_names.size();
    const Change change = f.set(kDynamic, Numbers(count + 1, 1));
    check_sentence(change.message, {f.name + ": ", std::to_string(count) + " values",
                                    "got " + std::to_string(count + 1)});
    CHECK(change.after == change.before);
  }
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
                {"hardtanh: ", "min_val <= max_val", "got min_val = 1", "max_val = -1"});
  CHECK_NOTHROW(Hardtanh<float>(2, 2));
  Hardtanh<double> f(-3, 4);
  check_refused([&] { f.set_parameters(Eigen::Array2d(5, 4)); }, {"min_val <= max_val"});
  CHECK(parameters_of(f) == Numbers{-3, 4});
}

TEST_CASE("shapes that do not match are refused with both shapes", "[catalogue]") {
  const Eigen::MatrixXf x = Eigen::MatrixXf::Ones(3, 5);
  Eigen::MatrixXf y(5, 3), dy(3, 5);
  const std::conditional_t<kFull, Swish<float>, LeakyReLU<float>> f;
  check_refused([&] { f.value_and_derivative(x, Eigen::Map<Eigen::MatrixXf>(y.data(), 5, 3), dy); },
                {f.name() + ": ", "the values", "3 x 5", "5 x 3"});
  check_refused([&] { f.value_and_derivative(x, dy, y.topRows(4)); },
                {f.name() + ": ", "the derivatives", "3 x 5", "4 x 3"});
  Eigen::Matrix2f fixed;
  check_refused([&] { f.value_and_derivative(x, fixed, dy); }, {"3 x 5", "2 x 2"});
  Eigen::VectorXf column(15);  // resizable, but not to the shape of x
  check_refused([&] { f.value_and_derivative(x, column, dy); }, {"3 x 5", "15 x 1"});
  check_refused([&] { f.parameter_gradient(x, y); },
                {f.name() + ": ", "the gradient", "3 x 5", "5 x 3"});
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
