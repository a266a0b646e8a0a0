// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/expansion_fit.hpp>
#include <eigenact/core/expansion_formula.hpp>
#include <eigenact/core/expansion_functors.hpp>
#include <eigenact/core/list.hpp>
#include <eigenact/core/setters.hpp>

namespace eigenact {

/// An activation that is a sum of basis functions with trained coefficients, as many as the
/// constructor is asked for: f, f', f'', the gradients of x and of all parameters in one pass.
///
/// Fast evaluates float in float registers, Precise in double registers and rounds once; double is
/// evaluated in double by both. A sum may cancel, so errors are relative to the sum of the
/// magnitudes of its terms; each header tells its bound.
///
/// At infinity f, f', f'' and the gradients of the parameters are their limits, infinite ones too,
/// also where terms of both signs overflow or a coefficient is 0: polynomials, Rational and APL
/// have the right value wherever it is a finite number. Fourier, DCT and STAF have no limit and are
/// NaN there. A NaN x gives NaN: f, f', f'' and the gradients of all parameters. Of the others a
/// sum of coefficients so large that it overflows on the way may be infinite or NaN.
///
/// Applied to a dense expression it gives a lazy expression of the same kind and shape; applied to
/// a number, a number. It is itself an Eigen functor: X.unaryExpr(f) is f(X). Copies share the
/// coefficients until one of them is changed; an expression keeps those it was made with.
///
/// @tparam Formula   one header in <eigenact/basis/>
/// @tparam S         float or double
/// @tparam Accuracy  Fast or Precise
template <typename Formula, typename S, typename Accuracy = Fast>
class Expansion : public core::Setters<Expansion<Formula, S, Accuracy>, S>,
                  public core::SlopesOnPointers<Expansion<Formula, S, Accuracy>, S>,
                  core::Refusals<S> {
  static_assert(std::is_same_v<S, float> || std::is_same_v<S, double>,
                "eigenact: basis expansions are defined on float and double.");

  static_assert(core::check_accuracy<Accuracy>());

  using Pointers = core::SlopesOnPointers<Expansion, S>;
  using Refusals = core::Refusals<S>;
  using State = core::ExpansionState<Formula, S, Accuracy>;
  template <typename Quantity>
  using Unary = core::ExpansionUnary<State, Quantity>;
  using Chain = core::ExpansionChain<State>;

 public:
  using Refusals::operator(), Refusals::derivative, Refusals::second_derivative, Refusals::backward,
      Refusals::value_and_derivative, Refusals::parameter_gradient;

  using Scalar = S;
  using ParameterArray = Eigen::Array<S, Eigen::Dynamic, 1>;
  using Pointers::backward;
  using Pointers::derivative;
  using Pointers::second_derivative;
  using Pointers::value_and_derivative;

  /// What the formula takes, and its initial parameters.
  /// @throws std::invalid_argument naming the argument, its admissible range and the value given.
  template <typename... Arguments,
            std::enable_if_t<std::is_constructible_v<Formula, const Arguments&...>, int> = 0>
  explicit Expansion(const Arguments&... arguments) : Expansion(Formula(arguments...)) {}
  explicit Expansion(const Formula& formula)
      : state_(std::make_shared<State>(formula, formula.initial())) {}
  /// A formula with given parameters.
  template <typename Derived>
  Expansion(const Formula& formula, const Eigen::DenseBase<Derived>& parameters)
      : state_(std::make_shared<State>(formula, core::plain_doubles(parameters))) {}

  /// f(x).
  EIGENACT_INLINE Scalar operator()(const Scalar& x) const {
    return core::expansion_element<core::ExpansionValue>(*state_, x);
  }
  template <typename X>
  auto operator()(const Eigen::DenseBase<X>& x) const {
    return unary(x, *this);
  }
  /// f of one of Eigen's registers.
  template <typename Packet>
  EIGENACT_INLINE Packet packetOp(const Packet& x) const {
    return core::expansion_packet<core::ExpansionValue>(*state_, x);
  }

  /// f'(x).
  Scalar derivative(const Scalar& x) const { return Unary<core::ExpansionDerivative>{state_}(x); }
  template <typename X>
  auto derivative(const Eigen::DenseBase<X>& x) const {
    return unary(x, Unary<core::ExpansionDerivative>{state_});
  }

  /// f''(x).
  Scalar second_derivative(const Scalar& x) const {
    return Unary<core::ExpansionSecondDerivative>{state_}(x);
  }
  template <typename X>
  auto second_derivative(const Eigen::DenseBase<X>& x) const {
    return unary(x, Unary<core::ExpansionSecondDerivative>{state_});
  }

  /// The gradient of the loss to x from its gradient to f(x): gradient * f'(x).
  /// @throws std::invalid_argument if the shapes of x and gradient differ.
  Scalar backward(const Scalar& x, const Scalar& gradient) const {
    return Chain{state_}(x, gradient);
  }
  template <typename X, typename G>
  auto backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient) const {
    core::check_scalars<Scalar, X, G>();
    core::require_same_shape(Formula::facts.name(), "the gradient", x, gradient);
    return Eigen::CwiseBinaryOp<Chain, const X, const G>(x.derived(), gradient.derived(),
                                                         Chain{state_});
  }
  /// Both gradients in one pass over the data: that of x, and for every parameter p the sum over
  /// all elements of gradient * df/dp. x_gradient and parameter_gradient are resized as by an
  /// assignment; nothing is allocated if they have their size. x_gradient may be x or gradient.
  /// @throws std::invalid_argument if shapes differ, or a result has another one and cannot be
  /// resized.
  template <typename X, typename G, typename GX, typename GP>
  void backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient, GX&& x_gradient,
                GP&& parameter_gradient) const;

  /// y = f(x) and dy = f'(x) in one pass. y and dy are resized as by an assignment; Map, Block and
  /// Ref must have the shape of x. Either may be x itself.
  /// @throws std::invalid_argument if a result has another shape and cannot be resized.
  template <typename X, typename Y, typename D>
  void value_and_derivative(const Eigen::DenseBase<X>& x, Y&& y, D&& dy) const;

  /// The sum over all elements of gradient * df/dp for every parameter p, in one pass.
  /// @throws std::invalid_argument if the shapes of x and gradient differ.
  template <typename X, typename G>
  ParameterArray parameter_gradient(const Eigen::DenseBase<X>& x,
                                    const Eigen::DenseBase<G>& gradient) const;

  static std::string name() { return std::string(Formula::facts.name()); }
  static std::string reference() { return std::string(Formula::facts.reference()); }
  /// f(x) written out in x and the parameter names.
  std::string formula() const { return state_->formula.text(); }
  std::vector<std::string> parameter_names() const { return state_->formula.parameter_names(); }

  ParameterArray parameters() const { return state_->parameters.template cast<Scalar>(); }
  using core::Setters<Expansion, S>::set_parameters;
  /// @throws std::invalid_argument on a wrong number of values or an inadmissible one; nothing
  /// changes then.
  template <typename Derived>
  void set_parameters(const Eigen::DenseBase<Derived>& values) {
    state_ = std::make_shared<State>(state_->formula, core::plain_doubles(values));
  }

  /// The same basis with the parameters that fit another activation best on an interval (least
  /// squares, from these parameters): Rational<float>(5, 4).fitted_to(GELU<float>()).
  /// @param target  anything that gives a number for a Scalar
  /// @throws std::invalid_argument unless lower < upper, both finite.
  template <typename Target>
  Expansion fitted_to(const Target& target, double lower = -3, double upper = 3) const {
    core::check_interval(Formula::facts.name(), lower, upper);
    core::check_increasing<S>(Formula::facts.name(), "the ends of the interval", 2,
                              [&](int i) { return i == 0 ? lower : upper; });
    const auto at = [&target](double x) { return target(static_cast<Scalar>(x)); };
    const core::ExpansionFit<Formula> fit(state_->formula, state_->parameters, at, lower, upper);
    return Expansion(state_->formula, fit.parameters());
  }

  /// What is not trained: the number of terms, the interval, ...
  const Formula& structure() const { return state_->formula; }

 private:
  template <typename X, typename Functor>
  static auto unary(const Eigen::DenseBase<X>& x, const Functor& functor) {
    core::check_scalars<Scalar, X>();
    return Eigen::CwiseUnaryOp<Functor, const X>(x.derived(), functor);
  }

  std::shared_ptr<const State> state_;
};

}  // namespace eigenact

namespace Eigen::internal {

template <typename Formula, typename Scalar, typename Accuracy>
struct functor_traits<eigenact::Expansion<Formula, Scalar, Accuracy>>
    : eigenact::core::ExpansionTraits<Scalar> {};

}  // namespace Eigen::internal

#include <eigenact/core/expansion_passes.hpp>

/// Ends the header of a basis: defines the public name, eigenact::Name<Scalar, Accuracy = Fast>,
/// for eigenact::formula::Name, and enters it in the list that the tests and the registry go by.
#define EIGENACT_BASIS(Name)                                          \
  namespace eigenact {                                                \
  template <typename Scalar, typename Accuracy = Fast>                \
  using Name = Expansion<formula::Name, Scalar, Accuracy>;            \
  EIGENACT_APPEND(basis_list, formula::Name);                         \
  template <>                                                         \
  inline constexpr std::string_view type_name<formula::Name> = #Name; \
  }                                                                   \
  static_assert(true, "")

namespace eigenact {
EIGENACT_LIST(basis_list);
}
