// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/draws.hpp>
#include <eigenact/core/expansion.hpp>
#include <eigenact/math/half_turns.hpp>

namespace eigenact {

/// Where the parameters of STAF start: Omega in [0, 30), Phi in [-pi, pi), C = sign(s) sqrt|s| with
/// s of a Laplace distribution around 0.
enum class StafInit {
  paper,  ///< scale 1 / (2 terms) of s, as published: the variance of the output is 1/4
  exact,  ///< scale 2 / terms: the output is N(0, 1) where terms are many
  seed    ///< all parameters N(0, 1), as tutorials have it
};

namespace formula {

/// STAF, a sum of sines with trained amplitudes C, frequencies Omega and phases Phi.
/// Error of float (Fast): 3 units of 2^-24 (without FMA 4) and half a unit per term, relative to
/// sum |C|, whatever the size of Omega x; derivative and gradients of C and Phi alike, relative to
/// their terms. NaN at infinity, whatever the parameters. Products of parameters that overflow
/// count as the largest number. Parameters: all C, all Omega, all Phi.
/// Source: Morsali et al. 2025, arXiv:2502.00869.
class STAF : public core::Basis<STAF> {
 public:
  static constexpr Facts facts = Facts("staf")
                                     .formula("sum of C_i * sin(Omega_i * x + Phi_i)")
                                     .reference("Morsali et al. 2025, arXiv:2502.00869")
                                     .oscillating();

  /// @param terms  1 to 65536
  /// @param seed   of the initial parameters
  explicit STAF(int terms = 5, core::Seed seed = 0, StafInit init = StafInit::paper)
      : terms_(core::checked_size(facts.name(), "terms", terms, 1, core::kMostTerms)),
        seed_(seed),
        init_(init) {}

  core::Seed seed() const { return seed_; }
  StafInit init() const { return init_; }
  static constexpr bool spreads_nan = true;
  int parameter_count() const { return 3 * terms_; }
  std::vector<std::string> parameter_names() const {
    std::vector<std::string> names;
    for (const char* prefix : {"C", "Omega", "Phi"}) core::append_names(names, prefix, 1, terms_);
    return names;
  }
  std::string text() const {
    std::string sum;
    for (int i = 1; i <= terms_; ++i) {
      const std::string n = std::to_string(i);
      sum += (i > 1 ? " + C" : "C") + n + " * sin(Omega" + n + " * x + Phi" + n + ")";
    }
    return sum;
  }

  Eigen::ArrayXd initial() const {
    constexpr double highest_frequency = 30;  // omega_0 of the paper
    core::Draws random(seed_);
    Eigen::ArrayXd p(parameter_count());
    for (int i = 0; i < terms_; ++i) {
      if (init_ == StafInit::seed) {
        for (int j : {i, terms_ + i, 2 * terms_ + i}) p(j) = random.normal();
      } else {
        const double s = random.laplace(init_ == StafInit::paper ? 0.5 / terms_ : 2.0 / terms_);
        p(i) = std::copysign(std::sqrt(std::abs(s)), s);
        p(terms_ + i) = highest_frequency * random.uniform();
        p(2 * terms_ + i) = math::pi.hi * (2 * random.uniform() - 1);
      }
    }
    return p;
  }

  // reach, then for each term: angle, C, C Omega, C Omega^2
  int table_size() const { return 1 + kTermSize * terms_; }
  template <typename T>
  void prepare(const double* p, T* table) const {
    double highest = 0;
    for (int i = 0; i < terms_; ++i) {
      T* term = table + 1 + kTermSize * i;
      const double frequency = p[terms_ + i];
      math::make_angle(frequency, p[2 * terms_ + i], term);
      term[kAmplitude] = static_cast<T>(p[i]);
      term[kAmplitude + 1] = core::in_range<T>(p[i] * frequency);
      term[kAmplitude + 2] = core::in_range<T>(p[i] * frequency * frequency);
      highest = std::max(highest, std::abs(frequency));
    }
    table[0] = math::reach<T>(highest);
  }

  template <typename V, typename T>
  EIGENACT_INLINE V value(const V& x, const T* table) const {
    return weighted_sines(x, table, 0);
  }
  template <typename V, typename T, typename Sums>
  EIGENACT_INLINE ValueAndSlope<V> jet(const V& x, const T* table, const Sums& sums) const {
    return math::in_reach(x, table[0], [&](const V& nearby, auto far_out) {
      ValueAndSlope<V> sum{V(0), V(0)};
      for (int i = 0; i < terms_; ++i) {
        const T* term = table + 1 + kTermSize * i;
        const math::Wave<V, decltype(far_out)::value> wave(nearby, term);
        const V s = wave.sin(), c = wave.cos();
        sum.value = mul_add(V(term[kAmplitude]), s, sum.value);
        sum.derivative = mul_add(V(term[kAmplitude + 1]), c, sum.derivative);
        sums(i, s);
        sums(terms_ + i, V(nearby * c));
        sums(2 * terms_ + i, c);
      }
      return sum;
    });
  }
  template <typename V, typename T>
  EIGENACT_INLINE V second_derivative(const V& x, const T* table) const {
    return -weighted_sines(x, table, 2);
  }

  void finish(const double* p, const double* sums, double* gradients) const {
    for (int i = 0; i < terms_; ++i) {
      gradients[i] = sums[i];
      for (int j : {terms_ + i, 2 * terms_ + i}) gradients[j] = p[i] * sums[j];
    }
  }

 private:
  static constexpr int kAmplitude = math::kAngleSize, kTermSize = kAmplitude + 3;

  template <typename V, typename T>
  EIGENACT_INLINE V weighted_sines(const V& x, const T* table, int weight) const {
    return math::in_reach(x, table[0], [&](const V& nearby, auto far_out) {
      V sum(0);
      for (int i = 0; i < terms_; ++i) {
        const T* term = table + 1 + kTermSize * i;
        const math::Wave<V, decltype(far_out)::value> wave(nearby, term);
        sum = mul_add(V(term[kAmplitude + weight]), wave.sin(), sum);
      }
      return sum;
    });
  }

  int terms_;
  core::Seed seed_;
  StafInit init_;
};

}  // namespace formula
}  // namespace eigenact

EIGENACT_BASIS(STAF);
