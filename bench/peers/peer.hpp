// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

// Activation functions of other libraries behind one interface, to be timed and to be checked.

namespace eigenact::peers {

enum class Direction { kForward, kBackward };

/// The memory of one call: `size` elements each, none overlapping another. A library may read, not
/// use, up to kPadding bytes beyond x and gradient unless size is a multiple of 64.
template <typename T>
struct Arrays {
  const T* x;
  const T* gradient;  // not read by a forward function, but for swiglu: its second operand
  T* y;
  std::size_t size;
};
inline constexpr std::size_t kPadding = 64;
/// What softmax and log_softmax take for a vector; size is a multiple of it.
inline constexpr std::size_t kLine = 1024;

using Call = std::function<void()>;

/// One function of one library for one number type, on one thread. Parameters are those that
/// eigenact has by default.
template <typename T>
struct Peer {
  std::string library;     // torch, onednn, xnnpack, eigen_tuned or fastmath
  std::string version;     // as the library tells it
  std::string activation;  // as eigenact's name()
  Direction direction;
  /// All that comes before the clock starts: makes what the library needs for these arrays and,
  /// where its backward function reads what its forward function left (the output of a sigmoid),
  /// runs that one on x. The call then writes y: f(x), or gradient * f'(x). It holds the pointers;
  /// after a change of x, bind again.
  std::function<Call(const Arrays<T>&)> bind;
};

/// Those of all libraries that this program is built with; T is float or double.
template <typename T>
const std::vector<Peer<T>>& peers();

/// The peer once: f(x) or gradient * f'(x), the same gradient everywhere. Any size; x and y may be
/// the same. It makes copies and binds, which takes microseconds: not for a clock.
template <typename T>
void evaluate(const Peer<T>& peer, const T* x, T* y, std::size_t size, T gradient = 1);

}  // namespace eigenact::peers
