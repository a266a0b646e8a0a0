// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Audio software sets the processor to take subnormal numbers for zeros, as arguments and as
// results. Then a result is what it was, or a zero where it was subnormal.
#include <eigenact/elementwise/gelu.hpp>
#include <eigenact/elementwise/softplus.hpp>
#include <eigenact/elementwise/tanh.hpp>
#include <limits>

#include "support/catch.hpp"
#include "support/sampling.hpp"
#include "support/ulp.hpp"

#if defined(__x86_64__) || defined(_M_X64)
#include <immintrin.h>

using namespace eigenact;

namespace {

/// Flush to zero and denormals are zero, for as long as it lives.
class Flushing {
 public:
  Flushing() : before_(_mm_getcsr()) { _mm_setcsr(before_ | 0x8040); }
  ~Flushing() { _mm_setcsr(before_); }

 private:
  unsigned before_;
};

template <typename Scalar>
Eigen::Array<Scalar, Eigen::Dynamic, 1> inputs() {
  using eigenact_test::Format;
  const bool is_float = sizeof(Scalar) == 4;
  auto points = eigenact_test::sample_bit_patterns(is_float ? Format::float32() : Format::float64(),
                                                   20000, 1);
  const double infinity = std::numeric_limits<double>::infinity();
  const double tiny = static_cast<double>(std::numeric_limits<Scalar>::denorm_min());
  for (double x : {0.0, -0.0, tiny, -tiny, infinity, -infinity, std::nan("")}) points.push_back(x);
  Eigen::Array<Scalar, Eigen::Dynamic, 1> x(static_cast<Eigen::Index>(points.size()));
  for (Eigen::Index i = 0; i < x.size(); ++i)
    x(i) = static_cast<Scalar>(points[static_cast<std::size_t>(i)]);
  return x;
}

template <typename Scalar>
bool is_subnormal(Scalar x) {
  return x != 0 && std::abs(x) < std::numeric_limits<Scalar>::min();
}

// Below 2^-960 a double-double loses its low half earlier than usual.
template <typename Scalar>
bool is_promised(Scalar y) {
  return sizeof(Scalar) == 4 || y == 0 || std::abs(y) >= Scalar(0x1p-960);
}

/// `usual` and `flushed` are the results for x and for the same x with subnormal numbers flushed.
template <typename Array>
void check_flushed(const Array& x, const Array& usual, const Array& flushed) {
  using Scalar = typename Array::Scalar;
  int wrong = 0;
  for (Eigen::Index i = 0; i < x.size(); ++i) {
    const Scalar y = usual(i), z = flushed(i);
    if (std::isnan(y) || std::isinf(y)) {
      wrong += !(std::isnan(y) ? std::isnan(z) : y == z);
    } else if (is_promised(y)) {
      wrong += !(y == z || (is_subnormal(y) && z == 0));
    }
  }
  CHECK(wrong == 0);
}

template <typename Activation>
void check_activation() {
  const auto x = inputs<typename Activation::Scalar>();
  auto zeros_for_subnormal = x;  // what the processor reads
  for (auto& number : zeros_for_subnormal)
    if (is_subnormal(number)) number = std::copysign(typename Activation::Scalar(0), number);
  const Activation f;
  auto y = x, z = x;
  const auto check = [&](const auto& evaluate) {
    evaluate(zeros_for_subnormal, y);
    {
      const Flushing flushing;
      evaluate(x, z);
    }
    check_flushed(x, y, z);
  };
  INFO(f.name());
  check([&](const auto& in, auto& out) { out = f(in); });
  check([&](const auto& in, auto& out) { out = f.derivative(in); });
  check([&](const auto& in, auto& out) { out = f.second_derivative(in); });
}

template <template <typename, typename> class Activation>
void check_tiers() {
  check_activation<Activation<float, Fast>>();
  check_activation<Activation<float, Precise>>();
  check_activation<Activation<double, Precise>>();
}

}  // namespace

TEST_CASE("flushing subnormal numbers to zero changes no other result", "[modes]") {
  check_tiers<GELU>();
  check_tiers<Softplus>();
  check_tiers<Tanh>();
}

#endif
