// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// eigenact_peers_show: every peer's functions at a few numbers, and what is wrong with them.
// A wrong parameter or a gradient in the wrong place shows at once.

#include <cmath>
#include <cstdio>
#include <limits>
#include <map>
#include <vector>

#include "peer.hpp"

namespace {

using namespace eigenact::peers;

using Limits = std::numeric_limits<double>;
const std::vector<double> kInputs = {
    -20, -5, -0.5, 0.5, 5, 20, -Limits::infinity(), Limits::quiet_NaN()};
constexpr std::size_t kFinite = 6, kTimes = 201;
// Far more than rounding, far less than a wrong formula: clamped exponents are off by 1e-6.
constexpr double kTolerance = 1e-5;

double positive_or(double x, double other) { return x > 0 ? x : other; }
double softplus(double x) { return std::fmax(x, 0) + std::log1p(std::exp(-std::fabs(x))); }
double clamp_6(double x) { return std::fmin(std::fmax(x, 0), 6); }

const std::map<std::string, double (*)(double)> kFormulas = {
    {"relu", [](double x) { return positive_or(x, 0); }},
    {"leaky_relu", [](double x) { return positive_or(x, 0.01 * x); }},
    {"elu", [](double x) { return positive_or(x, std::expm1(x)); }},
    {"celu", [](double x) { return positive_or(x, std::expm1(x)); }},
    {"selu",
     [](double x) { return 1.05070098735548 * positive_or(x, 1.67326324235438 * std::expm1(x)); }},
    {"sigmoid", [](double x) { return 1 / (1 + std::exp(-x)); }},
    {"tanh", [](double x) { return std::tanh(x); }},
    {"softplus", softplus},
    {"log_sigmoid", [](double x) { return -softplus(-x); }},
    {"silu", [](double x) { return x / (1 + std::exp(-x)); }},
    {"gelu", [](double x) { return x / 2 * std::erfc(-x / std::sqrt(2)); }},
    {"gelu_tanh",
     [](double x) { return x / (1 + std::exp(-1.5957691216057308 * (x + 0.044715 * x * x * x))); }},
    {"mish", [](double x) { return x * std::tanh(softplus(x)); }},
    {"hardswish", [](double x) { return x * clamp_6(x + 3) / 6; }},
    {"hardsigmoid", [](double x) { return clamp_6(x + 3) / 6; }},
    {"softsign", [](double x) { return x / (1 + std::fabs(x)); }},
    {"sin", [](double x) { return std::sin(x); }},
    {"exp", [](double x) { return std::exp(x); }}};

// The derivative by a central difference: the inputs are far from every kink.
double expected(const std::string& activation, Direction direction, double x) {
  const auto formula = kFormulas.at(activation);
  if (direction == Direction::kForward) return formula(x);
  const double step = 1e-5;
  return (formula(x + step) - formula(x - step)) / (2 * step);
}

bool agrees(double value, double reference) {
  return std::fabs(value - reference) <= kTolerance * std::fmax(1, std::fabs(reference));
}

// The inputs many times over: the whole registers of a library and the rest at its end.
template <typename T>
std::vector<double> results(const Peer<T>& peer, T gradient) {
  std::vector<T> x(kInputs.size() * kTimes);
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<T>(kInputs[i % kInputs.size()]);
  std::vector<T> y(x.size());
  evaluate(peer, x.data(), y.data(), x.size(), gradient);
  return {y.begin(), y.end()};
}

// Whether all values at the input of that index are right.
bool good(const std::vector<double>& values, std::size_t index, double reference) {
  for (std::size_t i = index; i < values.size(); i += kInputs.size())
    if (!agrees(values[i], reference)) return false;
  return true;
}

// The row, and the number of finite inputs where it is wrong.
template <typename T>
int show(const Peer<T>& peer) {
  const std::vector<double> values = results(peer, T(1)), tripled = results(peer, T(3));
  const double factor = peer.direction == Direction::kForward ? 1 : 3;
  std::printf("%-12s %-8s %-6s %-12s", peer.activation.c_str(),
              peer.direction == Direction::kForward ? "forward" : "backward",
              sizeof(T) == sizeof(float) ? "float" : "double", peer.library.c_str());
  int wrong = 0;
  for (std::size_t i = 0; i < kInputs.size(); ++i) {
    const double reference = expected(peer.activation, peer.direction, kInputs[i]);
    const bool right =
        i >= kFinite || (good(values, i, reference) && good(tripled, i, factor * reference));
    std::printf(" %12.5g%c", values[i], right ? ' ' : '!');
    wrong += right ? 0 : 1;
  }
  std::printf("\n");
  return wrong;
}

template <typename T>
int show_all() {
  int wrong = 0;
  for (const auto& formula : kFormulas)
    for (const Direction direction : {Direction::kForward, Direction::kBackward})
      for (const Peer<T>& peer : peers<T>())
        if (peer.activation == formula.first && peer.direction == direction) wrong += show(peer);
  return wrong;
}

bool keeps_subnormals() {
  volatile float smallest = std::numeric_limits<float>::min();
  return smallest / 2 != 0;
}

}  // namespace

int main() {
  std::printf("%-41s", "x");
  for (const double x : kInputs) std::printf(" %12g ", x);
  std::printf("\n");
  const int wrong = show_all<float>() + show_all<double>();
  std::map<std::string, std::string> versions;
  for (const Peer<float>& peer : peers<float>()) versions[peer.library] = peer.version;
  for (const auto& [library, version] : versions)
    std::printf("%s %s\n", library.c_str(), version.c_str());
  std::printf("%d values differ from the formula by more than %g (marked !)\n", wrong, kTolerance);
  if (!keeps_subnormals()) std::printf("a library has switched subnormal numbers off\n");
  return wrong == 0 && keeps_subnormals() ? 0 : 1;
}
