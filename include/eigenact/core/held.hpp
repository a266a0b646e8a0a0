// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <eigenact/core/registers.hpp>

EIGENACT_PACKETS_BEGIN

// Formulas made of formulas. Their parameters are their own, then those of the formulas they hold,
// in order.

namespace eigenact::core {

/// What an activation is made of.
template <typename Activation>
struct Parts;
template <typename F, typename S, typename A>
struct Parts<Elementwise<F, S, A>> {
  using Formula = F;
  using Scalar = S;
  using Accuracy = A;
};
template <typename Activation>
using FormulaOf = typename Parts<Activation>::Formula;

/// The name of a parameter, with a prefix for what it belongs to: "f2_alpha".
template <const std::string_view& Prefix, typename F, int J>
struct PrefixedName {
  static constexpr std::string_view own = F::facts.parameter(J).name;
  static constexpr std::size_t size = Prefix.size() + own.size();
  static constexpr auto text = [] {
    std::array<char, size> joined{};
    for (std::size_t i = 0; i < size; ++i)
      joined[i] = i < Prefix.size() ? Prefix[i] : own[i - Prefix.size()];
    return joined;
  }();
  static constexpr std::string_view name{text.data(), size};
};

inline constexpr std::string_view held_prefix[] = {"f_", "f1_", "f2_", "f3_", "f4_", "f5_", "f6_"};
template <int K>
inline constexpr std::string_view prefix_of = held_prefix[K];

template <int K, typename F, std::size_t... J>
constexpr Facts add_parameters(Facts facts, std::index_sequence<J...>) {
  ((facts = facts.parameter(PrefixedName<prefix_of<K>, F, static_cast<int>(J)>::name,
                            F::facts.parameter(static_cast<int>(J)).value,
                            F::facts.parameter(static_cast<int>(J)).interval)),
   ...);
  return facts;
}

/// One of the formulas held, its parameters beginning at Offset. K numbers it from 1; 0 where there
/// is no other.
template <typename F, std::size_t Offset, int K = 0>
struct Held {
  static constexpr auto count = static_cast<std::size_t>(F::facts.parameter_count());
  static constexpr std::size_t end = Offset + count;
  using Indices = std::make_index_sequence<count>;

  static constexpr Facts added_to(const Facts& facts) {
    return add_parameters<K, F>(facts, Indices());
  }
  template <typename Quantity, typename V, std::size_t All>
  static EIGENACT_INLINE V of(const V& x, const std::array<V, All>& p) {
    return call_with<F, Quantity>(x, own(p))[0];
  }
  /// weight(df/dp) for each of its parameters, written to their places.
  template <typename V, std::size_t All, typename Weight>
  static EIGENACT_INLINE void put_gradients(const V& x, const std::array<V, All>& p,
                                            std::array<V, All>& result, const Weight& weight) {
    if constexpr (count > 0) {
      const auto slopes = call_with<F, ParameterGradients<F>>(x, own(p));
      for (std::size_t i = 0; i < count; ++i) result[Offset + i] = weight(slopes[i]);
    } else {
      static_cast<void>(x), static_cast<void>(p), static_cast<void>(result);
      static_cast<void>(weight);
    }
  }
  /// Whether its parameters go together.
  template <typename S, std::size_t All>
  static bool consistent(const std::array<S, All>& p) {
    return consistent(p, Indices());
  }

 private:
  template <typename V, std::size_t All>
  static EIGENACT_INLINE std::array<V, count> own(const std::array<V, All>& p) {
    std::array<V, count> result;
    for (std::size_t i = 0; i < count; ++i) result[i] = p[Offset + i];
    return result;
  }
  template <typename S, std::size_t All, std::size_t... J>
  static bool consistent(const std::array<S, All>& p, std::index_sequence<J...> indices) {
    static_cast<void>(p);
    if constexpr (is_constrained<F, S, decltype(indices)>)
      return F::consistent(p[Offset + J]...);
    else
      return true;
  }
};

inline constexpr Text held_consistency = "parameters that the activations it holds take together";

}  // namespace eigenact::core

EIGENACT_PACKETS_END
