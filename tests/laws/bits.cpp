// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Precise has the same bits from every compiler and for every instruction set: a hash of its
// results for fixed inputs, against tests/reproducibility/precise_hashes.txt.
#include <algorithm>
#include <fstream>
#include <iomanip>
#include <map>
#include <sstream>

#include "../reproducibility/hash.hpp"
#include "../support/options.hpp"
#include "law.hpp"

using namespace eigenact_test;

namespace {

Numbers all_patterns(const Format& format) {
  Numbers x;
  for (std::uint32_t bits = 0; bits < 0x10000; ++bits) {
    const std::uint32_t sign = bits >> 15, field = (bits & 0x7FFF) >> (format.digits - 1),
                        fraction = bits & ((1U << (format.digits - 1)) - 1);
    const std::uint32_t last = (1U << (16 - format.digits)) - 1;
    const int exponent = std::max<int>(static_cast<int>(field), 1) + format.min_exponent - 2;
    const double hidden = field > 0 ? 1 : 0,
                 size = std::ldexp(hidden + std::ldexp(fraction, 1 - format.digits), exponent);
    const double infinity = std::numeric_limits<double>::infinity();
    const double magnitude = field < last ? size : fraction == 0 ? infinity : std::nan("");
    x.push_back(sign != 0 ? -magnitude : magnitude);
  }
  return x;
}

Numbers inputs(const Subject& subject) {
  if (subject.format.digits < 24) return all_patterns(subject.format);
  if (subject.format.digits == 53) return fixed_inputs<double, std::uint64_t>(5120, 760);
  const auto floats = fixed_inputs<float, std::uint32_t>(20480, 110);
  return {floats.begin(), floats.end()};
}

/// Whether x and y are 0 or within 2^-960..2^960: elsewhere lanes of double-double are computed in
/// plain double, and what they give depends on whether the target has fused operations.
bool is_usual(double x, double y) {
  const auto fits = [](double number) {
    return number == 0 || (std::abs(number) >= 0x1p-960 && std::abs(number) < 0x1p960);
  };
  return fits(x) && fits(y);
}

std::uint64_t bits(const Subject& subject, double y) {
  return subject.format.digits == 53 ? bits_of(y) : bits_of(static_cast<float>(y));
}

/// "gelu float" and its line in the file.
using Lines = std::map<std::string, std::string>;

std::string line(const std::string& name, const std::vector<std::uint64_t>& hashes) {
  std::ostringstream text;
  text << name << std::hex << std::setfill('0');
  for (std::uint64_t hash : hashes) text << ' ' << std::setw(16) << hash;
  return text.str();
}

/// The lines of a subject: of all results and, in double, of the usual ones.
void add_lines(const Subject& subject, Lines& lines) {
  const Numbers x = inputs(subject);
  std::vector<std::uint64_t> all, usual;
  for (Quantity quantity : {Quantity::kValue, Quantity::kDerivative, Quantity::kSecondDerivative}) {
    const Numbers y = subject.array(quantity, x, 0);
    Hash of_all, of_usual;
    for (std::size_t i = 0; i < y.size(); ++i) {
      of_all.add(bits(subject, y[i]));
      of_usual.add(is_usual(x[i], y[i]) ? bits(subject, y[i]) : 0);
    }
    all.push_back(of_all.value());
    usual.push_back(of_usual.value());
  }
  const std::string name = subject.name + " " + subject.scalar;
  lines[name] = line(name, all);
  if (subject.format.digits == 53) lines[name + "-usual"] = line(name + "-usual", usual);
}

/// The 16-bit floats are those of float, rounded: a few activations show the rounding.
bool is_hashed(const Subject& subject, const TestedActivation& activation) {
  const std::string few[] = {"elu", "gelu", "mish", "relu", "sin", "tanh"};
  return subject.precise && subject.parameters == activation.subjects.front().parameters &&
         (subject.format.digits >= 24 ||
          std::find(std::begin(few), std::end(few), subject.name) != std::end(few));
}

Lines computed_lines() {
  Lines lines;
  for (const TestedActivation& activation : tested_activations())
    for (const Subject& subject : activation.subjects)
      if (is_hashed(subject, activation)) add_lines(subject, lines);
  return lines;
}

Lines recorded_lines() {
  std::ifstream file(EIGENACT_HASHES);
  Lines lines;
  for (std::string text; std::getline(file, text);)
    lines[text.substr(0, text.find(' ', text.find(' ') + 1))] = text;
  return lines;
}

// Without a fused operation only the usual results of double are promised.
bool is_promised(const std::string& name) {
  return kHasFma || name.substr(name.find(' ')) != " double";
}

}  // namespace

TEST_CASE("the bits of Precise are the recorded ones", "[bits]") {
  const Lines computed = computed_lines();
  if (options().record) {
    std::ofstream file(EIGENACT_HASHES);
    for (const auto& [name, text] : computed) file << text << "\n";
    CHECK(file.good());
  }
  const Lines recorded = recorded_lines();
  REQUIRE(!recorded.empty());
  for (const auto& [name, text] : computed) {
    const auto found = recorded.find(name);
    if (found == recorded.end())
      WARN("new: " << text << " (cmake --build <folder> --target renew_hashes records it)");
    else if (is_promised(name))
      CHECK(text == found->second);
  }
}
