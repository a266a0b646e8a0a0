// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <eigenact/core/evaluate.hpp>

EIGENACT_PACKETS_BEGIN

// Loops over numbers that lie side by side, in blocks of one or two registers. The rest of an array
// is one more block, so that everything is compiled for whole blocks, once.

namespace eigenact::core {

template <typename S>
inline constexpr int kPacketSize = simd::size_of<simd::packet_of<S>>;
template <typename S>
inline constexpr bool has_registers = is_native<S>&& kPacketSize<S> > 1;

/// The numbers before the first that begins a register in memory; 0 in short arrays, which are not
/// worth a block of its own.
template <typename S>
Eigen::Index unaligned_count(const S* data, Eigen::Index size) {
  constexpr std::uintptr_t bytes = sizeof(simd::packet_of<S>);
  const std::uintptr_t beyond = reinterpret_cast<std::uintptr_t>(data) % bytes;
  if (beyond % sizeof(S) != 0 || size < static_cast<Eigen::Index>(8 * bytes / sizeof(S))) return 0;
  return static_cast<Eigen::Index>((bytes - beyond) % bytes / sizeof(S));
}

namespace detail {

// The first `count` numbers of a block as a whole one, and back to where they are from. Beyond them
// stand repetitions of the first, as slow or as fast as the others.
template <typename S>
void copy_in(const S* x, S* copy, Eigen::Index count, Eigen::Index step) {
  for (Eigen::Index i = 0; i < step; ++i) copy[i] = x[i < count ? i : 0];
}
template <typename S>
void copy_in(S*, S*, Eigen::Index, Eigen::Index) {}
template <typename S>
void copy_out(const S*, const S*, Eigen::Index) {}
template <typename S>
void copy_out(S* y, const S* copy, Eigen::Index count) {
  std::copy(copy, copy + count, y);
}

template <Eigen::Index Step, typename Run, typename First, typename... Pointers>
void for_each_block(Eigen::Index size, Eigen::Index first, Run run, First* y, Pointers... arrays);

// run() for one block that is not whole.
template <Eigen::Index Step, typename S, typename Run, std::size_t... K, typename... Pointers>
EIGENACT_NOINLINE void run_on_copies(Eigen::Index count, const Run& run, std::index_sequence<K...>,
                                     Pointers... arrays) {
  S copies[sizeof...(K)][Step];
  (copy_in(arrays, copies[K], count, Step), ...);
  for_each_block<Step>(Step, 0, run, static_cast<Pointers>(copies[K])...);
  (copy_out(arrays, copies[K], count), ...);
}

// The kernel is compiled here, once: what is no whole block comes back as one.
template <Eigen::Index Step, typename Run, typename First, typename... Pointers>
void for_each_block(Eigen::Index size, Eigen::Index first, Run run, First* y, Pointers... arrays) {
  using Indices = std::make_index_sequence<1 + sizeof...(Pointers)>;
  if (first > 0) run_on_copies<Step, First>(first, run, Indices(), y, arrays...);
  Eigen::Index index = first;
  for (; index + Step <= size; index += Step) run(y + index, (arrays + index)...);
  if (index < size)
    run_on_copies<Step, First>(size - index, run, Indices(), y + index, (arrays + index)...);
}

}  // namespace detail

/// run(pointers...) for blocks of Step numbers of all arrays, of which those are written whose
/// pointers are not to const. What is no whole block is computed on copies.
template <Eigen::Index Step, typename Run, typename S, typename... Pointers>
void for_each_block(Eigen::Index size, const Run& run, S* y, Pointers... arrays) {
  detail::for_each_block<Step>(size, unaligned_count(y, size), run, y, arrays...);
}

/// Whether a register of S fills two of double.
template <typename S>
inline constexpr bool fills_two_doubles =
    std::is_same_v<S, float>&& WideFloat<kPacketSize<S>>::size * 2 == kPacketSize<S>;

/// What a block is computed in: two registers that go through the same operations, one that is
/// several as it is (of pairs), float as two registers of double, or both of it.
enum class BlockKind { kTwo, kOne, kDoubles, kBoth };
template <typename Formula, typename Quantity, typename Accuracy, typename S>
inline constexpr BlockKind block_kind =
    is_split<Formula, Quantity, Accuracy, ComputeScalar<S>>
        ? (fills_two_doubles<S> ? BlockKind::kBoth : BlockKind::kOne)
    : in_own_type<Formula, Quantity, Accuracy, ComputeScalar<S>>()  ? BlockKind::kTwo
    : fills_two_doubles<S>&& takes_two_doubles<Formula, Quantity>() ? BlockKind::kDoubles
                                                                    : BlockKind::kOne;

/// A register of float and the same numbers in registers of double.
template <typename V, typename Doubles>
struct BothRegisters {
  V own;
  Doubles wide;
};
/// The same for value and derivative of which one is computed in float and one in double.
template <typename Formula, typename Quantity, typename Accuracy, bool Chosen, typename V,
          typename Doubles, typename Scalar>
EIGENACT_INLINE Results<V, 2> evaluate_register(const BothRegisters<V, Doubles>& x,
                                                const Scalar* parameters) {
  const auto in_one = [&](auto quantity) {
    using One = decltype(quantity);
    if constexpr (in_own_type<Formula, One, Accuracy, float>() ||
                  !takes_two_doubles<Formula, One>())
      return evaluate<Formula, One, Accuracy, Chosen>(x.own, parameters)[0];
    else
      return V::of(simd::narrow<typename V::Packet>(
          std::array{evaluate_wide<Formula, One>(x.wide, parameters)[0].packet}));
  };
  return {in_one(Value()), in_one(Derivative())};
}

/// A block of S from memory and back; as an argument, and as what others are multiplied with.
template <typename S, BlockKind Kind>
struct BlockRegister {
  static constexpr int size = (Kind == BlockKind::kTwo ? 2 : 1) * kPacketSize<S>;
  using V = Vec<ComputeScalar<S>, size, std::is_same_v<S, double> ? Grade::Double : Grade::Single>;

  static EIGENACT_INLINE V load(const S* x) {
    if constexpr (!is_sixteen_bit<S>)
      return V::of(simd::load<typename V::Packet>(x));
    else if constexpr (Kind == BlockKind::kTwo)
      return V::of(simd::load_two_of_floats(x));
    else
      return V::of(simd::to_floats(simd::load<simd::packet_of<S>>(x)));
  }
  static EIGENACT_INLINE V argument(const S* x) { return load(x); }
  static EIGENACT_INLINE const V& rounded(const V& x) { return x; }
  static EIGENACT_INLINE void store(S* y, const V& x) {
    if constexpr (!is_sixteen_bit<S>)
      simd::store(y, x.packet);
    else if constexpr (Kind == BlockKind::kTwo)
      simd::store_two_of_floats(y, x.packet);
    else
      simd::store(y, simd::from_floats<simd::packet_of<S>>(x.packet));
  }
};
template <typename S>
struct BlockRegister<S, BlockKind::kDoubles> : BlockRegister<S, BlockKind::kOne> {
  using V = typename BlockRegister<S, BlockKind::kOne>::V;
  using Doubles = Vec<double, kPacketSize<S>, Grade::Medium>;

  static EIGENACT_INLINE Doubles argument(const S* x) {
    return Doubles::of(simd::load_as_doubles<simd::packet_of<double>>(x));
  }
  static EIGENACT_INLINE V rounded(const Doubles& x) {
    return V::of(simd::narrow<typename V::Packet>(std::array{x.packet}));
  }
  using BlockRegister<S, BlockKind::kOne>::store;
  static EIGENACT_INLINE void store(S* y, const Doubles& x) { simd::store_as_floats(y, x.packet); }
};
template <typename S>
struct BlockRegister<S, BlockKind::kBoth> : BlockRegister<S, BlockKind::kOne> {
  using Doubles = BlockRegister<S, BlockKind::kDoubles>;
  using V = typename BlockRegister<S, BlockKind::kOne>::V;

  static EIGENACT_INLINE BothRegisters<V, typename Doubles::Doubles> argument(const S* x) {
    return {BlockRegister<S, BlockKind::kOne>::load(x), Doubles::argument(x)};
  }
};
template <typename Formula, typename Quantity, typename Accuracy, typename S>
using BlockOf = BlockRegister<S, block_kind<Formula, Quantity, Accuracy, S>>;

/// run(evaluate, parameters): evaluate(register, parameters) is Quantity of Formula. What is the
/// same for all numbers is decided here.
template <typename Formula, typename Quantity, typename Accuracy, typename P, typename Run>
void choose_evaluation(const P& parameters, const Run& run) {
  using S = std::remove_cv_t<std::remove_pointer_t<decltype(parameters.data())>>;
  if constexpr (std::is_same_v<S, double> && Formula::facts.parameter_count() > 0) {
    if (has_extreme_parameters<Formula>(parameters.data()))
      return run(
          [](const auto& x, const auto& p) {
            return evaluate_in_long_double<Formula, Quantity>(x, p.data());
          },
          parameters);
  }
  run_with<Formula, Quantity, Accuracy>(parameters, [&run](const auto& own) {
    run(
        [](const auto& x, const auto& p) {
          return evaluate_register<Formula, Quantity, Accuracy, true>(x, p.data());
        },
        own);
  });
}

/// Quantity of Formula at x[0], ..., x[size - 1], to y and, of two results, the second to dy; one
/// by one where the scalar has no registers.
template <typename Formula, typename Quantity, typename Accuracy, typename S, typename P,
          typename... Results>
void evaluate_numbers(const P& parameters, Eigen::Index size, const S* x, Results*... y) {
  if constexpr (has_registers<S>) {
    using Register = BlockOf<Formula, Quantity, Accuracy, S>;
    choose_evaluation<Formula, Quantity, Accuracy>(
        parameters, [&](const auto& evaluation, const auto& chosen) {
          const auto block = [evaluation, p = chosen](Results*... to, const S* from) {
            const auto results = evaluation(Register::argument(from), p);
            std::size_t i = 0;
            (Register::store(to, results[i++]), ...);
          };
          for_each_block<Register::size>(size, block, y..., x);
        });
  } else {
    for (Eigen::Index k = 0; k < size; ++k) {
      const auto results =
          evaluate_element<Formula, Quantity, Accuracy, S>(x[k], parameters.data());
      std::size_t i = 0;
      ((y[k] = results[i++]), ...);
    }
  }
}

/// For scalars that have registers: gradient[i] times Quantity of Formula at x[i].
template <typename Formula, typename Quantity, typename Accuracy, typename S, typename P>
void multiply_numbers(const P& parameters, Eigen::Index size, const S* x, const S* gradient, S* y) {
  using Register = BlockOf<Formula, Quantity, Accuracy, S>;
  choose_evaluation<Formula, Quantity, Accuracy>(
      parameters, [&](const auto& evaluation, const auto& chosen) {
        const auto block = [evaluation, p = chosen](S* to, const S* from, const S* factors) {
          const auto slope = evaluation(Register::argument(from), p);
          Register::store(to, Register::rounded(slope[0]) * Register::load(factors));
        };
        for_each_block<Register::size>(size, block, y, x, gradient);
      });
}

}  // namespace eigenact::core

EIGENACT_PACKETS_END
