// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Activations that are wrong in one way each. The laws must reject every one: wrong.cmake names the
// law.
#include <eigenact/elementwise/leaky_relu.hpp>
#include <eigenact/elementwise/relu.hpp>
#include <eigenact/elementwise/sigmoid.hpp>
#include <eigenact/elementwise/softsign.hpp>
#include <eigenact/elementwise/tanh.hpp>

#include "../support/make_subject.hpp"
#include "../support/options.hpp"

namespace eigenact::formula {

struct EightUlpOff : Sigmoid {
  template <typename V>
  static V value(const V& x) {
    return math::sigmoid(x) * V(1 + 0x1p-20);
  }
};

struct TailLost : Sigmoid {  // y (1 - y), as everybody writes it
  template <typename V>
  static V derivative(const V& x) {
    const V y = math::sigmoid(x);
    return select(x > V(20), V(0), y * (V(1) - y));
  }
};

struct SecondDerivativeOfOtherSign : Tanh {
  template <typename V>
  static V second_derivative(const V& x) {
    return -Tanh::second_derivative(x);
  }
};

struct NanLost : ReLU {
  template <typename V>
  static V value(const V& x) {
    return select(x > V(0), x, V(0));
  }
};

struct OtherKink : ReLU {
  template <typename V>
  static V derivative(const V& x) {
    return math::nan_as(x, select(x >= V(0), V(1), V(0)));
  }
};

struct InfinityOverInfinity : Softsign {
  template <typename V>
  static V value(const V& x) {
    return x / (V(1) + math::abs(x));
  }
};

struct ZeroWithoutSign : Tanh {
  template <typename V>
  static V value(const V& x) {
    return math::tanh(x) + V(0);
  }
};

struct GradientOfOtherSign : LeakyReLU {
  template <typename V>
  static auto parameter_gradients(const V& x, const V&) {
    return gradients(math::abs(math::min(x, V(0))));
  }
};

struct OutputFormWrong : Tanh {
  template <typename V>
  static V derivative_from_output(const V& y) {
    return V(1) - y * y * y;
  }
};

struct BitsByPosition : Tanh {
  static constexpr Facts facts = Tanh::facts;
  template <typename V>
  static V value(const V& x) {
    const V y = math::tanh(x);
    if constexpr (V::size > simd::lane_size<float>) return y + y * V(0x1p-23);
    return y;
  }
};

struct DerivativeOfAnother : Tanh {  // right to 1 %, which no bound in ULP of a tail needs to see
  template <typename V>
  static V derivative(const V& x) {
    return Tanh::derivative(x) * V(1.01);
  }
};

}  // namespace eigenact::formula

namespace eigenact_test {

namespace {

template <typename Formula>
void add_if(std::vector<Subject>& all, const char* name, const std::string& wanted) {
  if (wanted != name) return;
  all.push_back(make_subject<Formula, float, eigenact::Fast>({}));
  all.push_back(make_subject<Formula, double, eigenact::Fast>({}));
}

}  // namespace

const std::vector<TestedActivation>& tested_activations() {
  static const std::vector<TestedActivation> all = [] {
    const std::string& name = options().activation;
    std::vector<Subject> chosen;
#define EIGENACT_WRONG(Formula) add_if<eigenact::formula::Formula>(chosen, #Formula, name)
    EIGENACT_WRONG(EightUlpOff);
    EIGENACT_WRONG(TailLost);
    EIGENACT_WRONG(SecondDerivativeOfOtherSign);
    EIGENACT_WRONG(NanLost);
    EIGENACT_WRONG(OtherKink);
    EIGENACT_WRONG(InfinityOverInfinity);
    EIGENACT_WRONG(ZeroWithoutSign);
    EIGENACT_WRONG(GradientOfOtherSign);
    EIGENACT_WRONG(OutputFormWrong);
    EIGENACT_WRONG(BitsByPosition);
    EIGENACT_WRONG(DerivativeOfAnother);
    EIGENACT_WRONG(Tanh);  // and a right one, which they must accept
#undef EIGENACT_WRONG
    std::vector<Subject> edges;
    for (const Subject& subject : chosen)
      if (!subject.parameters.empty()) edges.push_back(subject);
    return std::vector<TestedActivation>{{chosen, edges}};
  }();
  return all;
}

}  // namespace eigenact_test
