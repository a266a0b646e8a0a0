// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/draws.hpp>
#include <eigenact/core/expansion.hpp>
#include <eigenact/math/half_turns.hpp>

namespace eigenact::formula {

/// A Fourier series with trained coefficients and base frequency: one sine and one cosine per
/// element, the harmonics from their products.
/// Error of float (Fast): 5 K + 16 units of 2^-24, relative to |a| + sum |b| + |c|, as the error of
/// the one sine and cosine is multiplied by the harmonic's number; derivative and gradients alike,
/// relative to their terms.
/// NaN at infinity, whatever the parameters. Products of parameters that overflow count as the
/// largest number. Parameters: a, all b, all c, d.
/// Source: Liao 2020, arXiv:2004.13271.
class Fourier : public core::Basis<Fourier> {
 public:
  static constexpr Facts facts =
      Facts("fourier")
          .formula("a + sum of b_k * cos(k * d * x) + c_k * sin(k * d * x)")
          .reference("Liao 2020, arXiv:2004.13271")
          .oscillating();

  /// @param harmonics  1 to 65536
  /// @param seed       of the initial b and c, which are N(0, 0.01); a starts at 0, d at 1
  explicit Fourier(int harmonics = 5, core::Seed seed = 0)
      : harmonics_(core::checked_size(facts.name(), "harmonics", harmonics, 1, core::kMostTerms)),
        seed_(seed) {}

  core::Seed seed() const { return seed_; }
  static constexpr bool spreads_nan = true;
  int parameter_count() const { return 2 * harmonics_ + 2; }
  std::vector<std::string> parameter_names() const {
    std::vector<std::string> names = {"a"};
    core::append_names(names, "b", 1, harmonics_);
    core::append_names(names, "c", 1, harmonics_);
    names.emplace_back("d");
    return names;
  }
  std::string text() const {
    std::string sum = "a";
    for (int k = 1; k <= harmonics_; ++k) {
      const std::string n = std::to_string(k), angle = "(" + n + " * d * x)";
      sum += " + b" + n + " * cos" + angle + " + c" + n + " * sin" + angle;
    }
    return sum;
  }

  Eigen::ArrayXd initial() const {
    core::Draws random(seed_);
    Eigen::ArrayXd p = Eigen::ArrayXd::Zero(parameter_count());
    for (int i = 1; i <= 2 * harmonics_; ++i) p(i) = 0.1 * random.normal();
    p(parameter_count() - 1) = 1;
    return p;
  }

  // The harmonics are taken in blocks of nine: with c, s the cosine and the sine of the one in the
  // middle, those j before and after it are c cos(j d x) -+ s sin(j d x) and so on. So a block
  // costs one multiplication for each weight, and the error does not grow from harmonic to
  // harmonic. Table: reach, the angle, d, then for f, f' / d and f'' / d^2 the blocks.
  int table_size() const { return kBlocks + 3 * series_size(); }
  template <typename T>
  void prepare(const double* p, T* table) const {
    const double d = p[2 * harmonics_ + 1];
    table[0] = math::reach<T>(std::abs(d));
    math::make_angle(d, 0, table + 1);
    table[kFrequency] = static_cast<T>(d);
    const auto b = [&](int k) { return k <= harmonics_ ? p[k] : 0; };
    const auto c = [&](int k) { return 0 < k && k <= harmonics_ ? p[harmonics_ + k] : 0; };
    T* const blocks = table + kBlocks;
    fold(b, c, blocks);
    const auto bend = [](int k, double weight) {
      return -core::in_range<double>(k * (k * weight));
    };
    fold([&](int k) { return core::in_range<double>(k * c(k)); },
         [&](int k) { return core::in_range<double>(-k * b(k)); }, blocks + series_size());
    fold([&](int k) { return bend(k, b(k)); }, [&](int k) { return bend(k, c(k)); },
         blocks + 2 * series_size());
  }

  template <typename V, typename T>
  EIGENACT_INLINE V value(const V& x, const T* table) const {
    return math::in_reach(x, table[0], [&](const V& nearby, auto far_out) {
      return series(harmonics(nearby, table, far_out), table, 0);
    });
  }
  template <typename V, typename T, typename Sums>
  EIGENACT_INLINE ValueAndSlope<V> jet(const V& x, const T* table, const Sums& sums) const {
    return math::in_reach(x, table[0], [&](const V& nearby, auto far_out) {
      const auto h = harmonics(nearby, table, far_out);
      auto middle = h.turns[kHalf];
      for (int i = 0; i < series_size(); i += kBlockSize) {
        sums(i, middle.cosine);
        sums(i + 1, middle.sine);
        for (int j = 1; j <= kHalf; ++j) {
          const auto& turn = h.turns[static_cast<std::size_t>(j)];
          sums(i + 4 * j - 2, V(middle.cosine * turn.cosine));
          sums(i + 4 * j - 1, V(middle.cosine * turn.sine));
          sums(i + 4 * j, V(middle.sine * turn.cosine));
          sums(i + 4 * j + 1, V(middle.sine * turn.sine));
        }
        middle = middle * h.step;
      }
      const V slope = series(h, table, 1);
      sums(series_size(), V(nearby * slope));
      return ValueAndSlope<V>{series(h, table, 0), V(V(table[kFrequency]) * slope)};
    });
  }
  template <typename V, typename T>
  EIGENACT_INLINE V second_derivative(const V& x, const T* table) const {
    return math::in_reach(x, table[0], [&](const V& nearby, auto far_out) {
      const V d(table[kFrequency]);
      return V(d * (d * series(harmonics(nearby, table, far_out), table, 2)));
    });
  }

  int sum_count() const { return series_size() + 1; }
  void finish(const double* /*parameters*/, const double* sums, double* gradients) const {
    gradients[2 * harmonics_ + 1] = sums[series_size()];
    const auto set = [&](int k, double cosine, double sine) {
      if (k > harmonics_) return;
      gradients[k] = cosine;
      if (k > 0) gradients[harmonics_ + k] = sine;
    };
    for (int middle = kHalf; middle - kHalf <= harmonics_; middle += kBlock, sums += kBlockSize) {
      set(middle, sums[0], sums[1]);
      for (int j = 1; j <= kHalf; ++j) {
        const double* s = sums + 4 * j - 2;
        set(middle + j, s[0] - s[3], s[2] + s[1]);
        set(middle - j, s[0] + s[3], s[2] - s[1]);
      }
    }
  }

 private:
  static constexpr int kFrequency = 1 + math::kAngleSize, kBlocks = kFrequency + 1;
  static constexpr int kHalf = 4, kBlock = 2 * kHalf + 1, kBlockSize = 2 * kBlock;

  /// cos and sin of an angle; the product is that of the sum of the angles.
  template <typename V>
  struct Turn {
    V cosine, sine;
    friend EIGENACT_INLINE Turn operator*(const Turn& a, const Turn& b) {
      return {mul_add(a.cosine, b.cosine, -(a.sine * b.sine)),
              mul_add(a.sine, b.cosine, a.cosine * b.sine)};
    }
    EIGENACT_INLINE Turn doubled() const {
      const V twice = sine + sine;
      return {mul_add(-twice, sine, V(1)), twice * cosine};
    }
  };
  /// Those of 0, ..., kHalf times d x, and of a whole block.
  template <typename V>
  struct Turns {
    std::array<Turn<V>, kHalf + 1> turns;
    Turn<V> step;
  };

  template <typename V, typename T, typename Far>
  static EIGENACT_INLINE Turns<V> harmonics(const V& x, const T* table, Far) {
    const math::Wave<V, Far::value> wave(x, table + 1);
    Turns<V> h;
    h.turns[0] = {V(1), V(0)};
    h.turns[1] = {wave.cos(), wave.sin()};
    h.turns[2] = h.turns[1].doubled();
    h.turns[3] = h.turns[2] * h.turns[1];
    h.turns[4] = h.turns[2].doubled();
    h.step = h.turns[4].doubled() * h.turns[1];
    return h;
  }

  template <typename V, typename T>
  EIGENACT_INLINE V series(const Turns<V>& h, const T* table, int order) const {
    const T* weights = table + kBlocks + order * series_size();
    const T* const end = weights + series_size();
    auto middle = h.turns[kHalf];
    V sum(0);
    for (;;) {
      V with_cosine(weights[0]), with_sine(weights[1]);
      for (int j = 1; j <= kHalf; ++j) {
        const auto& turn = h.turns[static_cast<std::size_t>(j)];
        const T* const w = weights + 4 * j - 2;
        with_cosine = mul_add(V(w[1]), turn.sine, mul_add(V(w[0]), turn.cosine, with_cosine));
        with_sine = mul_add(V(w[3]), turn.sine, mul_add(V(w[2]), turn.cosine, with_sine));
      }
      sum = mul_add(middle.sine, with_sine, mul_add(middle.cosine, with_cosine, sum));
      weights += kBlockSize;
      if (weights == end) return sum;
      middle = middle * h.step;
    }
  }

  int series_size() const { return kBlockSize * (harmonics_ / kBlock + 1); }

  // The weights of the products from those of the cosines and sines.
  template <typename Cosines, typename Sines, typename T>
  void fold(const Cosines& b, const Sines& c, T* weights) const {
    for (int middle = kHalf; middle - kHalf <= harmonics_; middle += kBlock) {
      *weights++ = core::in_range<T>(b(middle));
      *weights++ = core::in_range<T>(c(middle));
      for (int j = 1; j <= kHalf; ++j) {
        *weights++ = core::in_range<T>(b(middle - j) + b(middle + j));
        *weights++ = core::in_range<T>(c(middle + j) - c(middle - j));
        *weights++ = core::in_range<T>(c(middle - j) + c(middle + j));
        *weights++ = core::in_range<T>(b(middle - j) - b(middle + j));
      }
    }
  }

  int harmonics_;
  core::Seed seed_;
};

}  // namespace eigenact::formula

EIGENACT_BASIS(Fourier);
