// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/basis.hpp>
#include <eigenact/registry/setting.hpp>

// What the constructors of the basis expansions take, as settings with names. A new expansion joins
// the registry with one entry here.

namespace eigenact::registry {

/// The settings of a formula, those of one that is there, and the formula that some make.
template <typename Formula>
struct Structure;

inline int size(const Settings& s, std::size_t i) { return static_cast<int>(s[i].front()); }
inline std::uint64_t seed(const Settings& s, std::size_t i) {
  return static_cast<std::uint64_t>(s[i].front());
}
/// @throws std::invalid_argument where the seed is one that a text does not hold.
inline double told(core::Seed seed) {
  if (seed.value > static_cast<std::uint64_t>(kLargestWhole))
    core::raise("a text or JSON holds seeds up to 9007199254740992, but this one is " +
                std::to_string(seed.value));
  return static_cast<double>(seed.value);
}

template <typename Formula>
struct DegreeStructure {
  static std::vector<Setting> settings() { return {size_setting("degree")}; }
  static Settings values(const Formula& f) { return {{double(f.degree())}}; }
  static Formula make(const Settings& s) { return Formula(size(s, 0)); }
};
template <>
struct Structure<formula::Chebyshev> : DegreeStructure<formula::Chebyshev> {};
template <>
struct Structure<formula::Legendre> : DegreeStructure<formula::Legendre> {};
template <>
struct Structure<formula::Hermite> : DegreeStructure<formula::Hermite> {};
template <>
struct Structure<formula::Polynomial> : DegreeStructure<formula::Polynomial> {};

template <>
struct Structure<formula::APL> {
  static std::vector<Setting> settings() { return {size_setting("hinges"), seed_setting()}; }
  static Settings values(const formula::APL& f) {
    return {{double(f.parameter_count() / 2)}, {told(f.seed())}};
  }
  static formula::APL make(const Settings& s) { return formula::APL(size(s, 0), seed(s, 1)); }
};

template <>
struct Structure<formula::BSpline> {
  static std::vector<Setting> settings() {
    return {size_setting("cells").or_list(),
            size_setting("degree"),
            real_setting("lower").or_list(),
            real_setting("upper").or_list(),
            choice_setting("residual", "no, yes"),
            seed_setting().or_list(),
            list_setting("grid")};
  }
  static Settings values(const formula::BSpline& f) {
    const std::vector<double> grid = f.grid();
    const auto degree = double(f.degree()), residual = double(f.has_residual());
    if (!f.is_uniform()) return {{}, {degree}, {}, {}, {residual}, {}, grid};
    return {{double(grid.size() - 1)}, {degree}, {grid.front()}, {grid.back()}, {residual},
            {told(f.seed())},          {}};
  }
  static formula::BSpline make(const Settings& s) {
    if (!s[6].empty()) return formula::BSpline(s[6], size(s, 1), s[4].front() != 0);
    return formula::BSpline(size(s, 0), size(s, 1), s[2].front(), s[3].front(), s[4].front() != 0,
                            seed(s, 5));
  }
};

template <>
struct Structure<formula::DCT> {
  static std::vector<Setting> settings() { return {size_setting("terms"), real_setting("range")}; }
  static Settings values(const formula::DCT& f) { return {{double(f.degree() + 1)}, {f.range()}}; }
  static formula::DCT make(const Settings& s) { return formula::DCT(size(s, 0), s[1].front()); }
};

template <>
struct Structure<formula::Fourier> {
  static std::vector<Setting> settings() { return {size_setting("harmonics"), seed_setting()}; }
  static Settings values(const formula::Fourier& f) {
    return {{double(f.parameter_count() / 2 - 1)}, {told(f.seed())}};
  }
  static formula::Fourier make(const Settings& s) {
    return formula::Fourier(size(s, 0), seed(s, 1));
  }
};

template <>
struct Structure<formula::PiecewiseLinear> {
  static std::vector<Setting> settings() {
    return {size_setting("cells"), real_setting("lower"), real_setting("upper")};
  }
  static Settings values(const formula::PiecewiseLinear& f) {
    const Eigen::ArrayXd start = f.initial();  // L, R, K_L, K_R, all y
    return {{double(start.size() - 5)}, {start(0)}, {start(1)}};
  }
  static formula::PiecewiseLinear make(const Settings& s) {
    return formula::PiecewiseLinear(size(s, 0), s[1].front(), s[2].front());
  }
};

template <>
struct Structure<formula::Rational> {
  static std::vector<Setting> settings() {
    return {size_setting("numerator"), size_setting("denominator"),
            choice_setting("kind", "A, B, C, D")};
  }
  static Settings values(const formula::Rational& f) {
    return {{double(f.numerator())}, {double(f.denominator())}, {double(f.kind())}};
  }
  static formula::Rational make(const Settings& s) {
    return formula::Rational(size(s, 0), size(s, 1), static_cast<RationalKind>(size(s, 2)));
  }
};

template <>
struct Structure<formula::RBF> {
  static std::vector<Setting> settings() {
    return {size_setting("centres"), real_setting("lower"), real_setting("upper"), seed_setting()};
  }
  static Settings values(const formula::RBF& f) {
    return {{double(f.parameter_count())}, {f.lower()}, {f.upper()}, {told(f.seed())}};
  }
  static formula::RBF make(const Settings& s) {
    return formula::RBF(size(s, 0), s[1].front(), s[2].front(), seed(s, 3));
  }
};

template <>
struct Structure<formula::SReLU> {
  static std::vector<Setting> settings() { return {}; }
  static Settings values(const formula::SReLU&) { return {}; }
  static formula::SReLU make(const Settings&) { return formula::SReLU(); }
};

template <>
struct Structure<formula::STAF> {
  static std::vector<Setting> settings() {
    return {size_setting("terms"), seed_setting(), choice_setting("init", "paper, exact, seed")};
  }
  static Settings values(const formula::STAF& f) {
    return {{double(f.parameter_count() / 3)}, {told(f.seed())}, {double(f.init())}};
  }
  static formula::STAF make(const Settings& s) {
    return formula::STAF(size(s, 0), seed(s, 1), static_cast<StafInit>(size(s, 2)));
  }
};

}  // namespace eigenact::registry
