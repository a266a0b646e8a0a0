// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <random>

#include "../support/gated_reference.hpp"
#include "../support/oracle.hpp"
#include "../support/points.hpp"
#include "family_subjects.hpp"

namespace eigenact_test {
namespace {

/// Pairs of operands, gradients to the results, and what is exact.
struct Pairs {
  Numbers a, b, g;
  std::vector<Reference> value, to_a, to_b;
  Numbers size_a,
      size_b;  ///< of the gradients: |exact| and the gradient to z times the other factor
};

/// Whether no factor is below the smallest normal number but 0, nor beyond the largest.
bool is_normal(double factor, const Format& format) {
  const double size = std::abs(factor);
  return size == 0 || (size >= format.smallest_normal() && size <= format.largest());
}

class Sampler {
 public:
  Sampler(const Gate& gate, unsigned seed)
      : gate_(gate),
        generator_(seed),
        oracle_(gate.formula, gate.parameter_names, gate.parameters),
        first_(gate.first.formula, gate.first.parameter_names, gate.first.parameters),
        second_(gate.second.formula, gate.second.parameter_names, gate.second.parameters) {}

  /// Of eight pairs five are of normal numbers with widths 1 and 8; in the others one operand or
  /// both are random bit patterns.
  Pairs pairs(std::size_t count) {
    Pairs result;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t kind = i % 8;
      const double a = kind >= 6 ? any() : normal(kind < 2 || kind == 4 ? 1 : 8),
                   b = kind == 5 || kind == 7 ? any() : normal(kind < 2 || kind == 3 ? 1 : 8);
      add(result, a, b, normal(1));
    }
    return result;
  }

 private:
  double normal(double width) {
    return round_to(std::normal_distribution<double>(0, width)(generator_), gate_.format);
  }
  double any() {
    const Format& f = gate_.format;
    std::uniform_int_distribution<int> exponent(f.min_exponent - 1, f.max_exponent - 1);
    std::uniform_real_distribution<double> fraction(1, 2);
    const double size = std::ldexp(fraction(generator_), exponent(generator_));
    return round_to(generator_() % 2 == 0 ? size : -size, f);
  }

  void add(Pairs& pairs, double a, double b, double g) {
    const double f = first_.value(a).to_double(), other = second_.value(b).to_double();
    const double term_a = std::abs(g * other), term_b = std::abs(g * f);
    for (const double factor : {f, other, g, term_a, term_b})
      if (!is_normal(factor, gate_.format)) return;
    pairs.a.push_back(a);
    pairs.b.push_back(b);
    pairs.g.push_back(g);
    pairs.value.push_back(oracle_.value(a, b).reference());
    const Real to_a = Real(g) * oracle_.derivative(a, b, 0),
               to_b = Real(g) * oracle_.derivative(a, b, 1);
    pairs.to_a.push_back(to_a.reference());
    pairs.to_b.push_back(to_b.reference());
    pairs.size_a.push_back(std::abs(to_a.to_double()) + term_a);
    pairs.size_b.push_back(std::abs(to_b.to_double()) + term_b);
  }

  const Gate& gate_;
  std::mt19937_64 generator_;
  GatedOracle oracle_;
  Oracle first_, second_;
};

void add_rows(std::vector<Row>& rows, const Gate& gate, const Pairs& pairs) {
  const auto row = [&](const char* quantity, double limit, const Numbers& computed,
                       const std::vector<Reference>& exact, const Numbers& sizes) {
    rows.push_back(empty_row(gate.name, gate.format, gate.is_precise, quantity, limit));
    for (std::size_t i = 0; i < computed.size(); ++i)
      measure(rows.back(), computed[i], exact[i], sizes[i], gate.format, [&] {
        return "a = " + hexadecimal(pairs.a[i]) + ", b = " + hexadecimal(pairs.b[i]);
      });
  };
  row("value", gated_bound(gate.format, gate.is_precise), gate.value(pairs.a, pairs.b), pairs.value,
      Numbers(pairs.a.size(), 0));
  const auto [to_a, to_b] = gate.backward(pairs.a, pairs.b, pairs.g);
  row("gradient to a", kGatedSlopeUnits, to_a, pairs.to_a, pairs.size_a);
  row("gradient to b", kGatedSlopeUnits, to_b, pairs.to_b, pairs.size_b);
}

}  // namespace

std::vector<Row> rows_of_gates(const std::vector<Gate>& gates, const FamilySizes& sizes) {
  std::vector<Row> rows;
  int digits = 0;
  Pairs pairs;
  for (const Gate& gate : gates) {
    if (gate.format.digits != digits) pairs = Sampler(gate, 20261202).pairs(sizes.pairs);
    digits = gate.format.digits;
    add_rows(rows, gate, pairs);
  }
  return rows;
}

}  // namespace eigenact_test
