// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// eigenact_peers_vectors FILE.json: the errors of softmax, log_softmax and swiglu, ours and those
// of the peers, in ULP beside long double at 3 x 2^20 inputs, for docs/performance.md. Fails where
// one computes something else.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <eigenact/gated/swiglu.hpp>
#include <eigenact/rowwise/log_softmax.hpp>
#include <eigenact/rowwise/softmax.hpp>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>

#include "peer.hpp"

namespace {

using namespace eigenact::peers;
using Reference = std::vector<long double>;
template <typename T>
using Numbers = Eigen::Array<T, Eigen::Dynamic, 1>;

constexpr std::size_t kSize = 1024 * kLine;
// Of the greatest result: far more than rounding, far less than a wrong formula.
constexpr double kTolerance = 1e-5;

/// The operands of all functions: what a vector of logits looks like, its tails, and normal ones.
template <typename T>
struct Input {
  Numbers<T> x, second;
};

template <typename T>
std::vector<Input<T>> inputs() {
  std::mt19937_64 random(1);
  const auto drawn = [&random](auto distribution) {
    return Numbers<T>(Numbers<T>::NullaryExpr(kSize, [&] { return T(distribution(random)); }));
  };
  using Uniform = std::uniform_real_distribution<double>;
  using Normal = std::normal_distribution<double>;
  return {{drawn(Uniform(-6, 6)), drawn(Normal(0, 1))},
          {drawn(Uniform(-60, 60)), drawn(Normal(0, 1))},
          {drawn(Normal(0, 1)), drawn(Normal(0, 1))}};
}

// g and result at i, which begins a line: softmax, or what goes back through it to its input.
using OfLine = void (*)(const long double* x, const long double* g, long double* result);

void softmax(const long double* x, const long double*, long double* y) {
  const long double greatest = *std::max_element(x, x + kLine);
  long double sum = 0;
  for (std::size_t i = 0; i < kLine; ++i) sum += y[i] = std::exp(x[i] - greatest);
  for (std::size_t i = 0; i < kLine; ++i) y[i] /= sum;
}
void log_softmax(const long double* x, const long double*, long double* y) {
  const std::size_t top = static_cast<std::size_t>(std::max_element(x, x + kLine) - x);
  long double rest = 0;
  for (std::size_t i = 0; i < kLine; ++i) rest += i == top ? 0 : std::exp(x[i] - x[top]);
  for (std::size_t i = 0; i < kLine; ++i) y[i] = x[i] - x[top] - std::log1p(rest);
}
void swiglu(const long double* x, const long double* second, long double* y) {
  for (std::size_t i = 0; i < kLine; ++i) y[i] = x[i] / (1 + std::exp(-x[i])) * second[i];
}
void softmax_backward(const long double* x, const long double* g, long double* result) {
  softmax(x, g, result);
  long double dot = 0;
  for (std::size_t i = 0; i < kLine; ++i) dot += result[i] * g[i];
  for (std::size_t i = 0; i < kLine; ++i) result[i] *= g[i] - dot;
}
void log_softmax_backward(const long double* x, const long double* g, long double* result) {
  softmax(x, g, result);
  long double sum = 0;
  for (std::size_t i = 0; i < kLine; ++i) sum += g[i];
  for (std::size_t i = 0; i < kLine; ++i) result[i] = g[i] - result[i] * sum;
}

struct Function {
  const char* activation;
  Direction direction;
  OfLine reference;
};
constexpr Function kFunctions[] = {{"softmax", Direction::kForward, softmax},
                                   {"log_softmax", Direction::kForward, log_softmax},
                                   {"swiglu", Direction::kForward, swiglu},
                                   {"softmax", Direction::kBackward, softmax_backward},
                                   {"log_softmax", Direction::kBackward, log_softmax_backward}};

template <typename T>
Reference reference_of(OfLine function, const Input<T>& input) {
  const Reference x(input.x.begin(), input.x.end());
  const Reference second(input.second.begin(), input.second.end());
  Reference result(kSize);
  for (std::size_t i = 0; i < kSize; i += kLine) function(&x[i], &second[i], &result[i]);
  return result;
}

struct Errors {
  double max_ulp = 0, max_relative = 0;  ///< relative to the greatest result of an input
  int nan_errors = 0, infinity_errors = 0;
};

// The distance of two neighbours of T at x.
template <typename T>
long double ulp(long double x) {
  using Limits = std::numeric_limits<T>;
  const int exponent = x == 0 ? Limits::min_exponent : std::ilogb(x) + 1;
  return std::ldexp(1.0L, std::max(exponent, Limits::min_exponent) - Limits::digits);
}

template <typename T>
void add(Errors& errors, const Numbers<T>& y, const Reference& reference) {
  long double greatest = 0, most = 0;
  for (std::size_t i = 0; i < kSize; ++i) {
    const T value = y(static_cast<Eigen::Index>(i));
    if (!std::isfinite(value)) {
      ++(std::isnan(value) ? errors.nan_errors : errors.infinity_errors);
      continue;
    }
    const long double error = std::fabs(value - reference[i]);
    greatest = std::max(greatest, std::fabs(reference[i]));
    most = std::max(most, error);
    errors.max_ulp = std::max(errors.max_ulp, static_cast<double>(error / ulp<T>(reference[i])));
  }
  errors.max_relative = std::max(errors.max_relative, static_cast<double>(most / greatest));
}

template <typename T>
struct Candidate {
  std::string activation;
  Direction direction;
  std::string tier, library;
  std::function<void(const Input<T>&, Numbers<T>&)> run;
};

template <typename T>
auto lines(const Numbers<T>& x) {
  return x.reshaped(kLine, x.size() / static_cast<Eigen::Index>(kLine));
}

template <typename T, typename Accuracy>
void add_ours(std::vector<Candidate<T>>& all, const char* tier) {
  const auto of_lines = [&](const auto f) {
    all.push_back({f.name(), Direction::kForward, tier, "",
                   [f](const auto& in, auto& y) { y = f.colwise(lines(in.x)).eval().reshaped(); }});
    all.push_back({f.name(), Direction::kBackward, tier, "", [f](const auto& in, auto& y) {
                     y = f.colwise_backward(f.colwise(lines(in.x)).eval(), lines(in.second))
                             .eval()
                             .reshaped();
                   }});
  };
  of_lines(eigenact::Softmax<T, Accuracy>());
  of_lines(eigenact::LogSoftmax<T, Accuracy>());
  all.push_back({"swiglu", Direction::kForward, tier, "", [](const auto& in, auto& y) {
                   y = eigenact::SwiGLU<T, Accuracy>()(in.x, in.second);
                 }});
}

template <typename T>
std::vector<Candidate<T>> candidates() {
  std::vector<Candidate<T>> all;
  add_ours<T, eigenact::Fast>(all, "Fast");
  add_ours<T, eigenact::Precise>(all, "Precise");
  for (const Peer<T>& peer : peers<T>())
    all.push_back({peer.activation, peer.direction, "", peer.library,
                   [&peer](const Input<T>& in, Numbers<T>& y) {
                     Numbers<T> x(in.x.size() + 64), second(x.size());  // a peer reads beyond them
                     x << in.x, Numbers<T>::Zero(64);
                     second << in.second, Numbers<T>::Zero(64);
                     peer.bind({x.data(), second.data(), y.data(), kSize})();
                   }});
  return all;
}

// The rows of a type; the number of functions that are wrong.
template <typename T>
int measure(const char* scalar, nlohmann::json& rows) {
  int wrong = 0;
  const auto all = candidates<T>();
  const auto data = inputs<T>();
  for (const Function& function : kFunctions) {
    std::vector<Reference> references;
    for (const Input<T>& in : data) references.push_back(reference_of(function.reference, in));
    const bool is_forward = function.direction == Direction::kForward;
    for (const Candidate<T>& candidate : all) {
      if (candidate.activation != function.activation || candidate.direction != function.direction)
        continue;
      Errors errors;
      Numbers<T> y(kSize);
      for (std::size_t k = 0; k < data.size(); ++k) {
        candidate.run(data[k], y);
        add(errors, y, references[k]);
      }
      const bool right =
          errors.nan_errors + errors.infinity_errors == 0 && errors.max_relative <= kTolerance;
      wrong += right ? 0 : 1;
      std::printf("%-12s %-8s %-6s %-12s %12.5g ULP %12.5g%s\n", function.activation,
                  is_forward ? "forward" : "backward", scalar,
                  (candidate.tier + candidate.library).c_str(), errors.max_ulp, errors.max_relative,
                  right ? "" : " !");
      if (is_forward)  // a gradient near 0 is a difference of two that are not: no relative bound
        rows.push_back({{"activation", function.activation},
                        {"quantity", "value"},
                        {"scalar", scalar},
                        {"tier", candidate.tier},
                        {"library", candidate.library},
                        {"max_ulp", errors.max_ulp},
                        {"nan_errors", errors.nan_errors},
                        {"infinity_errors", errors.infinity_errors}});
    }
  }
  return wrong;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(stderr, "eigenact_peers_vectors takes one file name, where the errors go\n");
    return 2;
  }
  nlohmann::json rows = nlohmann::json::array();
  const int wrong = measure<float>("float", rows) + measure<double>("double", rows);
  std::ofstream file(arguments[1]);
  file << nlohmann::json{{"rows", rows}, {"runs", nlohmann::json::object()}}.dump(1) << '\n';
  if (!file.flush()) {
    std::fprintf(stderr, "eigenact_peers_vectors: cannot write %s\n", arguments[1]);
    return 2;
  }
  std::printf("%d functions differ from the formula (marked !)\n", wrong);
  return wrong == 0 ? 0 : 1;
}
