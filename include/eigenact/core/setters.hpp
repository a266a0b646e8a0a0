// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <eigenact/core/dual.hpp>
#include <eigenact/core/errors.hpp>
#include <eigenact/core/quantity.hpp>
#include <initializer_list>
#include <string>
#include <vector>

// Numbers as they are given to an activation, and the ways to set its parameters.

namespace eigenact::core {

/// A number of type S from what converts to it and from any plain number, which half, bfloat16 and
/// some numbers with derivatives take explicitly only.
template <typename S>
class Given {
 public:
  template <typename Value,
            std::enable_if_t<std::is_convertible_v<const Value&, S> || std::is_arithmetic_v<Value>,
                             int> = 0>
  Given(const Value& value) : value_(dual::converted<S>(value)) {}
  operator const S&() const { return value_; }

 private:
  S value_;
};

/// The type of a parameter of a function that takes numbers of type S.
template <typename S>
using Taken = std::conditional_t<is_sixteen_bit<S> || is_dual<S>, Given<S>, S>;

/// "a, b, c", or the first ones and the last where they are many.
inline std::string joined(const std::vector<std::string>& words) {
  constexpr std::size_t shown = 8;
  std::string result;
  for (std::size_t i = 0; i < std::min(shown, words.size()); ++i)
    result += (i == 0 ? "" : ", ") + words[i];
  return words.size() > shown ? result + ", ..., " + words.back() : result;
}

/// Ends the call: an activation has these parameters and none of the name wanted.
[[noreturn]] EIGENACT_NOINLINE inline void reject_parameter(const std::string& activation,
                                                            const std::vector<std::string>& names,
                                                            std::string_view wanted) {
  raise(activation + " has no parameter \"" + std::string(wanted) + "\"" +
        (names.empty() ? "" : "; it has " + joined(names)));
}

/// What an activation offers beside set_parameters(array): Self has that, name(),
/// parameter_names() and parameters(). An activation with parameters per row, whose array has a
/// column for each, takes one value for all rows, or a column.
template <typename Self, typename S, bool in_columns = false>
class Setters {
 public:
  /// The only parameter, or all of them in order: f.set_parameters(0.2f), f.set_parameters({1, 2}).
  /// @throws std::invalid_argument on a wrong number of values or an inadmissible one; nothing
  /// changes then.
  void set_parameters(const Given<S>& value) { set_parameters({value}); }
  void set_parameters(std::initializer_list<Given<S>> values) {
    const auto size = static_cast<Eigen::Index>(values.size());
    Eigen::Array<S, Eigen::Dynamic, 1> plain(size);
    Eigen::Index i = 0;
    for (const Given<S>& value : values) plain.coeffRef(i++) = value;
    if constexpr (in_columns) {
      const Eigen::Index rows = self().parameters().rows();
      Eigen::Array<S, Eigen::Dynamic, Eigen::Dynamic> all(rows, size);
      for (Eigen::Index row = 0; row < rows; ++row) all.row(row) = plain.transpose();
      self().set_parameters(all);
    } else {
      self().set_parameters(plain);
    }
  }

  /// One parameter by its name: f.set_parameter("alpha", 0.3f).
  /// @throws std::invalid_argument if there is none of this name, or the value is inadmissible;
  /// nothing changes then.
  void set_parameter(std::string_view name, const Given<S>& value) {
    const S number = value;
    change(name, [&number](auto&& place) { place.setConstant(number); });
  }

  /// The same with a value for every row.
  template <typename Derived, bool by_rows = in_columns, std::enable_if_t<by_rows, int> = 0>
  void set_parameter(std::string_view name, const Eigen::DenseBase<Derived>& values) {
    const Eigen::Index rows = self().parameters().rows();
    if (values.rows() != rows || values.cols() != 1)
      reject(self().name(), "set_parameter takes " + std::to_string(rows) +
                                " values, a column, got " + std::to_string(values.rows()) + " x " +
                                std::to_string(values.cols()));
    change(name, [&values](auto&& column) { column = values.derived(); });
  }

 private:
  template <typename Change>
  void change(std::string_view name, const Change& change) {
    const std::vector<std::string> names = self().parameter_names();
    const auto place = std::find(names.begin(), names.end(), name);
    if (place == names.end()) reject_parameter(self().name(), names, name);
    const Eigen::Index i = place - names.begin();
    typename Self::ParameterArray all = self().parameters();
    if constexpr (in_columns)
      change(all.col(i));
    else
      change(all.segment(i, 1));
    self().set_parameters(all);
  }

  Self& self() { return static_cast<Self&>(*this); }
};

}  // namespace eigenact::core
