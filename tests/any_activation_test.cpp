// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// An activation without its type: the bits of the typed one, arrays of any layout, copies.

// Assertions of Eigen are exceptions here, so that a wrong shape fails one check.
#include <stdexcept>
struct EigenAssertion : std::logic_error {
  using std::logic_error::logic_error;
};
#define eigen_assert(condition) \
  if (!(condition)) throw EigenAssertion(#condition)
#include <eigenact/registry.hpp>

#include "registry/catalogue.hpp"
#include "registry/numbers.hpp"
#include "support/catch.hpp"
#include "support/tier.hpp"

// Those of test_elementwise, which the program has anyway.
#define EIGENACT_ELSEWHERE(Name, Scalar)                     \
  extern template const eigenact::registry::Kernels<Scalar>& \
  eigenact::registry::kernels<eigenact::formula::Name, Scalar, eigenact::Fast>()
EIGENACT_ELSEWHERE(Abs, float);
EIGENACT_ELSEWHERE(GELU, double);
EIGENACT_ELSEWHERE(Hardtanh, double);
EIGENACT_ELSEWHERE(LeakyReLU, float);
EIGENACT_ELSEWHERE(Mish, float);
EIGENACT_ELSEWHERE(ReLU, float);
EIGENACT_ELSEWHERE(SiLU, float);
EIGENACT_ELSEWHERE(Softplus, float);
EIGENACT_ELSEWHERE(Swish, float);

using namespace eigenact;
using Eigen::Index;
using eigenact_test::kFull;

namespace {

#ifdef EIGENACT_FULL
using Sample = SiLU<float>;
using WithParameter = Swish<float>;
#else  // a few operations for the compiler
using Sample = Abs<float>;
using WithParameter = LeakyReLU<float>;
#endif

void check(bool is_right, const std::string& name, Index rows, const char* what) {
  INFO(name << ", " << rows << " rows: " << what);
  CHECK(is_right);
}

/// Expressions are evaluated once, and compared where that is compiled once.
template <typename X>
Eigen::ArrayXXf plain(const X& x) {
  return x.array();
}
bool same_arrays(const Eigen::ArrayXXf& a, const Eigen::ArrayXXf& b) { return same_bits(a, b); }
template <typename X, typename Y>
bool are_same(const X& x, const Y& y) {
  return same_arrays(plain(x), plain(y));
}

template <typename F>
void check_like_the_typed_one(const F& f) {
  using S = typename F::Scalar;
  using Array = Eigen::Array<S, -1, -1>;
  const AnyActivation<S> any = f;
  CHECK(any.name() == f.name());
  CHECK(any.formula() == f.formula());
  CHECK(any.reference() == f.reference());
  CHECK(any.parameter_names() == f.parameter_names());
  check(same_bits(any.parameters(), f.parameters()), f.name(), 0, "parameters");
  for (const Index rows : {0, 1, 2, 7, 8, 15, 16, 17, 33, 1500}) {
    const Array x = numbers(rows, 3).template cast<S>();
    const Array g = numbers(rows, 3, 1.2).template cast<S>();
    const Array value = f(x), slope = f.derivative(x), bend = f.second_derivative(x),
                back = f.backward(x, g);
    const auto is = [&](const Array& computed, const Array& expected, const char* what) {
      check(same_bits(computed, expected), f.name(), rows, what);
    };
    is(any(x), value, "f");
    is(any.derivative(x), slope, "f'");
    is(any.second_derivative(x), bend, "f''");
    is(any.backward(x, g), back, "backward");
    Array y, dy;
    any.value_and_derivative(x, y, dy);
    is(y, value, "f of both");
    is(dy, slope, "f' of both");
    const auto sums = any.parameter_gradient(x, g);
    Array in_place = x;
    typename AnyActivation<S>::ParameterArray sums_of_both;
    any.backward(in_place, g, in_place, sums_of_both);
    is(in_place, back, "the gradient of x, of both");
    check(same_bits(sums_of_both, sums), f.name(), rows,
          "the gradients of the parameters, of both");
    bool is_near = sums.size() == F::parameter_count;
    if constexpr (F::parameter_count > 0) {
      const double unit = static_cast<double>(Eigen::NumTraits<S>::epsilon());
      const auto typed = f.parameter_gradient(x, g);
      for (Index i = 0; is_near && i < typed.size(); ++i) {
        const double sum = static_cast<double>(sums(i)), exact = static_cast<double>(typed(i));
        is_near = std::abs(sum - exact) <= unit * std::abs(exact);
      }
    }
    check(is_near, f.name(), rows, "the gradients of the parameters");
  }
  const S low = static_cast<S>(-1.5f), high = static_cast<S>(0.5f), three = static_cast<S>(3);
  check(any(low) == f(low), f.name(), 1, "f of a number");
  check(any.derivative(low) == f.derivative(low), f.name(), 1, "f' of a number");
  check(any.second_derivative(high) == f.second_derivative(high), f.name(), 1, "f'' of a number");
  check(any.backward(low, three) == f.backward(low, three), f.name(), 1, "backward of a number");
}

template <typename Visitor>
void for_some(const Visitor& visit) {
  if constexpr (kFull) {
    visit(ReLU<float>());
    visit(SiLU<float>());
    visit(Softplus<float>(1.25f));
    visit(SGT<float, Precise>(0.7f, 1.5f));
    visit(Hardtanh<double>(-2, 0.5));
    visit(GELU<double>());
    visit(Swish<Eigen::half>(Eigen::half(0.3f)));
    visit(ELU<Eigen::bfloat16>());
  } else {
    visit(LeakyReLU<float>(0.3f));
    visit(Softsign<float, Precise>());
    visit(Hardtanh<double>(-2, 0.5));
    visit(LeakyReLU<Eigen::half>(Eigen::half(0.3f)));
    visit(ReLU<Eigen::bfloat16>());
  }
}

}  // namespace

TEST_CASE("an activation made of a typed one has its bits", "[registry]") {
  for_some([](const auto& f) { check_like_the_typed_one(f); });
}

TEST_CASE("arrays of any layout, in and out", "[registry]") {
  const Sample typed;
  const AnyActivation<float> f = typed;
  const Eigen::MatrixXf m = numbers(9, 7).matrix();
  const Eigen::Matrix<float, -1, -1, Eigen::RowMajor> rows = m;
  static_assert(std::is_same_v<decltype(f(m)), Eigen::MatrixXf>);
  static_assert(std::is_same_v<decltype(f(m.array())), Eigen::ArrayXXf>);
  CHECK(are_same(f(m), typed(m)));
  CHECK(are_same(f(rows), typed(m)));
  CHECK(are_same(f(m.transpose()), typed(m.transpose())));
  CHECK(are_same(f(m.block(1, 2, 5, 3)), typed(m.block(1, 2, 5, 3))));
  CHECK(are_same(f(m.row(3)), typed(m.row(3))));
  // Eigen's product of matrices is most of what would be compiled: here one of two vectors
  const auto product = [&] {
    if constexpr (kFull)
      return m * m.transpose();
    else
      return m.col(0) * m.col(1).transpose();
  };
  const Eigen::MatrixXf sum = product() + Eigen::MatrixXf::Ones(9, 9);
  CHECK(are_same(f(product() + Eigen::MatrixXf::Ones(9, 9)), typed(sum)));
  const Eigen::Map<const Eigen::ArrayXf, 0, Eigen::InnerStride<2>> every_second(m.data(), 30);
  CHECK(are_same(f(every_second), typed(every_second)));
  CHECK(are_same(f(Eigen::Array2f(1, -2)), typed(Eigen::Array2f(1, -2))));
  CHECK(are_same(f.backward(m, rows), typed.backward(m, m)));
  // exact in registers and alone, as a square root of Eigen is not everywhere
  CHECK(are_same(f.backward(rows, m.array().abs().matrix()), typed.backward(m, m.cwiseAbs())));
  Eigen::MatrixXf x = m;
  x = f(x);
  CHECK(are_same(x, typed(m)));
}

TEST_CASE("results of other shapes are refused, fitting ones are written", "[registry]") {
  const WithParameter typed(1.5f);
  const AnyActivation<float> f = typed;
  const Eigen::ArrayXXf x = numbers(4, 6);
  Eigen::ArrayXXf y(1, 1), big = Eigen::ArrayXXf::Zero(6, 8);
  f.value_and_derivative(x, y, big.block(1, 1, 4, 6));
  CHECK(are_same(y, typed(x)));
  CHECK(are_same(big.block(1, 1, 4, 6), typed.derivative(x)));
  CHECK(big.row(0).isZero());
  y = x;
  f.value_and_derivative(y, y, big.topLeftCorner(4, 6));
  CHECK(are_same(y, typed(x)));
  CHECK(are_same(big.topLeftCorner(4, 6), typed.derivative(x)));

  const auto message = [](auto&& call) {
    try {
      call();
    } catch (const std::invalid_argument& error) {
      return std::string(error.what());
    }
    return std::string("nothing was thrown");
  };
  CHECK(message([&] { f.value_and_derivative(x, big.topRows(3), y); }) ==
        typed.name() + ": the values must have the shape of X, 4 x 6, but has 3 x 8");
  CHECK(message([&] { f.value_and_derivative(x, y, big.topRows(3)); }) ==
        typed.name() + ": the derivatives must have the shape of X, 4 x 6, but has 3 x 8");
  Eigen::ArrayXf two(2);
  CHECK(message([&] { f.backward(x, x, y, two.head(2)); }) ==
        typed.name() + ": the gradient of the parameters must have 1 values, but has 2");
  CHECK(message([&] { f.backward(x, big); }) ==
        typed.name() + ": the gradient must have the shape of X, 4 x 6, but has 6 x 8");
  CHECK(message([&] { f.parameter_gradient(x, big); }) ==
        typed.name() + ": the gradient must have the shape of X, 4 x 6, but has 6 x 8");
}

TEST_CASE("a copy is independent, and a refused change changes nothing", "[registry]") {
  AnyActivation<float> f = make_activation<float>("celu(0.5)"), g = f;
  g.set_parameters(Eigen::Array<float, 1, 1>(2.0f));
  CHECK(f.to_string() == "celu(alpha=0.5)");
  CHECK(g.to_string() == "celu(alpha=2)");
  f = std::move(g);
  CHECK(f.to_string() == g.to_string());
  CHECK_THROWS_AS(f.set_parameters(Eigen::ArrayXf::Zero(1)), std::invalid_argument);
  CHECK_THROWS_AS(f.set_parameters(Eigen::ArrayXf::Ones(2)), std::invalid_argument);
  CHECK(f.to_string() == "celu(alpha=2)");
}

TEST_CASE("the accuracy is chosen where the type is known", "[registry]") {
  const Eigen::ArrayXXf x = numbers(100, 3);
  CHECK(are_same(make_activation<float>("mish")(x), Mish<float>()(x)));
  const AnyActivation<float> precise = Mish<float, Precise>();
  CHECK(are_same(precise(x), Mish<float, Precise>()(x)));
  CHECK_FALSE(are_same(precise(x), Mish<float>()(x)));
}

TEST_CASE("parameters by one number, a list and a name; plain numbers for half", "[registry]") {
  AnyActivation<float> f = make_activation<float>("celu");
  f.set_parameters(0.5f);
  CHECK(f.to_string() == "celu(alpha=0.5)");
  f.set_parameters({2});
  CHECK(f.to_string() == "celu(alpha=2)");
  f.set_parameter("alpha", 0.25);
  CHECK(f.to_string() == "celu(alpha=0.25)");
  CHECK_THROWS_WITH(f.set_parameter("beta", 1), "celu has no parameter \"beta\"; it has alpha");
  CHECK_THROWS_WITH(f.set_parameters({1, 2}), "celu: set_parameters takes 1 values, got 2");
  const AnyActivation<Eigen::half> abs = Abs<Eigen::half>();
  CHECK(abs(-0.5f) == Eigen::half(0.5f));
  CHECK(abs.backward(-0.5, 1) == Eigen::half(-1.f));
}
