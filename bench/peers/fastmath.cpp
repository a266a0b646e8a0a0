// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Plain loops over <cmath>, compiled with -ffast-math: the compiler vectorises them with the
// functions of glibc's libmvec. Its promise that there are no NaN and infinities is the user's.

#include <algorithm>
#include <cmath>
#include <memory>

#include "library.hpp"

#ifdef __GLIBC__
#include <gnu/libc-version.h>
#endif

namespace eigenact::peers {
namespace {

template <typename T, typename Function>
void loop(const T* __restrict x, T* __restrict y, std::size_t size, const Function& function) {
  for (std::size_t i = 0; i < size; ++i) y[i] = function(x[i]);
}

template <typename T, typename Function>
void loop(const T* __restrict x, const T* __restrict gradient, T* __restrict y, std::size_t size,
          const Function& function) {
  for (std::size_t i = 0; i < size; ++i) y[i] = gradient[i] * function(x[i]);
}

std::string version() {
#ifdef __GLIBC__
  return std::string(EIGENACT_PEER_FASTMATH) + ", glibc " + gnu_get_libc_version();
#else
  return EIGENACT_PEER_FASTMATH;
#endif
}

template <typename T>
class Table {
 public:
  template <typename Forward, typename Slope>
  void from_input(const char* activation, Forward forward, Slope slope) {
    add_forward(activation, forward);
    library_.add(activation, Direction::kBackward, [slope](const Arrays<T>& a) -> Call {
      return [slope, a] { loop(a.x, a.gradient, a.y, a.size, slope); };
    });
  }

  template <typename Forward, typename Slope>
  void from_output(const char* activation, Forward forward, Slope slope) {
    add_forward(activation, forward);
    library_.add(activation, Direction::kBackward, [forward, slope](const Arrays<T>& a) -> Call {
      const auto saved = std::make_shared<std::vector<T>>(a.size);
      loop(a.x, saved->data(), a.size, forward);
      return [slope, a, saved] { loop(saved->data(), a.gradient, a.y, a.size, slope); };
    });
  }

  /// forward(x, y) and backward(output, gradient, y) of one line.
  template <typename Forward, typename Backward>
  void of_lines(const char* activation, Forward forward, Backward backward) {
    library_.add(activation, Direction::kForward, [forward](const Arrays<T>& a) -> Call {
      return [forward, a] {
        for (std::size_t i = 0; i < a.size; i += kLine) forward(a.x + i, a.y + i);
      };
    });
    library_.add(activation, Direction::kBackward, [forward, backward](const Arrays<T>& a) -> Call {
      const auto saved = std::make_shared<std::vector<T>>(a.size);
      for (std::size_t i = 0; i < a.size; i += kLine) forward(a.x + i, saved->data() + i);
      return [backward, a, saved] {
        for (std::size_t i = 0; i < a.size; i += kLine)
          backward(saved->data() + i, a.gradient + i, a.y + i);
      };
    });
  }

  /// f(x) times the second operand, which stands where the gradient would.
  template <typename Function>
  void times_second(const char* activation, Function f) {
    library_.add(activation, Direction::kForward, [f](const Arrays<T>& a) -> Call {
      return [f, a] { loop(a.x, a.gradient, a.y, a.size, f); };
    });
  }

  std::vector<Peer<T>> peers() const { return library_.peers(); }

 private:
  template <typename Forward>
  void add_forward(const char* activation, Forward forward) {
    library_.add(activation, Direction::kForward, [forward](const Arrays<T>& a) -> Call {
      return [forward, a] { loop(a.x, a.y, a.size, forward); };
    });
  }

  Library<T> library_{"fastmath", version()};
};

// In the tables x is the input, y the saved output.
#define EIGENACT_OF_X(expression) [=](T x) { return static_cast<T>(expression); }
#define EIGENACT_OF_Y(expression) [=](T y) { return static_cast<T>(expression); }

template <typename T>
constexpr T number(double value) {
  return static_cast<T>(value);
}

template <typename T>
T sigmoid(T x) {
  return 1 / (1 + std::exp(-x));
}

template <typename T>
void add_rectified(Table<T>& table) {
  const T zero(0), half(0.5), one(1), six(6);
  const T slope = number<T>(0.01), sixth = number<T>(1.0 / 6);
  table.from_input("relu", EIGENACT_OF_X(std::max(x, zero)), EIGENACT_OF_X(x > 0 ? one : zero));
  table.from_input("leaky_relu", EIGENACT_OF_X(std::max(x, slope * x)),
                   EIGENACT_OF_X(x > 0 ? one : slope));
  table.from_input("hardsigmoid", EIGENACT_OF_X(std::min(std::max(x * sixth + half, zero), one)),
                   EIGENACT_OF_X(std::abs(x) < 3 ? sixth : zero));
  table.from_input("hardswish", EIGENACT_OF_X(x * std::min(std::max(x + 3, zero), six) * sixth),
                   EIGENACT_OF_X(std::min(std::max(x * sixth + half, zero), one) +
                                 (std::abs(x) < 3 ? x * sixth : zero)));
}

template <typename T>
void add_exponential(Table<T>& table) {
  const T zero(0), one(1);
  const T lambda = number<T>(1.0507009873554804934);
  const T lambda_alpha = number<T>(1.7580993408473768600);
  const auto elu = EIGENACT_OF_X(std::max(x, zero) + std::expm1(std::min(x, zero)));
  const auto elu_slope = EIGENACT_OF_Y(std::min(y, zero) + one);
  table.from_output("elu", elu, elu_slope);
  table.from_output("celu", elu, elu_slope);
  table.from_output(
      "selu",
      EIGENACT_OF_X(lambda * std::max(x, zero) + lambda_alpha * std::expm1(std::min(x, zero))),
      EIGENACT_OF_Y(y > 0 ? lambda : y + lambda_alpha));
  table.from_output("exp", EIGENACT_OF_X(std::exp(x)), EIGENACT_OF_Y(y));
  table.from_input("sin", EIGENACT_OF_X(std::sin(x)), EIGENACT_OF_X(std::cos(x)));
}

template <typename T>
void add_sigmoidal(Table<T>& table) {
  const T zero(0), one(1);
  table.from_output("sigmoid", EIGENACT_OF_X(sigmoid(x)), EIGENACT_OF_Y(y * (one - y)));
  table.from_output("tanh", EIGENACT_OF_X(std::tanh(x)), EIGENACT_OF_Y(one - y * y));
  table.from_input("softsign", EIGENACT_OF_X(x / (one + std::abs(x))),
                   EIGENACT_OF_X(one / ((one + std::abs(x)) * (one + std::abs(x)))));
  table.from_input("softplus",
                   EIGENACT_OF_X(std::max(x, zero) + std::log1p(std::exp(-std::abs(x)))),
                   EIGENACT_OF_X(sigmoid(x)));
  table.from_input("log_sigmoid",
                   EIGENACT_OF_X(std::min(x, zero) - std::log1p(std::exp(-std::abs(x)))),
                   EIGENACT_OF_X(sigmoid(-x)));
}

// n / (n + 2) is tanh(log(1 + e^x)); beyond the limit it rounds to 1 in float and in double.
template <typename T>
void add_mish(Table<T>& table) {
  const T one(1), two(2), limit(20);
  const auto value = [=](T x) {
    const T e = std::exp(std::min(x, limit)), n = e * (e + two);
    return x * n / (n + two);
  };
  const auto slope = [=](T x) {
    const T e = std::exp(std::min(x, limit)), n = e * (e + two), t = n / (n + two);
    return t + x * (one - t * t) * e / (one + e);
  };
  table.from_input("mish", value, slope);
}

template <typename T>
void add_gated(Table<T>& table) {
  const T half(0.5), one(1), three(3);
  const T root_half = number<T>(0.70710678118654752440);
  const T density = number<T>(0.39894228040143267794);  // 1 / sqrt(2 pi)
  const T root_2_pi = number<T>(0.79788456080286535588), cubic = number<T>(0.044715);
  table.from_input("silu", EIGENACT_OF_X(x * sigmoid(x)), [=](T x) {
    const T s = sigmoid(x);
    return s * (one + x * (one - s));
  });
  table.from_input("gelu", EIGENACT_OF_X(half * x * (one + std::erf(root_half * x))),
                   EIGENACT_OF_X(half * (one + std::erf(root_half * x)) +
                                 density * x * std::exp(-half * x * x)));
  const auto bend = [=](T x) { return std::tanh(root_2_pi * (x + cubic * x * x * x)); };
  table.from_input("gelu_tanh", EIGENACT_OF_X(half * x * (one + bend(x))), [=](T x) {
    const T t = bend(x), inner = root_2_pi * (one + three * cubic * x * x);
    return half * (one + t + x * (one - t * t) * inner);
  });
  add_mish(table);
}

template <typename T>
T greatest_of(const T* __restrict x) {
  T greatest = x[0];
  for (std::size_t i = 0; i < kLine; ++i) greatest = std::max(greatest, x[i]);
  return greatest;
}

template <typename T>
void add_lines(Table<T>& table) {
  table.of_lines(
      "softmax",
      [](const T* __restrict x, T* __restrict y) {
        const T greatest = greatest_of(x);
        T sum(0);
        for (std::size_t i = 0; i < kLine; ++i) sum += y[i] = std::exp(x[i] - greatest);
        const T factor = 1 / sum;
        for (std::size_t i = 0; i < kLine; ++i) y[i] *= factor;
      },
      [](const T* __restrict y, const T* __restrict g, T* __restrict result) {
        T dot(0);
        for (std::size_t i = 0; i < kLine; ++i) dot += y[i] * g[i];
        for (std::size_t i = 0; i < kLine; ++i) result[i] = y[i] * (g[i] - dot);
      });
  table.of_lines(
      "log_softmax",
      [](const T* __restrict x, T* __restrict y) {
        const T greatest = greatest_of(x);
        T sum(0);
        for (std::size_t i = 0; i < kLine; ++i) sum += std::exp(x[i] - greatest);
        const T log = greatest + std::log(sum);
        for (std::size_t i = 0; i < kLine; ++i) y[i] = x[i] - log;
      },
      [](const T* __restrict y, const T* __restrict g, T* __restrict result) {
        T sum(0);
        for (std::size_t i = 0; i < kLine; ++i) sum += g[i];
        for (std::size_t i = 0; i < kLine; ++i) result[i] = g[i] - std::exp(y[i]) * sum;
      });
}

}  // namespace

template <typename T>
std::vector<Peer<T>> fastmath_peers() {
  Table<T> table;
  add_rectified(table);
  add_exponential(table);
  add_sigmoidal(table);
  add_gated(table);
  add_lines(table);
  table.times_second("swiglu", EIGENACT_OF_X(x * sigmoid(x)));
  return table.peers();
}

template std::vector<Peer<float>> fastmath_peers();
template std::vector<Peer<double>> fastmath_peers();

}  // namespace eigenact::peers
