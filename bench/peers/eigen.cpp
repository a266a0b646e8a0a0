// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Eigen's own expressions, one for each function, as a user writes them who knows what Eigen
// vectorises: min and max in place of select where that serves, a temporary array for what would be
// computed twice, and nothing that overflows.

#include <Eigen/Core>
#include <cmath>
#include <memory>
#include <unsupported/Eigen/SpecialFunctions>

#include "library.hpp"

namespace eigenact::peers {
namespace {

template <typename T>
using Array = Eigen::Array<T, Eigen::Dynamic, 1>;
template <typename T>
using In = Eigen::Map<const Array<T>>;
template <typename T>
using Out = Eigen::Map<Array<T>>;

template <typename T>
In<T> view(const T* data, std::size_t size) {
  return {data, static_cast<Eigen::Index>(size)};
}
template <typename T>
Out<T> view(T* data, std::size_t size) {
  return {data, static_cast<Eigen::Index>(size)};
}

// In the table x is the input, y the saved output, g the gradient.
#define EIGENACT_OF_X(expression) [=](auto& result, const auto& x) { result = expression; }
#define EIGENACT_OF_X_G(expression) \
  [=](auto& result, const auto& x, const auto& g) { result = expression; }
#define EIGENACT_OF_Y_G(expression) \
  [=](auto& result, const auto& y, const auto& g) { result = expression; }

template <typename T>
class Table {
 public:
  template <typename Forward, typename Backward>
  void from_input(const char* activation, Forward forward, Backward backward) {
    add_forward(activation, forward);
    library_.add(activation, Direction::kBackward, [backward](const Arrays<T>& a) -> Call {
      return [backward, result = view(a.y, a.size), x = view(a.x, a.size),
              g = view(a.gradient, a.size)]() mutable { backward(result, x, g); };
    });
  }

  template <typename Forward, typename Backward>
  void from_output(const char* activation, Forward forward, Backward backward) {
    add_forward(activation, forward);
    library_.add(activation, Direction::kBackward, [forward, backward](const Arrays<T>& a) -> Call {
      const auto saved = std::make_shared<Array<T>>();
      forward(*saved, view(a.x, a.size));
      return [backward, saved, result = view(a.y, a.size), g = view(a.gradient, a.size)]() mutable {
        backward(result, *saved, g);
      };
    });
  }

  /// The second operand stands where the gradient would.
  template <typename Forward>
  void of_two(const char* activation, Forward forward) {
    library_.add(activation, Direction::kForward, [forward](const Arrays<T>& a) -> Call {
      return [forward, result = view(a.y, a.size), x = view(a.x, a.size),
              g = view(a.gradient, a.size)]() mutable { forward(result, x, g); };
    });
  }

  std::vector<Peer<T>> peers() const { return library_.peers(); }

 private:
  static std::string version() {
    return std::to_string(EIGEN_WORLD_VERSION) + "." + std::to_string(EIGEN_MAJOR_VERSION) + "." +
           std::to_string(EIGEN_MINOR_VERSION);
  }

  template <typename Forward>
  void add_forward(const char* activation, Forward forward) {
    library_.add(activation, Direction::kForward, [forward](const Arrays<T>& a) -> Call {
      return [forward, result = view(a.y, a.size), x = view(a.x, a.size)]() mutable {
        forward(result, x);
      };
    });
  }

  Library<T> library_{"eigen_tuned", version()};
};

template <typename T>
constexpr T number(double value) {
  return static_cast<T>(value);
}

template <typename T>
void add_rectified(Table<T>& table) {
  const T zero(0), half(0.5), one(1), three(3), six(6);
  const T slope = number<T>(0.01), third = number<T>(1.0 / 3), sixth = number<T>(1.0 / 6);
  table.from_output("relu", EIGENACT_OF_X(x.max(zero)), EIGENACT_OF_Y_G((y > zero).select(g, y)));
  table.from_input("leaky_relu", EIGENACT_OF_X(x.max(slope * x)),
                   EIGENACT_OF_X_G((x > zero).select(g, slope * g)));
  table.from_input("hardsigmoid", EIGENACT_OF_X((x * sixth + half).max(zero).min(one)),
                   EIGENACT_OF_X_G((x.abs() < three).select(sixth * g, zero * g)));
  table.from_input("hardswish", EIGENACT_OF_X(x * (x + three).max(zero).min(six) * sixth),
                   EIGENACT_OF_X_G((x < three).select(
                       (x > -three).select(g * (x * third + half), zero * g), g)));
}

template <typename T>
void add_exponential(Table<T>& table) {
  const T zero(0), one(1);
  const T lambda = number<T>(1.0507009873554804934);
  const T lambda_alpha = number<T>(1.7580993408473768600);
  const auto elu = EIGENACT_OF_X(x.max(zero) + x.min(zero).expm1());
  const auto elu_backward = EIGENACT_OF_Y_G(g * (y.min(zero) + one));
  table.from_output("elu", elu, elu_backward);
  table.from_output("celu", elu, elu_backward);
  table.from_output("selu",
                    EIGENACT_OF_X(lambda * x.max(zero) + lambda_alpha * x.min(zero).expm1()),
                    EIGENACT_OF_Y_G((y > zero).select(lambda * g, g * (y + lambda_alpha))));
  table.from_output("exp", EIGENACT_OF_X(x.exp()), EIGENACT_OF_Y_G(g * y));
  table.from_input("sin", EIGENACT_OF_X(x.sin()), EIGENACT_OF_X_G(g * x.cos()));
}

template <typename T>
void add_sigmoidal(Table<T>& table) {
  const T zero(0), one(1);
  table.from_output("sigmoid", EIGENACT_OF_X(x.logistic()), EIGENACT_OF_Y_G(g * y * (one - y)));
  table.from_output("tanh", EIGENACT_OF_X(x.tanh()), EIGENACT_OF_Y_G(g * (one - y.square())));
  table.from_input("softsign", EIGENACT_OF_X(x / (one + x.abs())),
                   EIGENACT_OF_X_G(g / (one + x.abs()).square()));
  table.from_input("softplus", EIGENACT_OF_X(x.max(zero) + (-x.abs()).exp().log1p()),
                   EIGENACT_OF_X_G(g * x.logistic()));
  table.from_input("log_sigmoid", EIGENACT_OF_X(x.min(zero) - (-x.abs()).exp().log1p()),
                   EIGENACT_OF_X_G(g * (-x).logistic()));
}

// n / (n + 2) with n = e (e + 2) is tanh(log(1 + e)), e = e^x; beyond the limit it rounds to 1 in
// float and in double.
template <typename T>
void add_mish(Table<T>& table) {
  const T one(1), two(2), limit(20);
  const auto value = [=](auto& result, const auto& x) {
    const Array<T> e = x.min(limit).exp();
    result = x * e * (e + two) / (e * (e + two) + two);
  };
  table.from_input("mish", value, [=](auto& result, const auto& x, const auto& g) {
    const Array<T> e = x.min(limit).exp();
    const Array<T> t = e * (e + two) / (e * (e + two) + two);
    result = g * (t + x * (one - t.square()) * e / (one + e));
  });
}

template <typename T>
void add_gated(Table<T>& table) {
  const T half(0.5), one(1), three(3);
  const T root_half = number<T>(0.70710678118654752440);
  const T density = number<T>(0.39894228040143267794);  // 1 / sqrt(2 pi)
  const T root_2_pi = number<T>(0.79788456080286535588), cubic = number<T>(0.044715);
  table.from_input("silu", EIGENACT_OF_X(x * x.logistic()),
                   [=](auto& result, const auto& x, const auto& g) {
                     const Array<T> s = x.logistic();
                     result = g * s * (one + x * (one - s));
                   });
  table.from_input("gelu", EIGENACT_OF_X(half * x * (one + (root_half * x).erf())),
                   EIGENACT_OF_X_G(g * (half * (one + (root_half * x).erf()) +
                                        density * x * (-half * x.square()).exp())));
  const auto value = EIGENACT_OF_X(half * x * (one + (root_2_pi * (x + cubic * x.cube())).tanh()));
  table.from_input("gelu_tanh", value, [=](auto& result, const auto& x, const auto& g) {
    const Array<T> t = (root_2_pi * (x + cubic * x.cube())).tanh();
    result = half * g *
             (one + t + x * (one - t.square()) * (root_2_pi * (one + three * cubic * x.square())));
  });
  add_mish(table);
}

// One line after the other, so that it stays in the cache.
template <typename T>
void add_lines(Table<T>& table) {
  constexpr auto line = static_cast<Eigen::Index>(kLine);
  const auto of_lines = [](auto f) {
    return [f](auto& result, const auto& x, const auto&... g) {
      result.resize(x.size());
      for (Eigen::Index i = 0; i < x.size(); i += line) {
        auto y = result.segment(i, line);
        f(y, x.segment(i, line), g.segment(i, line)...);
      }
    };
  };
  table.from_output("softmax", of_lines([](auto& y, const auto& x) {
                      y = (x - x.maxCoeff()).exp();
                      y *= 1 / y.sum();
                    }),
                    of_lines([](auto& result, const auto& y, const auto& g) {
                      result = y * (g - (y * g).sum());
                    }));
  table.from_output(
      "log_softmax", of_lines([](auto& y, const auto& x) {
        const T greatest = x.maxCoeff();
        y = x - (greatest + std::log((x - greatest).exp().sum()));
      }),
      of_lines([](auto& result, const auto& y, const auto& g) { result = g - y.exp() * g.sum(); }));
}

}  // namespace

template <typename T>
std::vector<Peer<T>> eigen_peers() {
  Table<T> table;
  add_rectified(table);
  add_exponential(table);
  add_sigmoidal(table);
  add_gated(table);
  add_lines(table);
  table.of_two("swiglu", EIGENACT_OF_X_G(x * x.logistic() * g));
  return table.peers();
}

template std::vector<Peer<float>> eigen_peers();
template std::vector<Peer<double>> eigen_peers();

}  // namespace eigenact::peers
