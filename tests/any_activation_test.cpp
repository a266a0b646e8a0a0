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

using namespace eigenact;
using Eigen::Index;

namespace {

template <typename F>
void check_like_the_typed_one(const F& f) {
  using S = typename F::Scalar;
  const AnyActivation<S> any = f;
  CHECK(any.name() == f.name());
  CHECK(any.formula() == f.formula());
  CHECK(any.reference() == f.reference());
  CHECK(any.parameter_names() == f.parameter_names());
  CHECK(same_bits(any.parameters(), f.parameters()));
  for (const Index rows : {0, 1, 2, 7, 8, 15, 16, 17, 33, 1500}) {
    INFO(f.name() << ", " << rows << " rows");
    const Eigen::Array<S, -1, -1> x = numbers(rows, 3).template cast<S>();
    const Eigen::Array<S, -1, -1> g = numbers(rows, 3, 1.2).template cast<S>();
    CHECK(same_bits(any(x), f(x)));
    CHECK(same_bits(any.derivative(x), f.derivative(x)));
    CHECK(same_bits(any.second_derivative(x), f.second_derivative(x)));
    CHECK(same_bits(any.backward(x, g), f.backward(x, g)));
    Eigen::Array<S, -1, -1> y, dy;
    any.value_and_derivative(x, y, dy);
    CHECK(same_bits(y, f(x)));
    CHECK(same_bits(dy, f.derivative(x)));
    if constexpr (F::parameter_count > 0) {
      const double unit = static_cast<double>(Eigen::NumTraits<S>::epsilon());
      const Eigen::ArrayXd sums = any.parameter_gradient(x, g).template cast<double>(),
                           typed = f.parameter_gradient(x, g).template cast<double>();
      CHECK(((sums - typed).abs() <= unit * typed.abs()).all());
    } else {
      CHECK(any.parameter_gradient(x, g).size() == 0);
    }
  }
  CHECK(any(static_cast<S>(-1.5f)) == f(static_cast<S>(-1.5f)));
  CHECK(any.derivative(static_cast<S>(-1.5f)) == f.derivative(static_cast<S>(-1.5f)));
  CHECK(any.second_derivative(static_cast<S>(0.5f)) == f.second_derivative(static_cast<S>(0.5f)));
  CHECK(any.backward(static_cast<S>(-1.5f), static_cast<S>(3)) ==
        f.backward(static_cast<S>(-1.5f), static_cast<S>(3)));
}

}  // namespace

TEST_CASE("an activation made of a typed one has its bits", "[registry]") {
  check_like_the_typed_one(ReLU<float>());
  check_like_the_typed_one(SiLU<float>());
  check_like_the_typed_one(Softplus<float>(1.25f));
  check_like_the_typed_one(SGT<float, Precise>(0.7f, 1.5f));
  check_like_the_typed_one(Hardtanh<double>(-2, 0.5));
  check_like_the_typed_one(GELU<double>());
  check_like_the_typed_one(Swish<Eigen::half>(Eigen::half(0.3f)));
  check_like_the_typed_one(ELU<Eigen::bfloat16>());
}

TEST_CASE("arrays of any layout, in and out", "[registry]") {
  const SiLU<float> typed;
  const AnyActivation<float> f = typed;
  const Eigen::MatrixXf m = numbers(9, 7).matrix();
  const Eigen::Matrix<float, -1, -1, Eigen::RowMajor> rows = m;
  static_assert(std::is_same_v<decltype(f(m)), Eigen::MatrixXf>);
  static_assert(std::is_same_v<decltype(f(m.array())), Eigen::ArrayXXf>);
  CHECK(same_bits(f(m), typed(m)));
  CHECK(same_bits(f(rows), typed(m)));
  CHECK(same_bits(f(m.transpose()), typed(m.transpose())));
  CHECK(same_bits(f(m.block(1, 2, 5, 3)), typed(m.block(1, 2, 5, 3))));
  CHECK(same_bits(f(m.row(3)), typed(m.row(3))));
  CHECK(same_bits(f(m * m.transpose() + Eigen::MatrixXf::Ones(9, 9)),
                  typed((m * m.transpose() + Eigen::MatrixXf::Ones(9, 9)).eval())));
  const Eigen::Map<const Eigen::ArrayXf, 0, Eigen::InnerStride<2>> every_second(m.data(), 30);
  CHECK(same_bits(f(every_second), typed(every_second)));
  CHECK(same_bits(f(Eigen::Array2f(1, -2)), typed(Eigen::Array2f(1, -2))));
  CHECK(same_bits(f.backward(m, rows), typed.backward(m, m)));
  CHECK(same_bits(f.backward(rows, m.array().sqrt().matrix()), typed.backward(m, m.cwiseSqrt())));
  Eigen::MatrixXf x = m;
  x = f(x);
  CHECK(same_bits(x, typed(m)));
}

TEST_CASE("results of other shapes are refused, fitting ones are written", "[registry]") {
  const Swish<float> typed(1.5f);
  const AnyActivation<float> f = typed;
  const Eigen::ArrayXXf x = numbers(4, 6);
  Eigen::ArrayXXf y(1, 1), big = Eigen::ArrayXXf::Zero(6, 8);
  f.value_and_derivative(x, y, big.block(1, 1, 4, 6));
  CHECK(same_bits(y, typed(x)));
  CHECK(same_bits(big.block(1, 1, 4, 6), typed.derivative(x)));
  CHECK(big.row(0).isZero());
  y = x;
  f.value_and_derivative(y, y, big.topLeftCorner(4, 6));
  CHECK(same_bits(y, typed(x)));
  CHECK(same_bits(big.topLeftCorner(4, 6), typed.derivative(x)));

  const auto message = [](auto&& call) {
    try {
      call();
    } catch (const std::invalid_argument& error) {
      return std::string(error.what());
    }
    return std::string("nothing was thrown");
  };
  CHECK(message([&] { f.value_and_derivative(x, big.topRows(3), y); }) ==
        "swish: the values must have the shape of X, 4 x 6, but has 3 x 8");
  CHECK(message([&] { f.value_and_derivative(x, y, big.topRows(3)); }) ==
        "swish: the derivatives must have the shape of X, 4 x 6, but has 3 x 8");
  CHECK(message([&] { f.backward(x, big); }) ==
        "swish: the gradient must have the shape of X, 4 x 6, but has 6 x 8");
  CHECK(message([&] { f.parameter_gradient(x, big); }) ==
        "swish: the gradient must have the shape of X, 4 x 6, but has 6 x 8");
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
  CHECK(same_bits(make_activation<float>("mish")(x), Mish<float>()(x)));
  const AnyActivation<float> precise = Mish<float, Precise>();
  CHECK(same_bits(precise(x), Mish<float, Precise>()(x)));
  CHECK_FALSE(same_bits(precise(x), Mish<float>()(x)));
}
