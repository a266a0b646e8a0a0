// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "points.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <queue>

#include "options.hpp"

namespace eigenact_test {

namespace {

// Where kernels change their way or results leave the range of a format, on the positive side.
constexpr double kThresholds[] = {
    1e-45,   1e-38,   1e-20,   1e-8,   1e-4,   0.01,    0.17,    0.25,    0.3466, 0.4142, 0.5,
    0.6931,  1,       1.0397,  2,      2.4142, 3,       4,       5,       5.5,    6,      8,
    9.01,    10,      11.09,   12,     14.6,   17.33,   20,      21,      22,     26,     30,
    37,      38.5,    40,      44.36,  60,     87.3365, 88.3763, 88.7228, 90,     95,     103.28,
    103.97,  104,     110,     120,    165,    200,     354.2,   355,     372.5,  400,    512,
    700,     708.396, 709.783, 711,    744.44, 745.13,  746,     760,     1000,   1400,   2048,
    6000,    3.2e6,   3.4e6,   1e10,   1e19,   1.9e19,  1e30,    1e38,    3.4e38, 1e100,  1e150,
    1.4e154, 1e200,   1e300,   1.7e308};

constexpr std::uint64_t kSeed = 20260101;

bool within(double x, const Format& format) { return std::abs(x) <= format.largest(); }

}  // namespace

Subject::Subject() = default;
Subject::Subject(const Subject&) = default;
Subject::Subject(Subject&&) noexcept = default;
Subject& Subject::operator=(const Subject&) = default;
Subject& Subject::operator=(Subject&&) noexcept = default;
Subject::~Subject() = default;

const char* to_string(Quantity quantity) {
  switch (quantity) {
    case Quantity::kValue:
      return "value";
    case Quantity::kDerivative:
      return "derivative";
    default:
      return "second derivative";
  }
}

Oracle make_oracle(const Subject& subject) {
  // what underflows in float cannot be told from 0 far above the end of double's range
  const int negligible = subject.format.digits == 53 ? -1200 : -300;
  return Oracle(subject.formula, subject.parameter_names, subject.parameters, negligible);
}

Numbers evaluated(const Subject& subject, const std::vector<std::string>& texts) {
  Numbers values;
  for (const std::string& text : texts)
    values.push_back(
        Oracle(text, subject.parameter_names, subject.parameters).value(0).to_double());
  return values;
}

Numbers test_points(const Subject& subject, std::size_t samples) {
  Numbers points = sample_bit_patterns(subject.format, samples, kSeed);
  if (subject.format.digits < 24) return points;  // these are all there are
  const auto add = [&](double centre, int each_side) {
    for (double x : neighbours(centre, subject.format, each_side)) points.push_back(x);
  };
  for (double threshold : kThresholds) {
    if (!within(threshold, subject.format)) continue;
    add(threshold, effort().neighbours);
    add(-threshold, effort().neighbours);
  }
  for (const auto& kink : subject.kinks) add(evaluated(subject, {kink.at})[0], 16);
  for (double root : evaluated(subject, subject.derivative_roots)) add(root, 64);
  points.push_back(0.0);
  points.push_back(-0.0);
  return points;
}

double at(const Subject& subject, Quantity quantity, double x) {
  return subject.element ? subject.element(quantity, x) : subject.array(quantity, {x}, 0)[0];
}

namespace {

/// The position of x in the order of its format's numbers, counted in binades.
double position(double x, const Format& format) {
  if (!(std::abs(x) <= format.largest())) x = std::copysign(format.largest(), x);
  const double size = std::abs(x), normal = format.smallest_normal();
  return std::copysign(size < normal ? size / normal : std::log2(size) - format.min_exponent + 2,
                       x);
}

double at_position(double position, const Format& format) {
  const double size = std::abs(position);
  return round_to(std::copysign(size < 1 ? std::ldexp(size, format.min_exponent - 1)
                                         : std::exp2(std::min(size - 1 + format.min_exponent - 1,
                                                              format.max_exponent - 0x1p-20)),
                                position),
                  format);
}

/// Inputs spread evenly along the graph of the quantity, x and y being taken in binades: bisects
/// where it is longest.
Numbers along_graph(const Subject& subject, Quantity quantity, std::size_t samples) {
  struct Piece {
    double length, x0, y0, x1, y1;
    bool operator<(const Piece& other) const { return length < other.length; }
  };
  const auto y_at = [&](double x) {
    const double y = at(subject, quantity, at_position(x, subject.format));
    return position(y, subject.format);
  };
  std::priority_queue<Piece> pieces;
  const auto add = [&](double x0, double y0, double x1, double y1) {
    constexpr double weight = 0.25;  // of x, along which there is little to see
    pieces.push({weight * (x1 - x0) + std::abs(y1 - y0), x0, y0, x1, y1});
  };
  const double end = position(subject.format.largest(), subject.format);
  for (double half : {-1.0, 0.0})
    add(half * end, y_at(half * end), (half + 1) * end, y_at((half + 1) * end));
  Numbers points;
  while (points.size() < samples) {
    const Piece piece = pieces.top();
    pieces.pop();
    const double x = piece.x0 + 0.485 * (piece.x1 - piece.x0), y = y_at(x);  // not only powers of 2
    points.push_back(at_position(x, subject.format));
    add(piece.x0, piece.y0, x, y);
    add(x, y, piece.x1, piece.y1);
  }
  return points;
}

}  // namespace

Numbers edge_points(const Subject& subject, Quantity quantity, std::size_t samples) {
  const Format& format = subject.format;
  Numbers points = sample_bit_patterns(format, samples, kSeed);
  const std::size_t stride = subject.parameters.size();  // as many points for each
  const auto add = [&](double x) {
    if (std::isfinite(x) && within(x, format)) points.push_back(round_to(x, format));
  };
  const auto add_around = [&](double centre, int each_side) {
    if (std::isnan(centre)) return;
    for (double x : neighbours(centre, format, each_side)) points.push_back(x);
  };
  for (double parameter : subject.parameters) {
    add_around(parameter, 2);
    add_around(-parameter, 2);
    for (double scale : {1 / parameter, parameter}) {
      for (std::size_t i = samples / 2; i < samples; i += stride) add(points[i] * scale);
      for (std::size_t i = 0; i < std::size(kThresholds); i += stride) {
        add(kThresholds[i] * scale);
        add(-kThresholds[i] * scale);
      }
    }
  }
  for (const auto& kink : subject.kinks) add_around(evaluated(subject, {kink.at})[0], 8);
  for (double root : evaluated(subject, subject.derivative_roots)) add_around(root, 16);
  for (double x : along_graph(subject, quantity, samples)) points.push_back(x);
  points.push_back(0.0);
  points.push_back(-0.0);
  // a subnormal x times a parameter has lost its digits in double, and an odd f'' is proportional
  const auto lost = [&](double x) { return x != 0 && std::abs(x) < format.smallest_normal(); };
  if (quantity == Quantity::kSecondDerivative && format.digits == 53)
    points.erase(std::remove_if(points.begin(), points.end(), lost), points.end());
  return points;
}

std::vector<Reference> references(const Subject& subject, Quantity quantity, const Numbers& x) {
  const Oracle oracle = make_oracle(subject);
  std::vector<Reference> result;
  result.reserve(x.size());
  std::vector<std::pair<double, double>> kinks;
  for (const auto& kink : subject.kinks) {
    const Reference at = Oracle(kink.at, subject.parameter_names, subject.parameters).value(0);
    const bool is_number = at.lo == 0 && std::ldexp(at.to_double(), -at.exponent) == at.hi;
    if (!is_number) continue;  // the kink lies between two numbers
    const Numbers both = evaluated(subject, {kink.at, kink.derivative});
    kinks.emplace_back(both[0], both[1]);
  }
  for (double point : x) {
    const auto kink =
        std::find_if(kinks.begin(), kinks.end(), [&](const auto& k) { return k.first == point; });
    if (quantity == Quantity::kValue)
      result.push_back(oracle.value(point));
    else if (kink == kinks.end())
      result.push_back(oracle.derivative(point, quantity == Quantity::kDerivative ? 1 : 2));
    else if (quantity == Quantity::kDerivative)
      result.push_back(make_reference(kink->second));
    else  // no convention: whatever the formula gives
      result.push_back(make_reference(at(subject, quantity, point)));
  }
  return result;
}

std::string hexadecimal(double x) {
  char text[64];
  std::snprintf(text, sizeof text, "%a", x);
  return text;
}

}  // namespace eigenact_test
