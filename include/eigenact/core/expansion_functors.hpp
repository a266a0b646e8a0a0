// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/core/expansion_formula.hpp>
#include <memory>

// The coefficients of an expansion, and its quantities as Eigen functors.

EIGENACT_PACKETS_BEGIN

namespace eigenact::core {

template <typename Derived>
Eigen::ArrayXd plain_doubles(const Eigen::DenseBase<Derived>& values) {
  const Eigen::Array<typename Derived::Scalar, Derived::RowsAtCompileTime,
                     Derived::ColsAtCompileTime>
      plain = values;
  Eigen::ArrayXd doubles(plain.size());
  for (Eigen::Index i = 0; i < plain.size(); ++i) doubles(i) = static_cast<double>(plain(i));
  return doubles;
}

/// A formula with its parameters, always admissible, and the table that it is evaluated with. It is
/// never changed, so that expressions can share it.
template <typename Formula_, typename S, typename Accuracy_>
struct ExpansionState {
  using Formula = Formula_;
  using Scalar = S;
  using Accuracy = Accuracy_;
  /// The type of the arithmetic.
  using Real =
      std::conditional_t<std::is_same_v<S, float> && std::is_same_v<Accuracy, Fast>, float, double>;

  ExpansionState(const Formula& structure, const Eigen::ArrayXd& values)
      : formula(structure), parameters(values.template cast<S>().template cast<double>()) {
    validate();
    table.resize(formula.table_size());
    formula.prepare(parameters.data(), table.data());
  }

  Formula formula;
  Eigen::ArrayXd parameters;
  Eigen::Array<Real, Eigen::Dynamic, 1> table;

 private:
  void validate() const {
    const auto name = Formula::facts.name();
    formula.template check_structure<S, Real>();
    if (parameters.size() != formula.parameter_count())
      reject(name, "set_parameters takes " + std::to_string(formula.parameter_count()) +
                       " values, got " + std::to_string(parameters.size()));
    using Lane = simd::Lane<double, Grade::Double>;  // -ffast-math would not see NaN
    for (Eigen::Index i = 0; i < parameters.size(); ++i)
      if (!all(math::is_finite(Lane(parameters(i)))))
        reject(name, formula.parameter_names()[static_cast<std::size_t>(i)] +
                         " must be finite, got " + std::to_string(parameters(i)));
    formula.template validate<S, Real>(parameters.data());
  }
};

struct ExpansionValue {
  template <typename Formula, typename V, typename T>
  static EIGENACT_INLINE V of(const Formula& formula, const V& x, const T* table) {
    return formula.value(x, table);
  }
};
struct ExpansionDerivative {
  template <typename Formula, typename V, typename T>
  static EIGENACT_INLINE V of(const Formula& formula, const V& x, const T* table) {
    return formula.derivative(x, table);
  }
};
struct ExpansionSecondDerivative {
  template <typename Formula, typename V, typename T>
  static EIGENACT_INLINE V of(const Formula& formula, const V& x, const T* table) {
    return formula.second_derivative(x, table);
  }
};

/// One of Eigen's registers as registers of the arithmetic of State, and back.
template <typename State, typename Packet>
EIGENACT_INLINE auto expansion_registers(const Packet& x) {
  constexpr int size = simd::size_of<Packet>;
  if constexpr (std::is_same_v<typename State::Real, float>)
    return std::array{Vec<float, size, Grade::Single>::of(x)};
  else
    return double_registers<typename State::Scalar>(x);
}
template <typename State, typename Packet, typename V, std::size_t Parts>
EIGENACT_INLINE Packet expansion_result(const std::array<V, Parts>& parts) {
  if constexpr (std::is_same_v<typename State::Real, typename State::Scalar>) {
    return parts[0].packet;
  } else {
    std::array<decltype(parts[0].packet + parts[0].packet), Parts> packets;
    for (std::size_t i = 0; i < Parts; ++i) packets[i] = parts[i].packet;
    return simd::narrow<Packet>(packets);
  }
}

template <typename Quantity, typename State, typename Packet>
EIGENACT_INLINE Packet expansion_packet(const State& state, const Packet& x) {
  auto parts = expansion_registers<State>(x);
  for (auto& part : parts) part = Quantity::of(state.formula, part, state.table.data());
  return expansion_result<State, Packet>(parts);
}

template <typename Quantity, typename State>
EIGENACT_INLINE typename State::Scalar expansion_element(const State& state,
                                                         const typename State::Scalar& x) {
  using Real = typename State::Real;
  constexpr Grade grade = std::is_same_v<Real, float>                     ? Grade::Single
                          : std::is_same_v<typename State::Scalar, float> ? Grade::Medium
                                                                          : Grade::Double;
  const simd::Lane<Real, grade> lane(static_cast<Real>(x));
  const auto y = Quantity::of(state.formula, lane, state.table.data());
  return static_cast<typename State::Scalar>(y.first());
}

/// One quantity of an expansion as an Eigen unary functor.
template <typename State, typename Quantity>
struct ExpansionUnary {
  std::shared_ptr<const State> state;

  EIGENACT_INLINE typename State::Scalar operator()(const typename State::Scalar& x) const {
    return expansion_element<Quantity>(*state, x);
  }
  template <typename Packet>
  EIGENACT_INLINE Packet packetOp(const Packet& x) const {
    return expansion_packet<Quantity>(*state, x);
  }
};

/// gradient * f'(x) as an Eigen binary functor; f' is rounded first, so that it equals the two
/// steps.
template <typename State>
struct ExpansionChain {
  std::shared_ptr<const State> state;

  EIGENACT_INLINE typename State::Scalar operator()(const typename State::Scalar& x,
                                                    const typename State::Scalar& gradient) const {
    return gradient * expansion_element<ExpansionDerivative>(*state, x);
  }
  template <typename Packet>
  EIGENACT_INLINE Packet packetOp(const Packet& x, const Packet& gradient) const {
    return Eigen::internal::pmul(gradient, expansion_packet<ExpansionDerivative>(*state, x));
  }
};

template <typename Scalar>
struct ExpansionTraits {
  enum {
    IsActivation = 1,
    Cost = 200,  // cycles of a register, of the order of ten terms
    PacketAccess = simd::is_vectorizable<Scalar>
  };
};

}  // namespace eigenact::core

namespace Eigen::internal {

template <typename State, typename Quantity>
struct functor_traits<eigenact::core::ExpansionUnary<State, Quantity>>
    : eigenact::core::ExpansionTraits<typename State::Scalar> {};
template <typename State>
struct functor_traits<eigenact::core::ExpansionChain<State>>
    : eigenact::core::ExpansionTraits<typename State::Scalar> {};

}  // namespace Eigen::internal

EIGENACT_PACKETS_END
