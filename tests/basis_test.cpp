// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// What every basis expansion keeps. The laws are in support/basis_laws.cpp.

#define EIGEN_RUNTIME_NO_MALLOC
#include <cstdlib>
#include <eigenact/basis.hpp>
#include <memory>
#include <new>

#include "support/basis_laws.hpp"
#include "support/catch.hpp"
#include "support/tier.hpp"

using namespace eigenact;
using namespace eigenact_test;
using Eigen::Index;

namespace {
long allocated = 0;
}  // namespace

// Not inlined: g++ would see malloc where it expects new, and warn.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocated;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

template <typename S>
using Array = Eigen::Array<S, Eigen::Dynamic, 1>;

template <typename S>
EIGEN_DONT_INLINE Array<S> in(const Numbers& x) {
  Array<S> result(static_cast<Index>(x.size()));
  for (std::size_t i = 0; i < x.size(); ++i) result.data()[i] = static_cast<S>(x[i]);
  return result;
}
template <typename S>
EIGEN_DONT_INLINE Numbers out(const Array<S>& y) {
  return Numbers(y.data(), y.data() + y.size());
}

template <typename F>
class BasisOf final : public Basis {
  using S = typename F::Scalar;

 public:
  explicit BasisOf(const F& f, const char* tier) : f_(f) {
    name = F::name();
    label = name + (sizeof(S) == 4 ? " float " : " double ") + tier;
    formula = f.formula();
    parameter_names = f.parameter_names();
    is_float = sizeof(S) == 4;
    register_size = Eigen::internal::packet_traits<S>::size;
  }

  Numbers parameters() const override { return out<S>(f_.parameters()); }
  std::string set_parameters(const Numbers& values) override {
    try {
      f_.set_parameters(in<S>(values));
    } catch (const std::invalid_argument& error) {
      return error.what();
    }
    return "";
  }
  Numbers array(Quantity quantity, const Numbers& x) const override {
    const Array<S> from = in<S>(x);
    Array<S> y(from.size());
    if (quantity == Quantity::kValue) assign(f_(from), y);
    if (quantity == Quantity::kDerivative) assign(f_.derivative(from), y);
    if (quantity == Quantity::kSecondDerivative) assign(f_.second_derivative(from), y);
    return out<S>(y);
  }
  double element(Quantity quantity, double x) const override {
    const S at = static_cast<S>(x);
    return static_cast<double>(quantity == Quantity::kValue        ? f_(at)
                               : quantity == Quantity::kDerivative ? f_.derivative(at)
                                                                   : f_.second_derivative(at));
  }
  Numbers unary(const Numbers& x) const override {
    const Array<S> from = in<S>(x);
    Array<S> y(from.size());
    assign(from.unaryExpr(f_), y);
    return out<S>(y);
  }
  Pair value_and_derivative(const Numbers& x) const override {
    Array<S> y, dy;
    f_.value_and_derivative(in<S>(x), y, dy);
    return {out<S>(y), out<S>(dy)};
  }
  Numbers backward(const Numbers& x, const Numbers& gradient) const override {
    const Array<S> from = in<S>(x), upstream = in<S>(gradient);
    Array<S> gx(from.size());
    assign(f_.backward(from, upstream), gx);
    return out<S>(gx);
  }
  double backward(double x, double gradient) const override {
    return static_cast<double>(f_.backward(static_cast<S>(x), static_cast<S>(gradient)));
  }
  Pair both_gradients(const Numbers& x, const Numbers& gradient) const override {
    Array<S> gx, gp;
    f_.backward(in<S>(x), in<S>(gradient), gx, gp);
    return {out<S>(gx), out<S>(gp)};
  }
  Numbers parameter_gradient(const Numbers& x, const Numbers& gradient) const override {
    return out<S>(f_.parameter_gradient(in<S>(x), in<S>(gradient)));
  }
  long allocations(const Numbers& from, const Numbers& upstream) const override {
    const Array<S> x = in<S>(from), g = in<S>(upstream);
    Array<S> y(x.size()), dy(x.size()), gx(x.size()), gp(f_.parameters().size());
    const long before = allocated;
    Eigen::internal::set_is_malloc_allowed(false);
    assign(f_(x), y);
    assign(f_.derivative(x), dy);
    assign(f_.backward(x, g), gx);
    f_.value_and_derivative(x, y, dy);
    f_.backward(x, g, gx, gp);
    Eigen::internal::set_is_malloc_allowed(true);
    return allocated - before;
  }
  Copies change_copy(const Numbers& from, const Numbers& changed) const override {
    F copy = f_;
    const Array<S> x = in<S>(from);
    const auto lazy = copy(x);
    copy.set_parameters(in<S>(changed));
    Array<S> y(x.size());
    assign(lazy, y);
    Numbers of_lazy = out<S>(y);
    assign(copy(x), y);
    return {of_lazy, out<S>(y), out<S>(copy.parameters())};
  }

 private:
  /// A call, so that each type of expression is compiled once.
  template <typename X>
  static EIGEN_DONT_INLINE void assign(const X& x, Array<S>& y) {
    y = x;
  }

  F f_;
};

using Subjects = std::vector<std::unique_ptr<Basis>>;

/// One formula of each kind.
template <typename Formula, typename = void>
struct Examples {
  static std::vector<Formula> all() { return {Formula()}; }
};
template <typename Formula>
struct Examples<Formula, std::void_t<decltype(Formula::examples())>> {
  static std::vector<Formula> all() { return Formula::examples(); }
};

template <typename Formula, typename S, typename Accuracy>
void add(Subjects& subjects, const Formula& formula) {
  using F = Expansion<Formula, S, Accuracy>;
  constexpr bool is_precise = std::is_same_v<Accuracy, Precise>;
  subjects.push_back(std::make_unique<BasisOf<F>>(F(formula), is_precise ? "Precise" : "Fast"));
  subjects.back()->is_precise = is_precise;
}

/// The short tier takes each formula in float registers, and every second one in turn in one of the
/// other three types as well.
template <typename Formula, int turn>
void add_all(Subjects& subjects) {
  for (const Formula& formula : Examples<Formula>::all()) {
    add<Formula, float, Fast>(subjects, formula);
    if constexpr (kFull || turn == 0) add<Formula, float, Precise>(subjects, formula);
    if constexpr (kFull || turn == 2) add<Formula, double, Fast>(subjects, formula);
    if constexpr (kFull || turn == 4) add<Formula, double, Precise>(subjects, formula);
  }
}
template <typename... Formulas, std::size_t... I>
void add_all(Subjects& subjects, List<Formulas...>, std::index_sequence<I...>) {
  (add_all<Formulas, static_cast<int>(I % 6)>(subjects), ...);
}

Subjects make_subjects() {
  Subjects subjects;
  add_all(subjects, BasisList(), std::make_index_sequence<BasisList::size>());
  return subjects;
}

/// The law of every expansion with its initial parameters, and with others near them.
template <typename Law>
void for_initial_and_others(const Law& law) {
  for (const auto& f : make_subjects()) {
    law(*f);
    move_parameters(*f);
    law(*f);
  }
}

}  // namespace

TEST_CASE("value and derivatives are those of the formula", "[basis]") {
  for_initial_and_others(check_values);
}

TEST_CASE("parameter gradients are those of the formula", "[basis]") {
  for_initial_and_others(check_parameter_gradients);
}

TEST_CASE("an element has the same bits in every position and call", "[basis]") {
  for (const auto& f : make_subjects()) {
    move_parameters(*f);
    check_same_bits(*f);
  }
}

TEST_CASE("nothing is allocated by forward and backward", "[basis]") {
  for (const auto& f : make_subjects()) check_allocations(*f);
}

TEST_CASE("NaN stays NaN, and copies are apart", "[basis]") {
  for (const auto& f : make_subjects()) check_copies(*f);
}

TEST_CASE("far out and at infinity there are limits", "[basis]") {
  for_initial_and_others(check_limits);
}

TEST_CASE("limits do not depend on terms of coefficient 0", "[basis]") {
  for (const auto& f : make_subjects()) check_limits_without_terms(*f);
}

TEST_CASE("NaN gives NaN", "[basis]") { for_initial_and_others(check_nan); }

TEST_CASE("an element has the same bits beside extreme ones", "[basis]") {
  for_initial_and_others(check_far_bits);
}

TEST_CASE("coefficients at the ends of the range", "[basis]") {
  for (const auto& f : make_subjects()) check_extreme_coefficients(*f);
}

TEST_CASE("the parameters are checked", "[basis]") {
  for (const auto& f : make_subjects()) check_parameters(*f);
}
