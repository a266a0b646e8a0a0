// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <eigenact/core/errors.hpp>
#include <eigenact/core/evaluate.hpp>
#include <sstream>
#include <string>
#include <vector>

namespace eigenact::core {

// Whether the formula has a condition on several parameters together: consistent(), consistency.
template <typename Formula, typename Scalar, typename Indices, typename = void>
inline constexpr bool is_constrained = false;
template <typename Formula, typename Scalar, std::size_t... K>
inline constexpr bool
    is_constrained<Formula, Scalar, std::index_sequence<K...>,
                   std::void_t<decltype(Formula::consistent(
                       (static_cast<void>(K), dual::plain(std::declval<const Scalar&>()))...))>> =
        true;

/// The parameters of an activation: as many numbers as its facts name, always admissible.
template <typename Formula, typename Scalar>
class Parameters {
 public:
  static constexpr int count = Formula::facts.parameter_count();
  using Array = Eigen::Array<Scalar, count, 1>;

  /// The given values in the order of the facts, the defaults for the rest.
  template <typename... Values>
  explicit Parameters(const Values&... values) {
    for (int i = 0; i < count; ++i)
      at(i) = dual::converted<Scalar>(Formula::facts.parameter(i).value);
    int i = 0;
    ((at(i++) = dual::converted<Scalar>(values)), ...);
    validate();
  }

  const Scalar* data() const { return values_.data(); }

  Array array() const {
    Array result;
    for (int i = 0; i < count; ++i) result(i) = values_[static_cast<std::size_t>(i)];
    return result;
  }

  /// Those of one row of many, which the sentence of an error names.
  /// @throws std::invalid_argument on a wrong number of values or an inadmissible one; nothing
  /// changes then.
  template <typename Derived>
  void set(const Eigen::DenseBase<Derived>& values, Eigen::Index row = kNoRow) {
    if (values.size() != count)
      core::reject(Formula::facts.name(), "set_parameters takes " + std::to_string(count) +
                                              " values, got " + std::to_string(values.size()));
    const Eigen::Array<Scalar, Derived::RowsAtCompileTime, Derived::ColsAtCompileTime> plain =
        values;
    Parameters changed = *this;
    for (int i = 0; i < count; ++i) changed.at(i) = plain(i);
    changed.validate(row);
    *this = changed;
  }

 private:
  static constexpr Eigen::Index kNoRow = -1;

  Scalar& at(int i) { return values_[static_cast<std::size_t>(i)]; }

  void validate(Eigen::Index row = kNoRow) const {
    if constexpr (count > 0) {  // else nothing is compiled that writes messages
      for (int i = 0; i < count; ++i)
        validate(Formula::facts.parameter(i), values_[static_cast<std::size_t>(i)], row);
      check_together(row, std::make_index_sequence<static_cast<std::size_t>(count)>());
    }
  }

  template <std::size_t... K>
  void check_together([[maybe_unused]] Eigen::Index row, std::index_sequence<K...>) const {
    if constexpr (is_constrained<Formula, Scalar, std::index_sequence<K...>>) {
      if (Formula::consistent(dual::plain(values_[K])...)) return;
      std::ostringstream message;
      message << Formula::facts.name() << ": needs " << Formula::consistency << ", got ";
      ((message << (K > 0 ? ", " : "") << Formula::facts.parameter(static_cast<int>(K)).name
                << " = " << core::number(dual::plain(values_[K]))),
       ...);
      core::raise(message.str() + in_row(row));
    }
  }

  static void validate(const Parameter& parameter, const Scalar& value, Eigen::Index row) {
    const auto& number = core::number(dual::plain(value));
    const Interval& interval = parameter.interval;
    if (is_inside(interval, number) && (interval.zero_allowed || number != 0)) return;
    reject(parameter, number, row);
  }

  template <typename Value>
  static bool is_inside(const Interval& interval, const Value& number) {
    if constexpr (simd::is_guarded && is_native<Scalar>) {  // else -ffast-math would not see NaN
      using Lane = simd::Lane<double, Grade::Double>;
      const Lane x(static_cast<double>(number));
      return all((x >= Lane(interval.lower)) & (x <= Lane(interval.upper)));
    } else {
      return number >= interval.lower && number <= interval.upper;  // false for NaN
    }
  }

  // Apart from the check, which is inlined where an activation is made: next to hot loops.
  template <typename Value>
  [[noreturn]] EIGENACT_NOINLINE static void reject(const Parameter& parameter, const Value& value,
                                                    Eigen::Index row) {
    std::ostringstream message;
    message << Formula::facts.name() << ": " << parameter.name << " must be "
            << parameter.interval.text << ", got " << value;
    core::raise(message.str() + in_row(row));
  }

  static std::string in_row(Eigen::Index row) {
    return row == kNoRow ? "" : " in row " + std::to_string(row);
  }

  std::array<Scalar, static_cast<std::size_t>(count)> values_{};
};

template <typename Formula>
std::vector<std::string> parameter_names() {
  std::vector<std::string> names;
  for (int i = 0; i < Formula::facts.parameter_count(); ++i)
    names.emplace_back(Formula::facts.parameter(i).name);
  return names;
}

}  // namespace eigenact::core
