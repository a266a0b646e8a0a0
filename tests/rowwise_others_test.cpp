// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include <algorithm>
#include <cmath>
#include <eigenact/rowwise.hpp>
#include <map>
#include <utility>

#include "support/lines.hpp"

using namespace eigenact;
using namespace eigenact_test;

// With EIGENACT_FULL every activation has every type.

namespace {

Reals sparsemax(const Line& line) { return projected(line.x, 1); }
Reals entmax15(const Line& line) {
  Reals half;
  for (const Real& z : line.x) half.push_back(z / Real(2));
  return projected(half, 2);
}

/// Projections go back from their results, normalisations from their arguments.
template <typename F>
constexpr bool backward_takes_y = false;
template <typename S>
constexpr bool backward_takes_y<Sparsemax<S>> = true;
template <typename S>
constexpr bool backward_takes_y<Entmax15<S>> = true;

/// What an activation makes of columns and rows, and the gradient.
struct Outcome {
  Table along, across, single, gradient;
};

template <typename F>
EIGEN_DONT_INLINE Outcome outcome(const F& f, const Table& x, const Table& g) {
  using S = typename F::Scalar;
  const Columns<S> numbers = columns<S>(x), y = f.colwise(numbers);
  const Columns<S>& taken = backward_takes_y<F> ? y : numbers;
  const Columns<S> gx = f.colwise_backward(taken, columns<S>(g));
  const Rows<S> across = f.rowwise(numbers.transpose());
  Columns<S> single(x.rows, x.cols);
  for (Index j = 0; j < x.cols; ++j) single.col(j) = f(numbers.col(j));
  return {table(y), table(across).transposed(), table(single), table(gx)};
}

/// An activation of some type: its reference, its results, and its bounds: of values in ULP of at
/// least 1, of gradients absolute.
struct Subject {
  std::string name;
  int law;  ///< the same number for the same law
  Law reference;
  std::function<Outcome(const Table& x, const Table& g)> run;
  double most, tolerance;
};

template <typename F>
Subject subject(const F& f, int law, double most, Law reference) {
  using S = typename F::Scalar;
  return {f.name() + "<" + type_text<S, Fast>() + ">",
          law,
          std::move(reference),
          [f](const Table& x, const Table& g) { return outcome(f, x, g); },
          most,
          60 * epsilon<S>()};
}

template <typename S>
Subject sparsemax_of() {
  return subject(Sparsemax<S>(), 0, std::is_same_v<S, double> ? 2 : 1, sparsemax);
}
template <typename S>
Subject entmax15_of() {
  return subject(Entmax15<S>(), 1, std::is_same_v<S, double> ? 4 : 1, entmax15);
}
template <typename S>
Subject standardize_of() {
  const double eps = static_cast<double>(static_cast<S>(0.01f));
  return subject(Standardize<S>(S(0.01f)), 2, 1,
                 [eps](const Line& z) { return standardize(z.x, eps); });
}
template <typename S>
Subject poly_norm_of() {
  const PolyNorm<S> f(S(0.5f), S(-0.75f), S(1.25f), S(0.25f));
  return subject(f, 3, std::is_same_v<S, double> ? 8 : 2, [](const Line& z) {
    return poly_norm(z.x, {Real(0.5), Real(-0.75), Real(1.25), Real(0.25)});
  });
}

/// CHECKs subjects that take the same x.
void check(const std::function<Table(const Table&)>& rounded,
           const std::vector<Subject>& subjects) {
  for (const Index n : {1, 2, 5, 33}) {
    const Table x = rounded(normal_numbers(n, 4, 1.5, 0, static_cast<unsigned>(n)));
    const Table g = rounded(normal_numbers(n, 4, 1, 0, 4));
    std::map<std::pair<int, Index>, std::pair<Reals, Reals>> known;
    for (const Subject& own : subjects) {
      const Outcome outcome = own.run(x, g);
      for (Index j = 0; j < x.cols; ++j) {
        CAPTURE(own.name, n, j);
        auto& [exact, gradient] = known[{own.law, j}];
        if (exact.empty()) {
          exact = own.reference(line(x, j));
          gradient = differences(own.reference, line(x, j), reals(g, j));
        }
        check_error(outcome.along, j, exact, own.most, 1);
        check_error(outcome.across, j, exact, own.most, 1);
        check_error(outcome.single, j, exact, own.most, 1);
        check_near(outcome.gradient, j, gradient, own.tolerance);
      }
    }
  }
}

}  // namespace

TEST_CASE("projections and normalisations", "[rowwise]") {
  std::vector<Subject> subjects = {sparsemax_of<float>(), entmax15_of<double>(),
                                   standardize_of<float>(), poly_norm_of<double>()};
  if constexpr (kFull)
    for (const Subject& further : {sparsemax_of<double>(), entmax15_of<float>(),
                                   standardize_of<double>(), poly_norm_of<float>()})
      subjects.push_back(further);
  check([](const Table& x) { return x; }, subjects);

  subjects = {sparsemax_of<Eigen::half>()};
  if constexpr (kFull)
    for (const Subject& further :
         {entmax15_of<Eigen::half>(), standardize_of<Eigen::half>(), poly_norm_of<Eigen::half>()})
      subjects.push_back(further);
  check([](const Table& x) { return table(columns<Eigen::half>(x)); }, subjects);
}

TEST_CASE("gradients of the parameters of poly_norm", "[rowwise]") {
  const Table x = normal_numbers(9, 4, 3, 0, 1), g = normal_numbers(9, 4, 1, 0, 4);
  const Columns<double> numbers = columns<double>(x), gradients = columns<double>(g);
  const auto sums =
      PolyNorm<double>(0.2, 0.3, 0.4, 0.5).colwise_parameter_gradient(numbers, gradients);
  for (std::size_t k = 0; k < 4; ++k) {
    const auto of_parameter = [k](const Table& t, Index j, const Real& p) {
      Reals a = {Real(0.2), Real(0.3), Real(0.4), Real(0.5)};
      a[k] = p;
      return poly_norm(reals(t, j), a);
    };
    const double p[] = {0.2, 0.3, 0.4, 0.5};
    CAPTURE(k);
    CHECK(sums(static_cast<Index>(k)) ==
          Approx(parameter_slope(of_parameter, x, g, p[k])).epsilon(1e-7));
  }
}

namespace {

EIGEN_DONT_INLINE bool same(const Columns<float>& a, const Columns<float>& b) {
  return a.rows() == b.rows() && a.cols() == b.cols() && (a == b).all();
}
EIGEN_DONT_INLINE bool are_nan(const Columns<float>& a) { return a.isNaN().all(); }

}  // namespace

TEST_CASE("lines with infinities and NaN", "[rowwise]") {
  const float infinity = std::numeric_limits<float>::infinity();
  const float nan = std::numeric_limits<float>::quiet_NaN();
  Eigen::ArrayXXf x = Eigen::ArrayXXf::Constant(4, 4, -infinity);
  x(1, 1) = 2, x(3, 1) = 2;
  x(1, 2) = nan;
  x(1, 3) = infinity;
  const auto check_line = [&](const std::string& name, const Columns<float>& y,
                              const Columns<float>& masked) {
    CAPTURE(name);
    CHECK(same(y.col(0), Eigen::Array4f(0, 0, 0, 0)));
    CHECK(same(y.col(1), Eigen::Array4f(0, 0.5f, 0, 0.5f)));
    CHECK(are_nan(y.rightCols(2)));
    CHECK(same(masked.col(1), y.col(1)));
  };
  const Sparsemax<float> sparsemax_of;
  const Entmax15<float> entmax15_of;
  check_line("sparsemax", sparsemax_of.colwise(x), sparsemax_of.colwise(x, x > 0.f));
  check_line("entmax15", entmax15_of.colwise(x), entmax15_of.colwise(x, x > 0.f));
  const Columns<float> y = Hardmax<float>().colwise(x),
                       gx = Hardmax<float>().colwise_backward(y, Columns<float>::Ones(4, 4));
  CHECK(same(y.col(0), Eigen::Array4f(1, 0, 0, 0)));
  CHECK(same(y.col(1), Eigen::Array4f(0, 1, 0, 0)));
  CHECK(are_nan(y.col(2)));
  CHECK(same(y.col(3), Eigen::Array4f(0, 1, 0, 0)));
  CHECK(same(gx.leftCols(2), Columns<float>::Zero(4, 2)));
  CHECK(are_nan(gx.col(2)));
  CHECK(same(gx.col(3), Columns<float>::Zero(4, 1)));
}

TEST_CASE("maxout", "[rowwise]") {
  const Columns<float> x = numbers<float>(12, 5);
  const Maxout<float> unit(3);
  const Columns<float> y = unit.colwise(x), gx = unit.colwise_backward(x, y);
  REQUIRE(y.rows() == 4);
  for (Index j = 0; j < 5; ++j)
    for (Index i = 0; i < 12; ++i) {
      const float greatest = std::max({x(i / 3 * 3, j), x(i / 3 * 3 + 1, j), x(i / 3 * 3 + 2, j)});
      CHECK(y(i / 3, j) == greatest);
      CHECK(gx(i, j) == (x(i, j) == greatest ? greatest : 0));
    }
  const Rows<float> across = unit.rowwise(x.transpose());
  CHECK(same(across.transpose(), y));
  CHECK(same(unit(x.col(1)), y.col(1)));
  CHECK(same(unit.backward(x.col(1) + 0.f, y.col(1)), gx.col(1)));
  const Eigen::MatrixXf m = unit.colwise(x.matrix());
  CHECK(same(m.array(), y));
  Eigen::Array3f ties(1, 1, 0), one = unit.backward(ties, Eigen::Array<float, 1, 1>(2.f));
  CHECK(same(one, Eigen::Array3f(2, 0, 0)));
  CHECK_THROWS_WITH(unit.rowwise(x),
                    "maxout: the length of a line must be a multiple of the 3 pieces, but is 5");
  CHECK_THROWS_WITH(
      unit.colwise_backward(x, x),
      "maxout: the gradient must have the shape of the result, 4 x 5, but has 12 x 5");
  CHECK_THROWS_WITH(Maxout<float>(0), "maxout: pieces must be at least 1, got 0");
}

TEST_CASE("gumbel-softmax draws what softmax weighs", "[rowwise]") {
  const GumbelSoftmax<float> f(0.5f);
  const Softmax<float> softmax_of(0.5f);
  const Index draws = 20000;
  const Eigen::Array3f weights(0.2f, 0.5f, 0.3f);
  const Columns<float> x = weights.log().replicate(1, draws);
  const Columns<float> noise = f.sample(3, draws, 42), y = f.colwise(x, noise);
  const Columns<float> shifted = x + noise;
  CHECK(same(noise, f.sample(3, draws, 42)));
  const float worst_sum = (y.colwise().sum() - 1.f).abs().maxCoeff();
  CHECK(worst_sum <= 1e-6f);
  CHECK(same(y, softmax_of.colwise(shifted)));
  const Columns<float> chosen = Hardmax<float>().colwise(y);
  const Eigen::Array3f share = chosen.rowwise().mean();
  // five standard deviations of a share
  const float worst_share = (share - weights).abs().maxCoeff();
  CHECK(worst_share <= 5 * 0.5f / std::sqrt(static_cast<float>(draws)));
  CHECK(noise.mean() == Approx(0.5772).margin(5 * 1.283 / std::sqrt(3. * draws)));
  CHECK(same(f.colwise(x), softmax_of.colwise(x)));
  const Eigen::MatrixXf m = f.colwise(x.matrix(), noise);
  CHECK(same(m.array(), y));
  CHECK_THROWS_WITH(
      f.rowwise(x, noise.topRows(2)),
      "gumbel_softmax: the noise must have the shape of X, 3 x 20000, but has 2 x 20000");
}
