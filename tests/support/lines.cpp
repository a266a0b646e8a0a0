// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include "lines.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <sstream>
#include <utility>

namespace eigenact_test {

namespace {

std::string hexadecimal(double x) {
  std::ostringstream text;
  text << std::hexfloat << x;
  return text.str();
}

/// The element with the greatest of error(computed, exact), and that error.
template <typename Error>
std::pair<Index, double> worst_of(const Table& y, Index j, const Reals& exact, const Error& error) {
  REQUIRE(y.rows == static_cast<Index>(exact.size()));
  std::pair<Index, double> worst(0, 0);
  for (Index i = 0; i < y.rows; ++i) {
    const double own = error(y(i, j), exact[static_cast<std::size_t>(i)]);
    if (!(own <= worst.second)) worst = {i, own};
    if (std::isnan(own)) break;
  }
  return worst;
}

std::string place(const Table& y, Index i, Index j, const Reals& exact, double worst, double most) {
  if (y.rows == 0) return "an empty line";
  std::ostringstream text;
  text << "element " << i << " of " << y.rows << " in line " << j << " is " << y(i, j) << " = "
       << hexadecimal(y(i, j)) << ", not "
       << hexadecimal(exact[static_cast<std::size_t>(i)].to_double()) << ": off by " << worst
       << ", at most " << most << " is allowed";
  return text.str();
}

}  // namespace

Table Table::line(Index j) const {
  const auto first = values.begin() + j * rows;
  return {format, rows, 1, std::vector<double>(first, first + rows)};
}

Table Table::transposed() const {
  Table result{format, cols, rows, {}};
  for (Index i = 0; i < rows; ++i)
    for (Index j = 0; j < cols; ++j) result.values.push_back((*this)(i, j));
  return result;
}

Table normal_numbers(Index rows, Index cols, double width, double center, unsigned seed) {
  std::mt19937 generator(seed);
  std::normal_distribution<double> normal(center, width);
  Table result{Format::float32(), rows, cols, {}};
  for (Index i = 0; i < rows * cols; ++i)
    result.values.push_back(static_cast<double>(static_cast<float>(normal(generator))));
  return result;
}

Table values(const Law& law, const Table& x, double scale) {
  Table result{Format::float64(), x.rows, x.cols, {}};
  for (Index j = 0; j < x.cols; ++j)
    for (const Real& y : law(line(x, j, scale))) result.values.push_back(y.to_double());
  return result;
}

Reals differences(const Law& f, Line x, const Reals& g) {
  const Real h(0x1p-60);  // of 240 bits
  const auto at = [&](std::size_t i, const Real& z) {
    x.x[i] = z;
    x.powers[i] = exp(z);
    return f(x);
  };
  Reals result(x.x.size());
  for (std::size_t i = 0; i < result.size(); ++i) {
    const Real center = x.x[i], power = x.powers[i];
    const Reals up = at(i, center + h), down = at(i, center - h);
    x.x[i] = center;
    x.powers[i] = power;
    Real sum;
    for (std::size_t k = 0; k < g.size(); ++k) sum = sum + g[k] * (up[k] - down[k]);
    result[i] = sum / (h + h);
  }
  return result;
}

double parameter_slope(const LawOf& f, const Table& x, const Table& g, double p) {
  const Real h(0x1p-60);
  Real sum;
  for (Index j = 0; j < x.cols; ++j) {
    const Reals up = f(x, j, Real(p) + h), down = f(x, j, Real(p) - h), upstream = reals(g, j);
    for (std::size_t i = 0; i < up.size(); ++i) sum = sum + upstream[i] * (up[i] - down[i]);
  }
  return (sum / (h + h)).to_double();
}

void check_error(const Table& y, Index j, const Reals& exact, double most, double floor) {
  const auto [i, worst] = worst_of(y, j, exact, [&](double computed, const Real& right) {
    return ulp_error(computed, right.reference(), y.format, floor);
  });
  INFO(place(y, i, j, exact, worst, most));
  CHECK(worst <= most);
}

void check_near(const Table& y, Index j, const Reals& exact, double tolerance) {
  const auto [i, worst] = worst_of(y, j, exact, [](double computed, const Real& right) {
    return std::abs(computed - right.to_double());
  });
  INFO(place(y, i, j, exact, worst, tolerance));
  CHECK(worst <= tolerance);
}

void check_results(const Table& x, const std::vector<Result>& results) {
  for (Index j = 0; j < x.cols; ++j) {
    std::map<double, Line> lines;
    std::map<std::pair<const Law*, double>, Reals> known;
    for (const Result& result : results) {
      INFO(result.name << ", scale " << result.scale);
      const auto own = lines.find(result.scale);
      const Line& z = own != lines.end()
                          ? own->second
                          : lines.emplace(result.scale, line(x, j, result.scale)).first->second;
      Reals& exact = known[{result.law, result.scale}];
      if (exact.empty()) exact = (*result.law)(z);
      check_error(result.along, j, exact, result.most);
      INFO("across the lines");
      check_error(result.across, j, exact, result.most);
    }
  }
}

void check_gradients(const Table& x, const Table& g, const std::vector<Gradient>& gradients) {
  for (Index j = 0; j < x.cols; ++j) {
    std::map<std::pair<const Law*, double>, Reals> known;
    for (const Gradient& gradient : gradients) {
      INFO(gradient.name << ", scale " << gradient.scale);
      Reals& exact = known[{gradient.law, gradient.scale}];
      if (exact.empty()) {
        exact = differences(*gradient.law, line(x, j, gradient.scale), reals(g, j));
        for (Real& slope : exact) slope = slope / Real(gradient.scale);
      }
      check_near(gradient.along, j, exact, gradient.tolerance);
      check_near(gradient.across, j, exact, gradient.tolerance);
      check_near(gradient.single, j, exact, gradient.tolerance);
      CHECK(gradient.mistakes == "");
    }
  }
}

}  // namespace eigenact_test
