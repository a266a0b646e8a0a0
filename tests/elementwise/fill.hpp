// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

// Enters activations in all_tables(). A source file includes their headers and this one, and says
// EIGENACT_TEST_KERNELS(Type), EIGENACT_TEST_REST(Type) or EIGENACT_TEST_FLOATS(Type) for each of
// them.

#include <eigenact/math/math.hpp>

#include "tables.hpp"

namespace eigenact_test {

template <typename Formula>
inline constexpr auto kParameters = static_cast<std::size_t>(Formula::facts.parameter_count());

template <typename Formula, typename Quantity, typename Accuracy, typename S>
S element(const S* parameters, const S& x) {
  return eigenact::core::evaluate_element<Formula, Quantity, Accuracy>(x, parameters)[0];
}

template <typename Formula, typename Quantity, typename Accuracy, typename S>
void chain(const S* parameters, const S* x, const S* gradient, S* y, Eigen::Index size) {
  const auto values = eigenact::registry::detail::values_of<Formula>(parameters);
  if constexpr (eigenact::core::has_registers<S>) {
    eigenact::core::multiply_numbers<Formula, Quantity, Accuracy>(values, size, x, gradient, y);
  } else {
    eigenact::core::Chain<Formula, S, Accuracy, Quantity> f{};
    constexpr auto count = kParameters<Formula>;
    if constexpr (count > 0)
      f.parameters.set(Eigen::Map<const Eigen::Array<S, count, 1>>(parameters));
    for (Eigen::Index i = 0; i < size; ++i) y[i] = f(x[i], gradient[i]);
  }
}

template <typename Accuracy>
inline constexpr bool is_precise = std::is_same_v<Accuracy, eigenact::Precise>;

/// The kernels of the registry, whose tests link them instead of compiling them again.
template <typename Formula, typename Accuracy, typename S>
void add_kernels() {
  using namespace eigenact;
  auto& table = tables_of(Formula::facts).template of<S>(is_precise<Accuracy>);
  table.kernels = &registry::kernels<Formula, S, Accuracy>();
  if constexpr (core::has_output_form<Formula, kParameters<Formula>>)
    table.derivative_from_output =
        registry::detail::pass<Formula, core::DerivativeFromOutput, Accuracy, S, S>;
}

/// The passes alone: gradients of parameters have the same arithmetic in every accuracy.
template <typename Formula, typename Accuracy, typename S>
void add_passes() {
  using namespace eigenact;
  static constexpr registry::Kernels<S> kernels{
      &Formula::facts,
      registry::detail::pass<Formula, core::Value, Accuracy, S, S>,
      registry::detail::pass<Formula, core::Derivative, Accuracy, S, S>,
      registry::detail::pass<Formula, core::SecondDerivative, Accuracy, S, S>,
      registry::detail::pass<Formula, core::ValueAndDerivative, Accuracy, S, S, S>,
      nullptr,
      nullptr};
  tables_of(Formula::facts).template of<S>(is_precise<Accuracy>).kernels = &kernels;
}

/// Elements: values and derivatives, and of Fast second derivatives and backward, too.
template <typename Formula, typename Accuracy, typename S>
void add_extras() {
  using namespace eigenact;
  static constexpr Extras<S> extras = [] {
    Extras<S> result{};
    result.element[0] = element<Formula, core::Value, Accuracy, S>;
    result.element[1] = element<Formula, core::Derivative, Accuracy, S>;
    if constexpr (!is_precise<Accuracy>) {
      result.element[2] = element<Formula, core::SecondDerivative, Accuracy, S>;
      result.backward = chain<Formula, core::Derivative, Accuracy, S>;
    }
    return result;
  }();
  tables_of(Formula::facts).template of<S>(is_precise<Accuracy>).extras = &extras;
}

/// What the short tier has of every activation.
template <typename Formula>
bool add_kernels() {
  add_kernels<Formula, eigenact::Fast, float>();
  add_kernels<Formula, eigenact::Precise, float>();
  add_kernels<Formula, eigenact::Fast, double>();
  return true;
}

/// What the full tier has beside that.
template <typename Formula>
bool add_rest() {
  add_passes<Formula, eigenact::Precise, double>();
  add_passes<Formula, eigenact::Fast, Eigen::half>();
  add_passes<Formula, eigenact::Fast, Eigen::bfloat16>();
  add_extras<Formula, eigenact::Fast, float>();
  add_extras<Formula, eigenact::Precise, float>();
  add_extras<Formula, eigenact::Fast, double>();
  add_extras<Formula, eigenact::Precise, double>();
  return true;
}

/// What they have where they are compiled with other options.
template <typename Formula>
bool add_floats() {
  add_kernels<Formula, eigenact::Fast, float>();
  return true;
}

}  // namespace eigenact_test

#define EIGENACT_TEST_KERNELS(Type)                                               \
  template const eigenact::registry::Kernels<float>&                              \
  eigenact::registry::kernels<eigenact::formula::Type, float, eigenact::Fast>();  \
  template const eigenact::registry::Kernels<double>&                             \
  eigenact::registry::kernels<eigenact::formula::Type, double, eigenact::Fast>(); \
  [[maybe_unused]] static const bool kernels_of_##Type =                          \
      eigenact_test::add_kernels<eigenact::formula::Type>()
#define EIGENACT_TEST_FLOATS(Type)                      \
  [[maybe_unused]] static const bool floats_of_##Type = \
      eigenact_test::add_floats<eigenact::formula::Type>()
#define EIGENACT_TEST_REST(Type)                      \
  [[maybe_unused]] static const bool rest_of_##Type = \
      eigenact_test::add_rest<eigenact::formula::Type>()
