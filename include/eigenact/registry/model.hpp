// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <eigenact/registry/call.hpp>
#include <memory>

namespace eigenact::registry {

enum class Quantity { Value, Derivative, SecondDerivative };

/// An activation whose type is not known any more. Every call takes an array, never an element:
/// `size` numbers that lie side by side. y may be x.
template <typename S>
class Model {
 public:
  using Array = Eigen::Array<S, Eigen::Dynamic, 1>;

  Model() = default;
  Model& operator=(const Model&) = delete;
  virtual ~Model() = default;

  virtual void evaluate(Quantity quantity, const S* x, S* y, Eigen::Index size) const = 0;
  virtual void value_and_derivative(const S* x, S* y, S* dy, Eigen::Index size) const = 0;
  /// gx = gradient * f'(x); gx is neither of the arguments.
  virtual void backward(const S* x, const S* gradient, S* gx, Eigen::Index size) const = 0;
  /// The sums of gradient * df/dp for all parameters.
  virtual Array parameter_gradient(const S* x, const S* gradient, Eigen::Index size) const = 0;

  virtual std::string_view name() const = 0;
  virtual std::string formula() const = 0;
  virtual std::string reference() const = 0;
  virtual std::vector<std::string> parameter_names() const = 0;
  virtual Array parameters() const = 0;
  /// The same activation with other parameters.
  /// @throws std::invalid_argument on a wrong number of values or an inadmissible one.
  virtual std::shared_ptr<const Model> with_parameters(const Array& values) const = 0;
  /// The same activation with the parameters that a text gives.
  /// @throws std::invalid_argument if they are not named so, or inadmissible.
  virtual std::shared_ptr<const Model> with_arguments(const std::vector<Argument>&) const = 0;
  /// All that makes it again by name.
  virtual Description describe() const = 0;

 protected:
  Model(const Model&) = default;
};

}  // namespace eigenact::registry
