// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// What every basis expansion keeps. Compiled once for each header, EIGENACT_HEADER.

#define EIGEN_RUNTIME_NO_MALLOC
#include EIGENACT_HEADER

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

#include "support/catch.hpp"
#include "support/oracle.hpp"

using namespace eigenact;
using Eigen::ArrayXd;
using Eigen::Index;
using eigenact_test::Oracle;

namespace {
long allocations = 0;
}  // namespace

// Not inlined: g++ would see malloc where it expects new, and warn.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

using Formulas = EIGENACT_LISTED(basis_list);

/// One formula of each kind.
template <typename Formula, typename = void>
struct Examples {
  static std::vector<Formula> all() { return {Formula()}; }
};
template <typename Formula>
struct Examples<Formula, std::void_t<decltype(Formula::examples())>> {
  static std::vector<Formula> all() { return Formula::examples(); }
};

template <typename Visitor, typename... F>
void for_each(Visitor&& visit, List<F...>) {
  const auto each = [&](const auto& formulas) {
    using Formula = typename std::decay_t<decltype(formulas)>::value_type;
    for (const Formula& formula : formulas) {
      visit(Expansion<Formula, float>(formula));
      visit(Expansion<Formula, float, Precise>(formula));
      visit(Expansion<Formula, double>(formula));
      visit(Expansion<Formula, double, Precise>(formula));
    }
  };
  (each(Examples<F>::all()), ...);
}
template <typename Visitor>
void for_each(Visitor&& visit) {
  for_each(visit, Formulas());
}

template <typename F>
using Array = Eigen::Array<typename F::Scalar, Eigen::Dynamic, 1>;

/// Numbers of no particular kind in [-size, size].
template <typename F>
Array<F> numbers(Index count, double size, double phase = 0.3) {
  return Array<F>::NullaryExpr(count, [=](Index i) {
    return static_cast<typename F::Scalar>(size * std::sin(7.1 * static_cast<double>(i) + phase));
  });
}

/// The initial parameters and others near them.
template <typename F>
std::vector<F> variants(F f) {
  std::vector<F> result = {f};
  const Array<F> p = f.parameters();
  f.set_parameters(p + numbers<F>(p.size(), 0.2) * (p.abs() + typename F::Scalar(0.1)));
  result.push_back(f);
  return result;
}

template <typename F>
Oracle make_oracle(const F& f) {
  const ArrayXd p = f.parameters().template cast<double>();
  return Oracle(f.formula(), f.parameter_names(),
                std::vector<double>(p.data(), p.data() + p.size()), -300);
}

/// Half a unit in the last place of 1.
template <typename F>
constexpr double rounding = std::numeric_limits<typename F::Scalar>::epsilon() / 2;

/// In units of rounding relative to the largest magnitude: Precise float is rounded once, and its
/// table once more where the gradients see it.
template <typename F>
constexpr double limit = 24;
template <typename Formula>
constexpr double limit<Expansion<Formula, float, Precise>> = 1;

template <typename F>
void check_close(const F& f, const char* what, const Array<F>& computed, const ArrayXd& exact) {
  const double scale = exact.abs().maxCoeff();
  const double error = (computed.template cast<double>() - exact).abs().maxCoeff();
  INFO(f.name() << ' ' << what << ": " << error / (scale * rounding<F>) << " units");
  CHECK(error <= limit<F> * rounding<F> * scale);
}

template <typename F>
bool same_bits(const Array<F>& a, const Array<F>& b) {
  return a.size() == b.size() &&
         std::memcmp(a.data(), b.data(), sizeof(typename F::Scalar) * std::size_t(a.size())) == 0;
}

/// g(x) one number at a time.
template <typename F, typename G>
Array<F> one_by_one(const Array<F>& x, const G& g) {
  Array<F> y(x.size());
  for (Index i = 0; i < x.size(); ++i) y(i) = g(i);
  return y;
}

}  // namespace

TEST_CASE("value and derivatives are those of the formula", "[basis]") {
  for_each([](const auto& initial) {
    for (const auto& f : variants(initial)) {
      using F = std::decay_t<decltype(f)>;
      const Array<F> x = numbers<F>(160, 3);
      const Oracle oracle = make_oracle(f);
      ArrayXd value(x.size()), first(x.size()), second(x.size());
      for (Index i = 0; i < x.size(); ++i) {
        const auto xi = static_cast<double>(x(i));
        value(i) = oracle.value(xi).to_double();
        first(i) = oracle.derivative(xi).to_double();
        second(i) = oracle.derivative(xi, 2).to_double();
      }
      check_close<F>(f, "f", f(x), value);
      check_close<F>(f, "f'", f.derivative(x), first);
      check_close<F>(f, "f''", f.second_derivative(x), second);
    }
  });
}

TEST_CASE("parameter gradients are those of the formula", "[basis]") {
  for_each([](const auto& initial) {
    for (const auto& f : variants(initial)) {
      using F = std::decay_t<decltype(f)>;
      const Array<F> x = numbers<F>(53, 3), g = numbers<F>(53, 1, 0.9);
      const Oracle oracle = make_oracle(f);
      const Array<F> computed = f.parameter_gradient(x, g);
      REQUIRE(computed.size() == f.parameters().size());
      REQUIRE(computed.size() == static_cast<Index>(f.parameter_names().size()));
      for (Index p = 0; p < computed.size(); ++p) {
        double sum = 0, scale = 0;
        for (Index i = 0; i < x.size(); ++i) {
          const auto xi = static_cast<double>(x(i));
          const double term = static_cast<double>(g(i)) *
                              oracle.parameter_derivative(static_cast<int>(p), xi).to_double();
          sum += term;
          scale += std::abs(term);
        }
        const double error = std::abs(static_cast<double>(computed(p)) - sum);
        INFO(f.name() << ' ' << f.parameter_names()[std::size_t(p)] << ": " << computed(p)
                      << " for " << sum << ", " << error / (scale * rounding<F>) << " units");
        CHECK(error <= limit<F> * rounding<F> * scale);
      }
    }
  });
}

TEST_CASE("an element has the same bits in every position and call", "[basis]") {
  for_each([](const auto& initial) {
    const auto f = variants(initial).back();
    using F = std::decay_t<decltype(f)>;
    constexpr Index width = Eigen::internal::packet_traits<typename F::Scalar>::size;
    for (Index n = 0; n <= 2 * width + 1; ++n) {
      const Array<F> x = numbers<F>(n, 3), g = numbers<F>(n, 1, 0.9);
      Array<F> y, dy, gx, gp;
      f.value_and_derivative(x, y, dy);
      f.backward(x, g, gx, gp);
      CHECK(same_bits<F>(f(x), one_by_one<F>(x, [&](Index i) { return f(x(i)); })));
      CHECK(same_bits<F>(x.unaryExpr(f), y));
      CHECK(same_bits<F>(f(x), y));
      CHECK(same_bits<F>(dy, one_by_one<F>(x, [&](Index i) { return f.derivative(x(i)); })));
      CHECK(same_bits<F>(f.derivative(x), dy));
      CHECK(same_bits<F>(f.second_derivative(x),
                         one_by_one<F>(x, [&](Index i) { return f.second_derivative(x(i)); })));
      CHECK(same_bits<F>(gx, one_by_one<F>(x, [&](Index i) { return f.backward(x(i), g(i)); })));
      CHECK(same_bits<F>(f.backward(x, g), gx));
      CHECK(same_bits<F>(f.parameter_gradient(x, g), gp));
    }
  });
}

TEST_CASE("nothing is allocated by forward and backward", "[basis]") {
  for_each([](const auto& f) {
    using F = std::decay_t<decltype(f)>;
    const Array<F> x = numbers<F>(1000, 3), g = numbers<F>(1000, 1);
    Array<F> y(x.size()), dy(x.size()), gx(x.size()), gp(f.parameters().size());
    const long before = allocations;
    Eigen::internal::set_is_malloc_allowed(false);
    y = f(x);
    dy = f.derivative(x);
    gx = f.backward(x, g);
    f.value_and_derivative(x, y, dy);
    f.backward(x, g, gx, gp);
    Eigen::internal::set_is_malloc_allowed(true);
    CHECK(allocations == before);
  });
}

TEST_CASE("NaN stays NaN, and copies are apart", "[basis]") {
  for_each([](const auto& f) {
    using F = std::decay_t<decltype(f)>;
    using S = typename F::Scalar;
    const S nan = std::numeric_limits<S>::quiet_NaN();
    CHECK(std::isnan(f(nan)));
    CHECK(std::isnan(f.derivative(nan)));
    F copy = f;
    const Array<F> p = f.parameters();
    const Array<F> x = numbers<F>(5, 3), y = f(x);
    const auto lazy = copy(x);
    copy.set_parameters(p + S(0.125));
    CHECK(same_bits<F>(f.parameters(), p));
    CHECK(same_bits<F>(lazy, y));
    CHECK(same_bits<F>(copy.parameters(), p + S(0.125)));
    CHECK_FALSE(same_bits<F>(copy(x), y));
  });
}

TEST_CASE("the parameters are checked", "[basis]") {
  for_each([](auto f) {
    using F = std::decay_t<decltype(f)>;
    Array<F> p = f.parameters();
    const auto kept = p;
    const auto prefix = f.name() + ": ";
    const auto message = [&](const Array<F>& values) -> std::string {
      try {
        f.set_parameters(values);
      } catch (const std::invalid_argument& error) {
        return error.what();
      }
      return "";
    };
    const auto n = std::to_string(p.size());
    CHECK(message(p.head(p.size() - 1)) ==
          prefix + "set_parameters takes " + n + " values, got " + std::to_string(p.size() - 1));
    p(0) = std::numeric_limits<typename F::Scalar>::infinity();
    CHECK(message(p) == prefix + f.parameter_names()[0] + " must be finite, got inf");
    CHECK(same_bits<F>(f.parameters(), kept));
  });
}
