// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// How row-wise activations, gated units and basis expansions are measured: right results, rounded
// once, and the same with one that is wrong.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "../support/basis_reference.hpp"
#include "../support/catch.hpp"
#include "../support/gated_reference.hpp"
#include "../support/points.hpp"
#include "family_subjects.hpp"
#include "files.hpp"

using namespace eigenact_test;

namespace {

const FamilySizes kSmall = {1, 200, 20};
const Format kFloat = Format::float32();

double next(double x) { return std::nextafter(static_cast<float>(x), HUGE_VALF); }

/// Softmax, rounded once; `change` is called with all results and with all gradients.
Member softmax_member(const std::function<void(Table&)>& change_values,
                      const std::function<void(Table&)>& change_gradients) {
  Member m = member_of("softmax", "float, Fast", kFloat, false, true);
  m.forward = [m, change_values](const Table& x, Layout, double temperature) {
    Table y{kFloat, x.rows, 0, {}};
    for (; y.cols < x.cols; ++y.cols)
      for (const Sized& exact : exact_values(m, reals(x, y.cols), temperature))
        y.values.push_back(round_to(exact.exact.reference(), kFloat));
    change_values(y);
    return y;
  };
  m.backward = [m, change_gradients](const Table& y, const Table& g, Layout, double temperature) {
    Table gx{kFloat, y.rows, 0, {}};
    for (; gx.cols < y.cols; ++gx.cols)
      for (const Sized& exact :
           exact_slopes(m, {}, reals(y, gx.cols), reals(g, gx.cols), temperature))
        gx.values.push_back(round_to(exact.exact.reference(), kFloat));
    change_gradients(gx);
    return gx;
  };
  return m;
}
void nothing(Table&) {}
/// Five units more for the element 3 of the line 0 of lines of 17.
void five_more(Table& y) {
  if (y.rows != 17) return;
  for (int i = 0; i < 5; ++i) y.values[3] = next(y.values[3]);
}

void check_right(const Row& row) {
  CAPTURE(row.quantity, row.input);
  CHECK(row.statistics.max_ulp <= 0.5 + 1e-12);
  CHECK(row.statistics.inputs > 100);
  CHECK(complaint(row) == "");
}
void check_wrong(const Row& row, const std::string& begin, const std::string& place) {
  const std::string sentence = complaint(row);
  INFO(sentence);
  CHECK(sentence.rfind(begin, 0) == 0);
  CHECK(sentence.find(place) != std::string::npos);
  CHECK(sentence.find("above the limit") != std::string::npos);
}

/// a b of floats, of which one may be another.
Gate product(double at, double instead) {
  Gate gate;
  gate.name = "product";
  gate.formula = "a * b";
  gate.first.formula = gate.second.formula = "x";
  gate.format = kFloat;
  gate.is_precise = false;
  const auto times = [](const Numbers& a, const Numbers& b) {
    Numbers z;
    for (std::size_t i = 0; i < a.size(); ++i) z.push_back(round_to(a[i] * b[i], kFloat));
    return z;
  };
  gate.value = [=](const Numbers& a, const Numbers& b) {
    Numbers z = times(a, b);
    if (at >= 0) z[static_cast<std::size_t>(at)] *= instead;
    return z;
  };
  gate.backward = [=](const Numbers& a, const Numbers& b, const Numbers& g) {
    return std::pair(times(b, g), times(a, g));
  };
  return gate;
}

/// (x - 1)^2, whose terms cancel next to 1, rounded once.
Expanded parabola(bool is_wrong) {
  Expanded f;
  f.name = "parabola";
  f.formula = "c0 + c1 * x + c2 * x^2";
  f.parameter_names = {"c0", "c1", "c2"};
  f.parameters = {1, -2, 1};
  f.format = kFloat;
  f.is_precise = true;
  const auto p = std::make_shared<Numbers>(f.parameters);
  f.set_parameters = [p](const Numbers& values) {
    *p = values;
    return std::string();
  };
  f.array = [=](Quantity quantity, const Numbers& x) {
    Numbers y;
    for (const double z : x) {
      const double c0 = (*p)[0], c1 = (*p)[1], c2 = (*p)[2];
      y.push_back(round_to(quantity == Quantity::kValue ? c0 + z * (c1 + z * c2) : c1 + 2 * z * c2,
                           kFloat));
      // eight units of f = 15 where f itself is next to 0
      if (is_wrong && quantity == Quantity::kValue && std::abs(z - 1) < 0.05) y.back() += 0x1p-17;
    }
    return y;
  };
  f.parameter_gradient = [](const Numbers& x, const Numbers& g) {
    Numbers sums(3);
    for (std::size_t i = 0; i < x.size(); ++i) {
      sums[0] += g[i];
      sums[1] += g[i] * x[i];
      sums[2] += g[i] * x[i] * x[i];
    }
    for (double& sum : sums) sum = round_to(sum, kFloat);
    return sums;
  };
  return f;
}

}  // namespace

TEST_CASE("results that are rounded once have half a unit", "[families]") {
  for (const Row& row : rows_of_lines({softmax_member(nothing, nothing)}, kSmall)) check_right(row);
  for (const Row& row : rows_of_gates({product(-1, 0)}, kSmall)) check_right(row);
  const auto rows = rows_of_expansions({parabola(false)}, kSmall);
  REQUIRE(rows.size() == 3);
  for (const Row& row : rows) {
    CAPTURE(row.quantity, row.input);
    CHECK(row.statistics.max_ulp <= 0.5 + 1e-12);
    CHECK(complaint(row) == "");
  }
}

TEST_CASE("one wrong element of a line is found", "[families]") {
  const auto values = rows_of_lines({softmax_member(five_more, nothing)}, kSmall);
  check_wrong(values.at(0), "softmax, value, float Fast: ", "element 3 of 17 in line 0 of ");
  CHECK(values[0].statistics.max_ulp < 5.6);
  CHECK(complaint(values.at(1)) == "");
  const auto gradients = rows_of_lines({softmax_member(nothing,
                                                       [](Table& g) {
                                                         if (g.rows == 17) g.values[3] = kInfinity;
                                                       })},
                                       kSmall);
  CHECK(complaint(gradients.at(0)) == "");
  check_wrong(gradients.at(1), "softmax, gradient, float Fast: ", "element 3 of 17 in line 0 of ");
  CHECK(gradients[1].statistics.infinity_errors > 0);
}

TEST_CASE("one wrong result of a gated unit is found", "[families]") {
  const auto rows = rows_of_gates({product(17, 1 + 0x1p-19)}, kSmall);
  check_wrong(rows.at(0), "product, value, float Fast: ", "a = ");
  CHECK(complaint(rows.at(1)) == "");
  CHECK(rows_of_gates({product(17, std::nan(""))}, kSmall).at(0).statistics.nan_errors == 1);
}

TEST_CASE("the unit of an expansion is that of its terms", "[families]") {
  const BasisReference reference("parabola", "c0 + c1 * x + c2 * x^2", {"c0", "c1", "c2"},
                                 {1, -2, 1}, true);
  const SizedSum sum = reference.quantity(Quantity::kValue, 0.9375);
  CHECK(sum.exact.to_double() == 0.00390625);
  CHECK(sum.size == Approx(1 + 2 * 0.9375 + 0.9375 * 0.9375).epsilon(1e-14));
  const SizedSum slope = reference.quantity(Quantity::kDerivative, 0.5);
  CHECK(slope.exact.to_double() == -1);
  CHECK(slope.size == Approx(3).epsilon(1e-14));
  const SizedSum gradient = reference.parameter_gradient(1, {0.5, -2}, {1, 0.25});
  CHECK(gradient.exact.to_double() == 0);
  CHECK(gradient.size == 1);

  for (const Row& row : rows_of_expansions({parabola(true)}, kSmall)) {
    if (row.quantity == "value") {
      check_wrong(row, "parabola, value, float Precise: ", "the initial parameters of structure 1");
      CHECK(row.statistics.max_ulp < 9);  // of the result it would be thousands
    } else {
      CHECK(complaint(row) == "");
    }
  }
}

TEST_CASE("the gradient of a gated unit next to a kink and far out", "[families]") {
  GatedOracle relu("max(a, 0) * b", {}, {}), gtu("tanh(a) / (1 + exp(-b))", {}, {});
  for (const double a : {0x1p-140, 0x1p-1060, 1.0, 0x1p1000}) {
    CAPTURE(a);
    CHECK(relu.derivative(a, 3, 0).to_double() == 3);
    CHECK(relu.derivative(-a, 3, 0).to_double() == 0);
    CHECK(relu.derivative(a, 3, 1).to_double() == a);
  }
  CHECK(gtu.derivative(0x1p-1000, 0, 0).to_double() == Approx(0.5).epsilon(1e-15));
  CHECK(gtu.derivative(1, 0x1p-1000, 1).to_double() == Approx(std::tanh(1.) / 4).epsilon(1e-15));
}

TEST_CASE("activations of every family that are compiled in are measured", "[families]") {
  for (const auto& [name, count] :
       std::map<std::string, std::size_t>{{"log_sum_exp", 8}, {"bilinear", 12}, {"srelu", 12}}) {
    CAPTURE(name);
    const auto rows = family_activations().at(name).rows(kSmall);
    CHECK(rows.size() == count);
    for (const Row& row : rows) {
      CHECK(row.activation == name);
      CHECK(complaint(row) == "");
    }
  }
}

TEST_CASE("results of families have sections of their own", "[families]") {
  nlohmann::json results = {{"rows", nlohmann::json::array()}};
  const auto rows = rows_of_lines({softmax_member(five_more, nothing)}, kSmall);
  RunRecord record{"a machine", "a compiler", "-O2", "a command", {}, false};
  merge_results(results["families"]["rowwise"], "softmax", rows, record);
  merge_results(results["families"]["rowwise"], "softmax", rows, record);  // in place of the first
  CHECK(results["rows"].empty());
  const nlohmann::json& stored = results["families"]["rowwise"]["rows"];
  REQUIRE(stored.size() == 2);
  CHECK(row_from_json(stored[1]).input == rows[0].input);
  CHECK(to_json(row_from_json(stored[1])) == stored[1]);
  const std::string page = family_markdown(results);
  INFO(page);
  CHECK(page.find("\n## Row-wise activations\n") != std::string::npos);
  CHECK(page.find("`a command` on a machine, a compiler") != std::string::npos);
  CHECK(page.find("\n| softmax | value | 5.") != std::string::npos);
  CHECK(page.find(" of 4.0 |") != std::string::npos);
  CHECK(page.find("Gated") == std::string::npos);
  CHECK(family_markdown(nlohmann::json::object()).empty());
}
