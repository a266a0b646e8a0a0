// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "oracle.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>

#include "differentiator.hpp"
#include "precision.hpp"

namespace eigenact_test {
namespace {

constexpr long kValueBits = 104;      // wanted in a value
constexpr long kDerivativeBits = 90;  // wanted in a derivative
// The truncation error of a difference is about the square of this relative step.
constexpr int kStepExponent = -90;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> with_x(const std::vector<std::string>& names) {
  std::vector<std::string> result = {"x"};
  result.insert(result.end(), names.begin(), names.end());
  return result;
}

std::vector<double> with_x(const std::vector<double>& values) {
  std::vector<double> result = {0.0};
  result.insert(result.end(), values.begin(), values.end());
  return result;
}

}  // namespace

class Oracle::Implementation {
 public:
  Implementation(const std::string& formula, const std::vector<std::string>& names,
                 const std::vector<double>& values, int negligible_exponent)
      : evaluator_(formula, with_x(names), with_x(values)),
        parameters_(values),
        negligible_(negligible_exponent),
        value_(kValueBits, negligible_, 192, 192),
        oscillates_(evaluator_.expression().oscillates()) {
    oscillates_evenly_ = evaluator_.expression().oscillates_evenly();
    int largest = 0, largest_of_scale = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const double value = values[i];
      if (!std::isfinite(value) || value == 0) continue;
      constexpr int little = 45;  // by which the step may miss the scale of 1 / parameter
      const int binade = std::ilogb(value);
      const int binades = std::max({binade, -binade - little, 0});
      parameter_binades_ += binades;
      small_binades_ += std::max(-binade, 0);
      largest = std::max(largest, binade);
      const Expression& expression = evaluator_.expression();
      const int variable = static_cast<int>(i) + 1;
      if (expression.is_linear_in(variable)) continue;
      scale_binades_ += expression.is_smooth_in(variable) ? std::max(binade, 0) : binades;
      largest_of_scale = std::max(largest_of_scale, binade);
    }
    if (!oscillates_) {  // squares of one occur
      parameter_binades_ = std::max(parameter_binades_, 2 * largest);
      scale_binades_ = std::max(scale_binades_, 2 * largest_of_scale);
    }
  }

  Reference value(double x) {
    const ExponentRange range;
    evaluator_.set(0, x);
    return *value_.settled(x, [&](long bits) { return &evaluator_.evaluate(bits, kVariesX); });
  }

  Reference derivative(double x, int order) {
    if (evaluator_.expression().is_staircase()) return {0, 0, 0};  // by convention, at a jump too
    const ExponentRange range;
    evaluator_.set(0, x);
    Derivatives& kind = order == 1 ? first_ : second_;
    if (const auto result = by_rules(x, 0, order, kind.by_rules)) return *result;
    return difference(x, 0, x, x_step(x), order, kind.by_difference);
  }

  Reference parameter_derivative(int index, double x) {
    const ExponentRange range;
    const double parameter = parameters_[static_cast<std::size_t>(index)];
    if (!std::isfinite(parameter)) return {kNaN, 0, 0};
    evaluator_.set(0, x);
    if (const auto result = by_rules(x, index + 1, 1, parameter_.by_rules)) return *result;
    const Reference result = difference(x, index + 1, parameter, parameter_step(parameter, x), 1,
                                        parameter_.by_difference);
    evaluator_.set(index + 1, parameter);
    return result;
  }

  std::size_t parameter_count() const { return parameters_.size(); }

 private:
  static constexpr std::uint64_t kVariesX = 1;

  /// Relative to x, for kinks and for functions like sqrt; far from zero oscillations need more:
  /// sin(x) varies on a scale of 1, sin(x^2) of 1 / x. So do large parameters, other than factors
  /// and terms, which leave the scale as it is: k (x - theta), x^alpha and alpha (x + alpha) vary
  /// on a scale of 1 / (k theta), 1 / alpha and 1 / alpha^2. At zero the step is far below what
  /// counts, so that |x| x has the second derivative 0, and x tanh(alpha x) the first.
  int x_step(double x) const {
    if (x == 0) return static_cast<int>(negligible_) - 100 - std::min(parameter_binades_, 1024);
    const int binade = std::ilogb(x);
    // (x - mu) / sigma varies on the scale of a small sigma only at mu: other x are far out
    const bool is_centre = std::count(parameters_.begin(), parameters_.end(), x) != 0;
    const int far = oscillates_evenly_ ? 0 : -binade;
    return kStepExponent - scale_binades_ - (is_centre ? small_binades_ : 0) +
           (oscillates_ && binade > 0 ? far : binade);
  }

  /// Below the distance of x to a threshold that is a parameter; sin(parameter * x) varies on a
  /// scale of 1 / x.
  int parameter_step(double parameter, double x) const {
    const int x_binade = x == 0 ? 0 : std::ilogb(x);
    if (parameter == 0) return 2 * kStepExponent - 4 * std::abs(x_binade);  // beside |x|^2 too
    const int binade = std::ilogb(parameter);
    if (!oscillates_)  // p + a x has its threshold at -a x
      return kStepExponent - parameter_binades_ - small_binades_ + binade + std::min(x_binade, 0);
    return kStepExponent - std::abs(binade) - std::max(x_binade, 0);
  }

  /// By the rules of calculus where they tell.
  std::optional<Reference> by_rules(double x, int variable, int order, Precision& precision) {
    return precision.settled(x, [&](long bits) {
      const Tracked* result = differentiator_.evaluate(bits, kVariesX, variable, order);
      return result != nullptr && result->error < kUnknown ? result : nullptr;
    });
  }

  /// By the difference of two or three values, which has a meaning on a kink and at a jump too.
  Reference difference(double x, int variable, double centre, int step, int order,
                       Precision& precision) {
    long last_bits = 0;
    const auto result = precision.settled(x, [&](long bits) -> const Tracked* {
      last_bits = bits;
      sample(plus_, bits, variable, centre, 1, step);
      sample(minus_, bits, variable, centre, -1, step);
      if (mpfr_inf_p(plus_.value) && mpfr_equal_p(plus_.value, minus_.value)) return nullptr;
      if (order == 2) sample(middle_, bits, variable, centre, 0, step);
      form_difference(bits, step, order);
      return &result_;
    });
    return result ? *result : overflowed_difference(last_bits, variable, centre, step, order);
  }

  void sample(Tracked& result, long bits, int variable, double centre, int sign, int step) {
    evaluator_.set(variable, centre, sign, step);
    const Tracked& sampled = evaluator_.evaluate(bits, kVariesX | std::uint64_t{1} << variable);
    mpfr_set_prec(result.value, std::max(mpfr_get_prec(sampled.value), bits));
    copy(result, sampled);
  }

  /// result_ = (plus - minus) / 2h or ((plus - middle) - (middle - minus)) / h^2.
  void form_difference(long bits, int step, int order) {
    constexpr long guard_bits = 64;
    for (Tracked* part : {&result_, &upper_, &lower_})
      mpfr_set_prec(part->value, bits + guard_bits);
    if (order == 1) {
      subtract(result_, plus_, minus_);
    } else {
      subtract(upper_, plus_, middle_);
      subtract(lower_, middle_, minus_);
      subtract(result_, upper_, lower_);
    }
    const long shift = order == 1 ? -step - 1 : -2L * step;
    mpfr_mul_2si(result_.value, result_.value, shift, MPFR_RNDN);
    result_.error = scaled(result_.error, shift);
  }

  /// f' = f (log |f|)' and f'' ~ f (log |f|)'^2 where f itself is beyond MPFR's range.
  Reference overflowed_difference(long bits, int variable, double centre, int step, int order) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double sign = mpfr_sgn(plus_.value);
    if (order == 2) return {sign * infinity, 0, 0};
    const int binade = centre == 0 ? step : std::ilogb(centre);
    bits += std::max(binade - step, 0);  // for logarithms that differ as little as the arguments
    Tracked log_plus(bits), log_minus(bits);
    sample(plus_, bits, variable, centre, 1, step);
    evaluator_.log_magnitude(log_plus);
    sample(minus_, bits, variable, centre, -1, step);
    evaluator_.log_magnitude(log_minus);
    const int order_of_logs = mpfr_cmp(log_plus.value, log_minus.value);
    if (order_of_logs == 0 && bits < kMostBits)  // too few to tell x + h from x - h
      return overflowed_difference(2 * bits, variable, centre, step, order);
    return {sign * order_of_logs * infinity, 0, 0};
  }

  struct Derivatives {
    Precision by_rules, by_difference;
    Derivatives(long negligible, long first_guess)
        : by_rules(kDerivativeBits, negligible, 128, 128),
          by_difference(kDerivativeBits, negligible, 192, first_guess) {}
  };

  Evaluator evaluator_;
  Differentiator differentiator_{evaluator_};
  std::vector<double> parameters_;
  long negligible_;
  Precision value_;
  Derivatives first_{negligible_, 256}, second_{negligible_, 320}, parameter_{negligible_, 256};
  bool oscillates_, oscillates_evenly_ = false;
  int parameter_binades_ = 0, small_binades_ = 0;  ///< of the parameters beyond 1, and below
  int scale_binades_ = 0;  ///< parameter_binades_ without those that leave the scale as it is
  Tracked plus_{64}, middle_{64}, minus_{64}, upper_{64}, lower_{64}, result_{64};
};

Oracle::Oracle(const std::string& formula, const std::vector<std::string>& parameter_names,
               const std::vector<double>& parameter_values, int negligible_exponent) {
  if (parameter_names.size() != parameter_values.size()) {
    throw std::invalid_argument("formula \"" + formula +
                                "\": " + std::to_string(parameter_names.size()) +
                                " parameter names need as many values, " +
                                std::to_string(parameter_values.size()) + " given.");
  }
  implementation_ = std::make_unique<Implementation>(formula, parameter_names, parameter_values,
                                                     negligible_exponent);
}

Oracle::~Oracle() = default;
Oracle::Oracle(Oracle&&) noexcept = default;
Oracle& Oracle::operator=(Oracle&&) noexcept = default;

Reference Oracle::value(double x) const {
  if (std::isnan(x)) return {kNaN, 0, 0};
  return implementation_->value(x);
}

Reference Oracle::derivative(double x, int order) const {
  if (order != 1 && order != 2) {
    throw std::invalid_argument("derivative: the order must be 1 or 2, not " +
                                std::to_string(order) + ".");
  }
  if (!std::isfinite(x)) return {kNaN, 0, 0};
  return implementation_->derivative(x, order);
}

Reference Oracle::parameter_derivative(int index, double x) const {
  const auto count = static_cast<int>(implementation_->parameter_count());
  if (index < 0 || index >= count) {
    throw std::invalid_argument("parameter_derivative: there are " + std::to_string(count) +
                                " parameters, none has the index " + std::to_string(index) + ".");
  }
  if (!std::isfinite(x)) return {kNaN, 0, 0};
  return implementation_->parameter_derivative(index, x);
}

}  // namespace eigenact_test
