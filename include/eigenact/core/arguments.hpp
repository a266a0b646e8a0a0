// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/accuracy.hpp>
#include <eigenact/simd/config.hpp>
#include <type_traits>

// What activations take, and one sentence at compile time for what they do not. The checks have a
// deduced return type: so compilers make them where they are called, before anything that follows
// from the mistake. The headers of the families include this one first, which keeps the way to the
// sentence short.

namespace eigenact::core {

/// Whether T is one of the two accuracies.
template <typename T>
inline constexpr bool is_accuracy = std::is_same_v<T, Fast> || std::is_same_v<T, Precise>;

template <typename Accuracy>
constexpr auto check_accuracy() {
  static_assert(is_accuracy<Accuracy>,
                "eigenact: the accuracy is eigenact::Fast or eigenact::Precise.");
  return true;
}

template <typename X>
std::true_type dense_or_not(const Eigen::DenseBase<X>*);
std::false_type dense_or_not(const volatile void*);
/// Whether T is a dense matrix, array or expression of Eigen's.
template <typename T>
inline constexpr bool is_dense =
    decltype(dense_or_not(static_cast<std::remove_reference_t<T>*>(nullptr)))::value;

/// That the expressions X are of scalar type S.
template <typename S, typename... X>
constexpr auto check_scalars() {
  constexpr bool real = (... && !Eigen::NumTraits<typename X::Scalar>::IsComplex);
  constexpr bool floating = (... && !Eigen::NumTraits<typename X::Scalar>::IsInteger);
  static_assert(real,
                "eigenact: activations are defined on real numbers, not on complex ones; take "
                "real(), imag() or abs() of the argument.");
  static_assert(floating,
                "eigenact: activations are defined on floating-point numbers, not on integers; "
                "cast<float>() the argument.");
  static_assert(!real || !floating || (... && std::is_same_v<typename X::Scalar, S>),
                "eigenact: the activation and the array have different scalar types; cast() one.");
}

/// Whether something can be assigned to the elements of a T&.
template <typename T>
constexpr bool is_writable() {
  using Result = std::remove_reference_t<T>;
  if constexpr (std::is_const_v<Result> || !is_dense<Result>)
    return false;
  else
    return (Result::Flags & Eigen::LvalueBit) != 0;
}

/// That results can be written to what is given for them.
template <typename... Results>
constexpr auto check_results() {
  static_assert((... && is_dense<Results>),
                "eigenact: results are written to Eigen's dense arrays and matrices; wrap memory, "
                "such as a std::vector, in Eigen::Map.");
  static_assert(!(... && is_dense<Results>) || (... && is_writable<Results>()),
                "eigenact: a result must be writable: an array, matrix, Map, Block or Ref that is "
                "not const, and no expression such as X * X.");
}

/// Whether an activation of S takes a T neither as a number nor as an array. Pointers have
/// functions of their own.
template <typename S, typename T>
constexpr bool is_refused() {
  using Argument = std::remove_cv_t<std::remove_reference_t<T>>;
  if constexpr (!std::is_class_v<Argument> || is_dense<Argument>)
    return false;
  else
    return !std::is_convertible_v<Argument, S>;
}

template <typename S, typename... Arguments>
constexpr auto check_arguments() {
  static_assert((... && !is_refused<S, Arguments>()),
                "eigenact: activations take numbers and Eigen's dense arrays and matrices; wrap "
                "memory, such as a std::vector, in Eigen::Map; of an Eigen::Tensor call "
                "x.unaryExpr(f).");
}

/// Overloads for what an activation does not take.
template <typename S>
class Refusals {
 public:
#define EIGENACT_REFUSAL(name)                                                               \
  template <typename... Arguments,                                                           \
            std::enable_if_t<(... || is_refused<S, Arguments>()), std::nullptr_t> = nullptr> \
  auto name(Arguments&&...) const {                                                          \
    return check_arguments<S, Arguments...>();                                               \
  }
  EIGENACT_REFUSAL(operator())
  EIGENACT_REFUSAL(derivative)
  EIGENACT_REFUSAL(second_derivative)
  EIGENACT_REFUSAL(backward)
  EIGENACT_REFUSAL(derivative_from_output)
  EIGENACT_REFUSAL(backward_from_output)
  EIGENACT_REFUSAL(value_and_derivative)
  EIGENACT_REFUSAL(parameter_gradient)
  EIGENACT_REFUSAL(colwise)
  EIGENACT_REFUSAL(rowwise)
  EIGENACT_REFUSAL(colwise_backward)
  EIGENACT_REFUSAL(rowwise_backward)
#undef EIGENACT_REFUSAL
};

}  // namespace eigenact::core
