// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <stdexcept>

#include "../support/basis_reference.hpp"
#include "../support/points.hpp"
#include "family_subjects.hpp"

namespace eigenact_test {
namespace {

constexpr const char* kParameterSets[] = {"the initial parameters", "parameters near them",
                                          "parameters further from them"};
constexpr const char* kQuantities[] = {"value", "derivative", "parameter gradient"};

/// Arguments: uniform in [-1, 1], [-3, 3] and [-30, 30], and of sizes from 2^-40 to 2^10.
Numbers arguments(const Format& format, std::size_t count) {
  std::mt19937_64 generator(20261203);
  Numbers x;
  const auto uniform = [&](double lowest, double highest) {
    return std::uniform_real_distribution<double>(lowest, highest)(generator);
  };
  for (const double half : {1., 3., 30.})
    for (std::size_t i = 0; i < count; ++i) x.push_back(round_to(uniform(-half, half), format));
  for (std::size_t i = 0; i < count; ++i) {
    const double size = std::exp2(uniform(-40, 10));
    x.push_back(round_to(i % 2 == 0 ? size : -size, format));
  }
  return x;
}

/// A structure with some parameters, and what is exact: Fast and Precise share it.
struct Known {
  std::string what;
  Numbers parameters, x;
  Numbers summed, g;  ///< arguments of sums and the gradients there
  std::vector<SizedSum> value, derivative, slopes;
};

/// Whether rounding may put x on the other side of a knot, where the derivative jumps.
bool is_next_to_knot(const BasisReference& reference, const Format& format, double x) {
  const double step = std::ldexp(std::abs(x) + 4, 3 - format.digits);
  const auto slope = [&](double at) {
    return reference.quantity(Quantity::kDerivative, at).exact.to_double();
  };
  const double left = slope(x - step), right = slope(x + step);
  return std::abs(left - right) > 1e-9 * (std::abs(left) + std::abs(right));
}

/// Raises the sizes to that of the largest number in [-3, 3].
void raise_sizes(std::vector<SizedSum>& sums, const Numbers& x) {
  double largest = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (std::abs(x[i]) <= 3) largest = std::max(largest, std::abs(sums[i].exact.to_double()));
  for (SizedSum& sum : sums) sum.size = std::max(sum.size, largest);
}

Known known(const Expanded& f, const std::string& what, const Numbers& parameters,
            std::size_t count) {
  constexpr std::size_t in_a_sum = 5;  // every 5th argument
  const bool is_float = f.format.digits == 24;
  const BasisReference reference(f.name, f.formula, f.parameter_names, parameters, is_float);
  Known result{what, parameters, arguments(f.format, count), {}, {}, {}, {}, {}};
  if (f.name == "piecewise_linear")
    result.x.erase(
        std::remove_if(result.x.begin(), result.x.end(),
                       [&](double x) { return is_next_to_knot(reference, f.format, x); }),
        result.x.end());
  for (const double x : result.x) {
    result.value.push_back(reference.quantity(Quantity::kValue, x));
    result.derivative.push_back(reference.quantity(Quantity::kDerivative, x));
  }
  raise_sizes(result.value, result.x);
  raise_sizes(result.derivative, result.x);
  std::mt19937_64 generator(20261204);
  std::normal_distribution<double> normal;
  for (std::size_t i = 0; i < std::min(3 * count, result.x.size());
       i += in_a_sum) {  // not those whose terms dwarf the rest
    result.summed.push_back(result.x[i]);
    result.g.push_back(round_to(normal(generator), f.format));
  }
  for (std::size_t p = 0; p < parameters.size(); ++p)
    result.slopes.push_back(
        reference.parameter_gradient(static_cast<int>(p), result.summed, result.g));
  return result;
}

using RowMap = std::map<std::string, Row>;

void add(RowMap& rows, const Expanded& f, const Known& known) {
  const auto limit = basis_units(f.format.digits == 24, f.is_precise);
  const auto row = [&](const char* quantity) -> Row& {
    Row fresh = empty_row(f.name, f.format, f.is_precise, quantity, limit);
    return rows.emplace(fresh.scalar + fresh.tier + quantity, fresh).first->second;
  };
  if (const std::string sentence = f.set_parameters(known.parameters); !sentence.empty())
    throw std::runtime_error(sentence);
  const auto compare = [&](Row& into, const Numbers& computed, const std::vector<SizedSum>& exact,
                           const auto& input) {
    for (std::size_t i = 0; i < computed.size(); ++i)
      measure(into, computed[i], exact[i].exact, exact[i].size, f.format,
              [&] { return input(i) + ", " + known.what; });
  };
  const auto at_x = [&](std::size_t i) { return "x = " + hexadecimal(known.x[i]); };
  compare(row(kQuantities[0]), f.array(Quantity::kValue, known.x), known.value, at_x);
  compare(row(kQuantities[1]), f.array(Quantity::kDerivative, known.x), known.derivative, at_x);
  compare(row(kQuantities[2]), f.parameter_gradient(known.summed, known.g), known.slopes,
          [&](std::size_t i) { return f.parameter_names[i]; });
}

}  // namespace

std::vector<Row> rows_of_expansions(std::vector<Expanded> all, const FamilySizes& sizes) {
  RowMap rows;
  std::map<std::string, Known> sample;  // by scalar type and text
  std::map<std::string, std::size_t> structures;
  for (Expanded& f : all) {
    const std::string key = std::to_string(f.format.digits) + f.formula;
    const std::size_t structure =
        structures.emplace(f.formula, structures.size() + 1).first->second;
    Numbers parameters = f.parameters;
    for (const char* set : kParameterSets) {
      auto& own = sample[key + set];
      if (own.x.empty())
        own = known(f, std::string(set) + " of structure " + std::to_string(structure), parameters,
                    sizes.arguments);
      add(rows, f, own);
      parameters = moved_parameters(parameters, f.format.digits == 24);
    }
  }
  std::vector<Row> result;
  for (auto& entry : rows) result.push_back(std::move(entry.second));
  return result;
}

}  // namespace eigenact_test
