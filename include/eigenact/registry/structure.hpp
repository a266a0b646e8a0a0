// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <eigenact/basis.hpp>

// What the constructors of the basis expansions take, as numbers with names: the sizes that a text
// gives before the parameters. A new expansion joins the registry with one entry here.

namespace eigenact::registry {

struct Setting {
  std::string_view name;
  double value;                   ///< default
  std::string_view choices = "";  ///< the texts of 0, 1, ..., where it has texts
  bool is_whole = true;
};

template <typename Formula>
struct Structure;

/// A whole number as an argument; the constructor checks its range.
inline int whole(double value) { return static_cast<int>(std::min(std::max(value, -2e9), 2e9)); }
inline std::uint64_t seed(double value) { return static_cast<std::uint64_t>(std::abs(value)); }

template <typename Formula>
struct DegreeStructure {
  static constexpr std::array settings{
      Setting{"degree", std::is_same_v<Formula, formula::Hermite> ? 4.0 : 5.0}};
  static Formula make(const double* s) { return Formula(whole(s[0])); }
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
  static constexpr std::array settings{Setting{"hinges", 5}, Setting{"seed", 0}};
  static formula::APL make(const double* s) { return formula::APL(whole(s[0]), seed(s[1])); }
};

template <>
struct Structure<formula::BSpline> {
  static constexpr std::array settings{Setting{"cells", 5},
                                       Setting{"degree", 3},
                                       Setting{"lower", -1, "", false},
                                       Setting{"upper", 1, "", false},
                                       Setting{"residual", 0, "no, yes"},
                                       Setting{"seed", 0}};
  static formula::BSpline make(const double* s) {
    return formula::BSpline(whole(s[0]), whole(s[1]), s[2], s[3], s[4] != 0, seed(s[5]));
  }
};

template <>
struct Structure<formula::DCT> {
  static constexpr std::array settings{Setting{"terms", 6}, Setting{"range", 3, "", false}};
  static formula::DCT make(const double* s) { return formula::DCT(whole(s[0]), s[1]); }
};

template <>
struct Structure<formula::Fourier> {
  static constexpr std::array settings{Setting{"harmonics", 5}, Setting{"seed", 0}};
  static formula::Fourier make(const double* s) {
    return formula::Fourier(whole(s[0]), seed(s[1]));
  }
};

template <>
struct Structure<formula::PiecewiseLinear> {
  static constexpr std::array settings{Setting{"cells", 6}, Setting{"lower", -3, "", false},
                                       Setting{"upper", 3, "", false}};
  static formula::PiecewiseLinear make(const double* s) {
    return formula::PiecewiseLinear(whole(s[0]), s[1], s[2]);
  }
};

template <>
struct Structure<formula::Rational> {
  static constexpr std::array settings{Setting{"numerator", 5}, Setting{"denominator", 4},
                                       Setting{"kind", 0, "A, B, C, D"}};
  static formula::Rational make(const double* s) {
    return formula::Rational(whole(s[0]), whole(s[1]), static_cast<RationalKind>(whole(s[2])));
  }
};

template <>
struct Structure<formula::RBF> {
  static constexpr std::array settings{Setting{"centres", 8}, Setting{"lower", -2, "", false},
                                       Setting{"upper", 2, "", false}, Setting{"seed", 0}};
  static formula::RBF make(const double* s) {
    return formula::RBF(whole(s[0]), s[1], s[2], seed(s[3]));
  }
};

template <>
struct Structure<formula::SReLU> {
  static constexpr std::array<Setting, 0> settings{};
  static formula::SReLU make(const double*) { return formula::SReLU(); }
};

template <>
struct Structure<formula::STAF> {
  static constexpr std::array settings{Setting{"terms", 5}, Setting{"seed", 0},
                                       Setting{"init", 0, "paper, exact, seed"}};
  static formula::STAF make(const double* s) {
    return formula::STAF(whole(s[0]), seed(s[1]), static_cast<StafInit>(whole(s[2])));
  }
};

}  // namespace eigenact::registry
