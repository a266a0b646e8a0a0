// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/parameters.hpp>
#include <eigenact/core/setters.hpp>
#include <eigenact/core/traverse.hpp>

namespace eigenact::core {

/// What all activations with facts have in common: what they are, and their parameters.
template <typename Formula, typename S>
class Described : public Setters<Described<Formula, S>, S>, protected Refusals<S> {
 public:
  using Scalar = S;
  using ParameterArray = typename Parameters<Formula, S>::Array;
  static constexpr int parameter_count = Parameters<Formula, S>::count;

  /// Parameters in the order of parameter_names(); defaults for those left out.
  /// @throws std::invalid_argument naming the parameter, its admissible range and the value given.
  template <typename... Values,
            std::enable_if_t<(sizeof...(Values) <= static_cast<std::size_t>(parameter_count)) &&
                                 (... && std::is_convertible_v<Values, Given<S>>),
                             int> = 0>
  explicit Described(const Values&... values) : parameters_(values...) {}

  static std::string name() { return std::string(Formula::facts.name()); }
  static std::string formula() { return std::string(Formula::facts.formula()); }
  static std::string reference() { return std::string(Formula::facts.reference()); }
  static std::vector<std::string> parameter_names() { return core::parameter_names<Formula>(); }

  ParameterArray parameters() const { return parameters_.array(); }
  using Setters<Described, S>::set_parameters;
  /// @throws std::invalid_argument on a wrong number of values or an inadmissible one; nothing
  /// changes then.
  template <typename Derived>
  void set_parameters(const Eigen::DenseBase<Derived>& values) {
    parameters_.set(values);
  }

 protected:
  Parameters<Formula, S> parameters_;
};

}  // namespace eigenact::core
