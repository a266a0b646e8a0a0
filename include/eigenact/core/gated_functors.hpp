// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>

EIGENACT_PACKETS_BEGIN

namespace eigenact::core {

/// Where the parameters of the second factor begin in the list of a gated unit.
template <typename Formula, typename = void>
inline constexpr int second_from = Formula::First::facts.parameter_count();
template <typename Formula>
inline constexpr int second_from<Formula, std::void_t<decltype(Formula::second_from)>> =
    Formula::second_from;

/// The parameters From, From + 1, ... as those of Formula.
template <typename Formula, int From, typename S, typename T, std::size_t... K>
Parameters<Formula, S> select_parameters([[maybe_unused]] const T* all, std::index_sequence<K...>) {
  return Parameters<Formula, S>(static_cast<S>(all[static_cast<std::size_t>(From) + K])...);
}
template <typename Formula, int From, typename S, typename T>
Parameters<Formula, S> select_parameters(const T* all) {
  constexpr auto count = static_cast<std::size_t>(Formula::facts.parameter_count());
  return select_parameters<Formula, From, S>(all, std::make_index_sequence<count>());
}

/// a * b of numbers or registers, rounded by itself as in registers.
template <typename C>
EIGENACT_INLINE C rounded_product(const C& a, const C& b) {
  if constexpr (is_native<C>) {
    using Lane = simd::Lane<C, std::is_same_v<C, float> ? Grade::Single : Grade::Double>;
    return (Lane(a) * Lane(b)).first();
  } else {
    return C(a * b);
  }
}

/// f(a) g(b) as an Eigen binary functor: the factors are rounded, then their product (of the 16-bit
/// floats only the product).
template <typename Formula, typename S, typename Accuracy>
struct GateProduct {
  using First = typename Formula::First;
  using Second = typename Formula::Second;
  using C = ComputeScalar<S>;
  Parameters<First, S> first;
  Parameters<Second, S> second;

  explicit GateProduct(const S* all)
      : first(select_parameters<First, 0, S>(all)),
        second(select_parameters<Second, second_from<Formula>, S>(all)) {}

  EIGENACT_INLINE S operator()(const S& a, const S& b) const {
    return static_cast<S>(
        rounded_product(evaluate_element<First, Value, Accuracy, S, C>(a, first.data())[0],
                        evaluate_element<Second, Value, Accuracy, S, C>(b, second.data())[0]));
  }
  template <typename Packet>
  EIGENACT_INLINE Packet packetOp(const Packet& a, const Packet& b) const {
    return stored<Packet>(
        evaluate_register<First, Value, Accuracy>(computed(a), first.data())[0] *
        evaluate_register<Second, Value, Accuracy>(computed(b), second.data())[0]);
  }
  void apply(const S* a, const S* b, S* y, Eigen::Index size) const {
    using ForFirst = BlockFor<First>;
    using ForSecond = BlockFor<Second>;
    using Register = BlockRegister<S, takes_two ? BlockKind::kTwo : BlockKind::kOne>;
    run_with<First, Value, Accuracy>(first, [&](const auto& p) {
      for_each_block<Register::size>(
          size,
          [p = p, q = second](S* to, const S* from_a, const S* from_b) {
            const auto u =
                evaluate_register<First, Value, Accuracy>(ForFirst::argument(from_a), p.data());
            const auto v =
                evaluate_register<Second, Value, Accuracy>(ForSecond::argument(from_b), q.data());
            Register::store(to, ForFirst::rounded(u[0]) * ForSecond::rounded(v[0]));
          },
          y, a, b);
    });
  }

 private:
  template <typename F>
  static constexpr BlockKind kind = block_kind<F, Value, Accuracy, S>;
  static constexpr bool takes_two =
      kind<First> == BlockKind::kTwo && kind<Second> == BlockKind::kTwo;
  // Of one register, where not both factors take two.
  template <typename F>
  using BlockFor =
      BlockRegister<S, kind<F> == BlockKind::kTwo && !takes_two ? BlockKind::kOne : kind<F>>;
};
template <typename Formula, typename S, typename Accuracy>
inline constexpr bool has_blocks<GateProduct<Formula, S, Accuracy>> = has_registers<S>;

}  // namespace eigenact::core

namespace Eigen::internal {

template <typename Formula, typename S, typename Accuracy>
struct functor_traits<eigenact::core::GateProduct<Formula, S, Accuracy>> {
  template <typename F>
  using Of = eigenact::core::FunctorTraits<F, eigenact::core::Value, Accuracy, S>;
  enum {
    IsActivation = 1,
    Cost = int(Of<typename Formula::First>::Cost) + int(Of<typename Formula::Second>::Cost) +
           NumTraits<S>::MulCost,
    PacketAccess = Of<typename Formula::First>::PacketAccess
  };
};

}  // namespace Eigen::internal

EIGENACT_PACKETS_END
