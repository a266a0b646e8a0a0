// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <eigenact/simd/standard.hpp>
#include <vector>

namespace eigenact::core {

inline constexpr int kHighestSplineDegree = 7;

/// The polynomials of the B-splines that are not 0 in a cell, by powers of x - middle.
using SplinePieces =
    std::array<std::array<double, kHighestSplineDegree + 1>, kHighestSplineDegree + 1>;

/// Those of splines of one degree on increasing knots, by the recurrence of Cox and de Boor, on
/// polynomials.
inline SplinePieces spline_pieces(const std::vector<double>& knots, int highest, int cell,
                                  double middle) {
  const int size = static_cast<int>(knots.size()) - 1;
  const auto knot = [&](int i) { return knots[std::size_t(i)]; };
  SplinePieces pieces{};
  pieces[0][0] = 1;
  for (int degree = 1; degree <= highest; ++degree) {
    const SplinePieces lower = pieces;
    pieces = {};
    for (int piece = 0; piece <= degree; ++piece) {
      const int i = cell - degree + piece;
      if (i < 0 || i + degree >= size) continue;
      auto& sum = pieces[std::size_t(piece)];
      // scale (x - zero) lower[from]
      const auto add = [&](double zero, double scale, int from) {
        for (int power = 0; power < degree; ++power) {
          const double c = scale * lower[std::size_t(from)][std::size_t(power)];
          sum[std::size_t(power)] += (middle - zero) * c;
          sum[std::size_t(power) + 1] += c;
        }
      };
      if (piece > 0) add(knot(i), 1 / (knot(i + degree) - knot(i)), piece - 1);
      if (piece < degree)
        add(knot(i + degree + 1), -1 / (knot(i + degree + 1) - knot(i + 1)), piece);
    }
  }
  return pieces;
}

}  // namespace eigenact::core
