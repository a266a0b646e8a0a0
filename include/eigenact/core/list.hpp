// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/simd/standard.hpp>

namespace eigenact {

/// A list of types.
template <typename... Types>
struct List {
  static constexpr int size = sizeof...(Types);
};

namespace core {

template <typename New, typename... Types>
List<Types..., New> append(List<Types...>);

template <int N>
struct Rank : Rank<N - 1> {};
template <>
struct Rank<0> {};
// A class with N bases costs g++ time and memory by N squared, so the long chain is for long lists.
inline constexpr int kUsualRank = 64, kMaxRank = 400;

}  // namespace core

// A list that the headers of a family add themselves to by being included: overloads of one
// function, never defined, of which the one with the highest rank returns the whole list.
#define EIGENACT_LIST(list) ::eigenact::List<> list(::eigenact::core::Rank<0>)
#define EIGENACT_LISTED_TO(list, rank) decltype(list(::eigenact::core::Rank<rank>()))
#define EIGENACT_LISTED(list)                                                              \
  EIGENACT_LISTED_TO(list, (EIGENACT_LISTED_TO(list, ::eigenact::core::kUsualRank)::size < \
                                    ::eigenact::core::kUsualRank                           \
                                ? ::eigenact::core::kUsualRank                             \
                                : ::eigenact::core::kMaxRank))
#define EIGENACT_APPEND(list, Type)                                  \
  auto list(::eigenact::core::Rank<EIGENACT_LISTED(list)::size + 1>) \
      ->decltype(::eigenact::core::append<Type>(EIGENACT_LISTED(list)()))

}  // namespace eigenact
