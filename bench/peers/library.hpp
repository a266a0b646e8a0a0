// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "peer.hpp"

// For the files of this folder, one per library.

namespace eigenact::peers {

/// The peers of one library while they are listed.
template <typename T>
class Library {
 public:
  Library(std::string name, std::string version)
      : name_(std::move(name)), version_(std::move(version)) {}

  template <typename Bind>
  void add(const char* activation, Direction direction, Bind bind) {
    peers_.push_back({name_, version_, activation, direction, std::move(bind)});
  }

  std::vector<Peer<T>> peers() const { return peers_; }

 private:
  std::string name_, version_;
  std::vector<Peer<T>> peers_;
};

// Libraries that choose their instructions at run time use no more than ours were compiled for.
#if defined(__x86_64__) && !defined(__AVX512F__)
inline constexpr bool kHoldToAvx2 = true;
#else
inline constexpr bool kHoldToAvx2 = false;
#endif

// Defined for float and double, empty where the library lacks the type.
template <typename T>
std::vector<Peer<T>> eigen_peers();
template <typename T>
std::vector<Peer<T>> fastmath_peers();
template <typename T>
std::vector<Peer<T>> onednn_peers();
template <typename T>
std::vector<Peer<T>> torch_peers();
template <typename T>
std::vector<Peer<T>> xnnpack_peers();

}  // namespace eigenact::peers
