// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "parameter_edges.hpp"

#include <cmath>

namespace eigenact_test {

namespace {

constexpr std::size_t kEdges = 20;

bool admits(const ParameterRange& range, double x) {
  return x >= range.lower && x <= range.upper && (range.zero_allowed || x != 0);
}

Numbers edges_of(const ParameterRange& range, const Format& format) {
  const double largest = format.largest(), normal = format.smallest_normal();
  const double candidates[] = {0,
                               format.smallest_subnormal(),
                               0.7 * normal,
                               1.5 * normal,
                               std::sqrt(normal) / 3,
                               1e-10,
                               0.013,
                               0.3,
                               2.5,
                               17,
                               1234.5,
                               1e10,
                               1e30,
                               1.7 * std::sqrt(largest),
                               largest / 5,
                               largest,
                               -format.smallest_subnormal(),
                               -0.6,
                               -1e10,
                               -largest,
                               0.6,
                               1,
                               1e-3,
                               3.3,
                               100,
                               -3};  // the last ones fill up narrower intervals
  Numbers edges;
  for (double x : candidates)
    if (edges.size() < kEdges && admits(range, x)) edges.push_back(round_to(x, format));
  return edges;
}

}  // namespace

std::vector<Numbers> edge_parameters(const std::vector<ParameterRange>& parameters,
                                     const Format& format) {
  std::vector<Numbers> edges, sets;
  Numbers ordinary;
  for (const ParameterRange& parameter : parameters) {
    edges.push_back(edges_of(parameter, format));
    ordinary.push_back(round_to(parameter.value * 1.25 + 0.375, format));
  }
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const std::size_t stride = parameters.size() > 2 ? 2 : 1;  // for the time of the tests
    for (std::size_t j = i % stride; j < edges[i].size(); j += stride) {
      sets.push_back(ordinary);
      sets.back()[i] = edges[i][j];
    }
  }
  constexpr std::size_t together = 8;
  for (std::size_t j = 0; parameters.size() > 1 && j < together; ++j) {
    sets.emplace_back();
    for (std::size_t i = 0; i < parameters.size(); ++i)
      sets.back().push_back(edges[i][(3 + j * (7 + 4 * i) + i * 12) % edges[i].size()]);
  }
  return sets;
}

}  // namespace eigenact_test
