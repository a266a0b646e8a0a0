// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Every finite free number is mapped to an admissible parameter, in every scalar type.

#include <cmath>
#include <eigenact/core/constrained.hpp>
#include <eigenact/elementwise.hpp>

#include "support/catch.hpp"
#include "support/tier.hpp"

using namespace eigenact;
using eigenact_test::kFull;

namespace {

#ifdef EIGENACT_FULL
using Compiled = ElementwiseList;
#else  // each kind of interval and condition
using Compiled = List<formula::BLU, formula::ELU, formula::ErfAct, formula::Hardshrink,
                      formula::Hardtanh, formula::KerasReLU, formula::PELU, formula::Softplus>;
#endif

/// One of the maps, chosen at run time.
struct AnyMap {
  enum { kNone, kExp, kSoftplus, kSigmoid } kind = kNone;
  double lower = -INFINITY, upper = INFINITY;

  template <typename Call>
  double call(const Call& with) const {
    switch (kind) {
      case kExp:
        return with(ExpAbove{lower});
      case kSoftplus:
        return with(SoftplusAbove{lower});
      case kSigmoid:
        return with(SigmoidBetween{lower, upper});
      default:
        return with(Unconstrained{});
    }
  }
  double value(double u) const {
    return call([u](const auto& map) { return map.value(u); });
  }
  double slope(double u) const {
    return call([u](const auto& map) { return map.slope(u); });
  }
  double free(double p) const {
    return kind == kNone ? p : 0;  // what it begins with does not matter
  }
};

/// The maps whose values an interval holds.
std::vector<AnyMap> fitting(const Parameter& parameter) {
  const Interval& interval = parameter.interval;
  const bool is_upper = parameter.name.substr(0, 3) == "max",
             is_lower = parameter.name == "min_val" || parameter.name == "threshold";
  if (is_lower) return {{AnyMap::kSigmoid, -3, 0}};  // where another parameter is above
  if (is_upper) return {{AnyMap::kExp, 0}, {AnyMap::kSoftplus, 0}};
  if (interval.upper < kLargest) return {{AnyMap::kSigmoid, interval.lower, interval.upper}};
  std::vector<AnyMap> maps = {{AnyMap::kSigmoid, 0.5, 0.75}};
  for (const double lower : {std::max(interval.lower, 0.0), 1.0, 1e4}) {
    maps.push_back({AnyMap::kExp, lower});
    maps.push_back({AnyMap::kSoftplus, lower});
  }
  if (interval.lower == -kLargest && interval.zero_allowed) {
    maps.push_back({AnyMap::kNone});
    maps.push_back({AnyMap::kExp, -2});
    maps.push_back({AnyMap::kSoftplus, -2});
    maps.push_back({AnyMap::kSigmoid, -1, 3});
  }
  return maps;
}

/// What a map makes of a free number: a parameter, or the sentence of an error.
struct Image {
  double parameter;
  double slope;
  std::string message;
};
template <typename F, std::size_t... I>
Image image(int parameter, const AnyMap& map, double u, std::index_sequence<I...>) {
  F begin;
  AnyMap maps[sizeof...(I)];
  maps[parameter] = map;
  typename F::ParameterArray free = begin.parameters();
  try {
    Constrained f(begin, maps[I]...);
    free.data()[parameter] = static_cast<typename F::Scalar>(u);
    f.set_parameters(free);
    return {static_cast<double>(f.activation().parameters().data()[parameter]),
            static_cast<double>(core::slope_of<typename F::Scalar>(map, u)), ""};
  } catch (const std::invalid_argument& error) {
    return {0, 0, error.what()};
  }
}
struct Case {
  const Facts* facts;
  double greatest, least;
  Image (*image)(int, const AnyMap&, double);
};
template <typename Formula, typename S>
void add_case(std::vector<Case>& all) {
  constexpr int count = Formula::facts.parameter_count();
  if constexpr (count > 0)
    all.push_back({&Formula::facts, static_cast<double>(Eigen::NumTraits<S>::highest()),
                   static_cast<double>(std::numeric_limits<S>::denorm_min()),
                   [](int i, const AnyMap& map, double u) {
                     return image<Elementwise<Formula, S>>(
                         i, map, u, std::make_index_sequence<static_cast<std::size_t>(count)>());
                   }});
}
template <typename... Formulas>
std::vector<Case> cases(List<Formulas...>) {
  std::vector<Case> all;
  (add_case<Formulas, float>(all), ...);
  if constexpr (kFull) (add_case<Formulas, double>(all), ...);
  if constexpr (kFull) (add_case<Formulas, Eigen::half>(all), ...);
  add_case<formula::PELU, double>(all);
  add_case<formula::BLU, Eigen::half>(all);
  add_case<formula::PELU, Eigen::half>(all);
  add_case<formula::PELU, Eigen::bfloat16>(all);
  return all;
}

}  // namespace

TEST_CASE("an optimiser may move anywhere", "[constrained]") {
  for (const Case& c : cases(Compiled())) {
    for (int i = 0; i < c.facts->parameter_count(); ++i) {
      for (const AnyMap& map : fitting(c.facts->parameter(i))) {
        for (const double size : {0.0, c.least, 1.0, 17.5, 104.0, 1e4, c.greatest}) {
          for (const double u : {size, -size}) {
            const Image image = c.image(i, map, u);
            INFO(c.facts->name() << "'s " << c.facts->parameter(i).name << ", map " << map.kind
                                 << " from " << map.lower << " to " << map.upper << ", at " << u
                                 << " of at most " << c.greatest << ": " << image.parameter);
            CHECK(image.message == "");
            CHECK(image.parameter > map.lower);
            CHECK(image.parameter < map.upper);
            CHECK(std::abs(image.parameter) <= c.greatest);
            CHECK(std::isfinite(image.slope));
          }
        }
      }
    }
  }
}

TEST_CASE("what rounding takes to a bound is moved next to it", "[constrained]") {
  Constrained f(Swish<float>(), ExpAbove{});
  f.set_parameters(-104.f);
  CHECK(f.activation().parameters()(0) == std::numeric_limits<float>::denorm_min());
  f.set_parameters(1e4f);
  CHECK(f.activation().parameters()(0) == std::numeric_limits<float>::max());
  CHECK(f.parameter_gradient(Eigen::Array2f(1, 2), Eigen::Array2f(1, 2))(0) == 0);
  Constrained g(Swish<Eigen::half>(0.5f), SigmoidBetween{});
  g.set_parameters(100);
  CHECK(g.activation().parameters()(0) == Eigen::half(1 - 0x1p-11f));
  Constrained h(BLU<float>(0.5f), SigmoidBetween{-1, 1});
  h.set_parameters(-100);
  CHECK(h.activation().parameters()(0) == -1 + 0x1p-24f);
}
