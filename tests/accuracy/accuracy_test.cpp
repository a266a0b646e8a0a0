// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The program that measures accuracy, measured: its reference, its counts, its resumption.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>

#include "../support/catch.hpp"
#include "../support/points.hpp"
#include "block_reference.hpp"
#include "files.hpp"

using namespace eigenact_test;

namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

struct Formula {
  const char* text;
  std::vector<Subject::Kink> kinks = {};
  std::vector<std::string> roots = {};
};

Subject facts_of(const Formula& formula) {
  Subject facts;
  facts.name = facts.formula = formula.text;
  facts.kinks = formula.kinks;
  facts.derivative_roots = formula.roots;
  return facts;
}

// Tails that saturate (x tanh(exp(x)) at 1e38), quotients that would cancel, series near 0,
// oscillations, roots of derivatives, kinks.
const Formula kFormulas[] = {
    {"x / (1 + exp(-x))", {}, {"-1.278464542761073795109359"}},
    {"x * erfc(-x / sqrt(2)) / 2", {}, {"-0.7517915246935644574579"}},
    {"x * tanh(log1p(exp(x)))"},
    {"x * tanh(exp(x))"},
    {"x / (1 + exp(-2 * sqrt(2 / pi) * (x + 0.044715 * x^3)))"},
    {"min(x, 0) - log1p(exp(-abs(x)))"},
    {"x > 0 ? x : 1.5 * expm1(x)", {{"0", "1.5"}}},
    {"x - tanh(x)"},
    {"x / (1 + abs(x))", {{"0", "1"}}},
    {"x / sqrt(1 + 0.5 * x^2)"},
    {"x + sin(0.75 * x)^2 / 0.75"},
    {"-expm1(-exp(x))"},
    {"abs(x)^1.5", {{"0", "0"}}},
    {"x * erf(exp(x))"},
    {"2 * atan(tanh(x / 2)) + asinh(x)"},
    {"abs(x) > 0.5 && x != 3 ? sinh(x) : cosh(x) * sign(x)", {{"0.5", "0"}, {"-0.5", "0"}}},
    {"exp(-x^2)"}};

/// |x|, of which every float is right without rounding.
Activation absolute_value(std::vector<Candidate> candidates) {
  Activation activation;
  activation.facts = facts_of({"abs(x)", {{"0", "0"}}});
  activation.candidates = std::move(candidates);
  return activation;
}

/// |x| but for one input, where it is `wrong`; the derivative is right everywhere.
Candidate wrong_at(float input, float wrong) {
  Candidate candidate{"test", "", "abs", {}, {}};
  candidate.value = [=](const float* x, float* y, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i)
      y[i] = std::memcmp(x + i, &input, sizeof input) == 0 ? wrong : std::abs(x[i]);
  };
  candidate.derivative = [](const float* x, float* y, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i)
      y[i] = x[i] > 0 ? 1.0f : x[i] < 0 ? -1.0f : x[i] == 0 ? 0.0f : kNaN;
  };
  return candidate;
}

constexpr std::uint64_t kStride = 65536;  // its floats have 7 bits: 1.5, 2, +-0, +-inf, NaN

std::vector<SweepRow> swept(const Activation& activation, std::uint64_t stride = kStride) {
  SweepState state = make_sweep(activation, stride);
  SweepOptions options;
  options.threads = 2;
  run_sweep(activation, state, options);
  REQUIRE(state.finished());
  return state.rows;
}

Statistics value_of(const Candidate& candidate) {
  return swept(absolute_value({candidate})).at(0).statistics;
}

void check_clean(const Statistics& s) {
  CHECK(s.inputs == 65536);
  CHECK(s.max_ulp == 0);
  CHECK(s.above_half == 0);
  CHECK(s.nan_errors + s.infinity_errors + s.zero_sign_errors == 0);
}

bool same(const Statistics& a, const Statistics& b) { return to_json(a) == to_json(b); }

}  // namespace

TEST_CASE("the block reference is right to 1e-5 float ULP", "[accuracy]") {
  for (const Formula& formula : kFormulas) {
    Subject facts = facts_of(formula);
    facts.oscillates = facts.formula.find("sin(0") != std::string::npos;
    const ReferenceError error = reference_error(facts, 600, 2);
    INFO(formula.text << ": value at " << error.value_at << ", derivative at "
                      << error.derivative_at);
    CHECK(error.points > 9000);
    CHECK(error.value < 1e-5);
    CHECK(error.derivative < 1e-5);
  }
}

TEST_CASE("the block reference knows zeros, infinities, NaN and kinks", "[accuracy]") {
  const auto at = [](const Formula& formula, float x) {
    double value = 0, derivative = 0;
    BlockReference(facts_of(formula)).evaluate(&x, 1, &value, &derivative);
    return std::pair(value, derivative);
  };
  const Formula silu = kFormulas[0], elu = kFormulas[6], log = {"sign(x) * log1p(abs(x))"};
  CHECK(std::signbit(at(silu, -0.0f).first));
  CHECK_FALSE(std::signbit(at(silu, 0.0f).first));
  CHECK(at(silu, 0.0f).second == 0.5);
  CHECK(at(silu, kInfinity).first == kInfinity);
  CHECK(at(silu, kInfinity).second == 1);
  CHECK(std::abs(at(silu, -kInfinity).first) < 1e-60);
  for (const Formula& formula : {silu, elu, log, Formula{"x > 0 ? 1 : 0"}}) {
    CHECK(std::isnan(at(formula, kNaN).first));
    CHECK(std::isnan(at(formula, kNaN).second));
  }
  CHECK(at(elu, 0.0f).second == 1.5);
  CHECK(at(log, kInfinity).first == kInfinity);
  CHECK(std::abs(at(log, -kInfinity).second) < 1e-60);
}

TEST_CASE("the sweep measures as ulp_error does", "[accuracy]") {
  const Format format = Format::float32();
  const double exact[] = {1, 1.5, 3e-45, 1e-50, -1e39, 3.4028235677e38, 0.125, 1, -2, 0};
  const float computed[] = {1,          std::nextafter(1.5f, 2.0f),
                            0,          0,
                            -kInfinity, 3.4028235e38f,
                            0.5f,       kInfinity,
                            kInfinity,  1e-45f};
  for (int i = 0; i < 10; ++i) {
    Target target;
    target.set(exact + i, 1);
    Statistics statistics;
    target.measure(computed + i, computed + i, false, statistics);
    INFO(exact[i] << " computed as " << computed[i]);
    CHECK(statistics.max_ulp == ulp_error(computed[i], make_reference(exact[i]), format));
  }
}

TEST_CASE("a single wrong result is counted", "[accuracy]") {
  check_clean(value_of(wrong_at(1.5f, 1.5f)));
  check_clean(swept(absolute_value({wrong_at(1.5f, 1.5f)})).at(1).statistics);

  Statistics s = value_of(wrong_at(1.5f, std::nextafter(1.5f, 2.0f)));
  CHECK(s.max_ulp == 1);
  CHECK(s.worst == 0x3fc00000);
  CHECK(s.above_half == 1);
  CHECK(s.above_one == 0);
}

TEST_CASE("a single wrong NaN, zero or infinity is counted", "[accuracy]") {
  Statistics s = value_of(wrong_at(1.5f, kNaN));
  CHECK(s.nan_errors == 1);
  CHECK(s.max_ulp == 0);
  std::uint32_t bits = 0x7fc10000;
  float some_nan = 0;
  std::memcpy(&some_nan, &bits, sizeof bits);
  s = value_of(wrong_at(some_nan, 1.0f));
  CHECK(s.nan_errors == 1);

  s = value_of(wrong_at(-0.0f, -0.0f));  // beside it are positive numbers
  CHECK(s.zero_sign_errors == 1);
  CHECK(s.max_ulp == 0);

  s = value_of(wrong_at(1.5f, kInfinity));
  CHECK(s.infinity_errors == 1);
  CHECK(s.max_ulp > 1e38);
  s = value_of(wrong_at(-kInfinity, -kInfinity));
  CHECK(s.infinity_errors == 1);
  s = value_of(wrong_at(kInfinity, 3.4028235e38f));
  CHECK(s.infinity_errors == 1);
  CHECK(s.max_ulp == 1);
}

TEST_CASE("a row beyond its limit is named", "[accuracy]") {
  Activation tanh = activation("tanh");
  tanh.candidates = {tanh.candidates.at(1)};
  const Candidate::Function right = tanh.candidates[0].value;
  SweepState state = make_sweep(tanh, kStride);
  run_sweep(tanh, state, {});
  for (const Row& row : rows_of(tanh, state)) {
    CHECK(row.limit == 0.75);
    CHECK(complaint(row).empty());
  }
  tanh.candidates[0].value = [right](const float* x, float* y, std::size_t n) {
    right(x, y, n);
    for (std::size_t i = 0; i < n; ++i)
      if (x[i] == 0.5f) y[i] = std::nextafter(y[i], 1.0f);
  };
  SweepState wrong = make_sweep(tanh, kStride);
  CHECK(wrong.fingerprint == state.fingerprint);  // one input of 2^32 is not among its own
  run_sweep(tanh, wrong, {});
  const std::string sentence = complaint(rows_of(tanh, wrong).at(0));
  INFO(sentence);
  CHECK(sentence.find("tanh, value, float Precise: ") == 0);
  CHECK(sentence.find("x = 0.5 ") != std::string::npos);
}

TEST_CASE("an interrupted sweep, continued, is an uninterrupted one", "[accuracy]") {
  const Activation& silu = activation("silu");
  constexpr std::uint64_t stride = 499;  // five chunks
  const std::string path = "accuracy_test.state.json";
  std::remove(path.c_str());
  std::string note;
  {
    SweepState state = make_sweep(silu, stride);
    StateFile file(path);
    int chunks = 0;
    SweepOptions options;
    options.after_chunk = [&](const SweepState& now) {
      file.store("silu", now);
      return ++chunks < 2;
    };
    run_sweep(silu, state, options);
    CHECK_FALSE(state.finished());
  }
  SweepState resumed = StateFile(path).resume("silu", make_sweep(silu, stride), note);
  CHECK(note.empty());
  CHECK(std::count(resumed.done.begin(), resumed.done.end(), true) == 2);
  SweepOptions options;
  options.threads = 2;
  run_sweep(silu, resumed, options);
  const std::vector<SweepRow> whole = swept(silu, stride);
  for (std::size_t i = 0; i < whole.size(); ++i)
    CHECK(same(resumed.rows[i].statistics, whole[i].statistics));

  SweepState other = make_sweep(silu, stride);
  other.fingerprint = "of another implementation";
  other = StateFile(path).resume("silu", other, note);
  CHECK(note.find("starting afresh") != std::string::npos);
  CHECK(std::count(other.done.begin(), other.done.end(), true) == 0);
  std::remove(path.c_str());
}

TEST_CASE("an unknown name is answered with the known ones", "[accuracy]") {
  CHECK_THROWS_WITH(activation("silo"),
                    "there is no activation \"silo\"; known are elu, gelu, "
                    "gelu_tanh, mish, relu, silu, sin, softplus, tanh, bilinear, log_sum_exp, "
                    "srelu.");
}
