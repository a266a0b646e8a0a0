// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <eigenact/core/strips.hpp>

EIGENACT_PACKETS_BEGIN

namespace eigenact::rowwise {

/// The powers of the elements of one strip, where there is room for all of them: 16 KiB, which the
/// first cache holds beside the line. (Not initialized: they are written before they are read.)
template <typename Values>
class KeptPowers {
 public:
  template <typename Strip>
  static EIGENACT_INLINE bool fit(const Strip& strip) {
    const auto registers = static_cast<std::size_t>(strip.count + (strip.tail > 0 ? 1 : 0));
    return groups(strip) * registers <= kCount;
  }
  template <typename Strip>
  EIGENACT_INLINE Values& at(const Strip& strip, std::size_t g, Eigen::Index i) {
    const std::size_t place = fit(strip) ? static_cast<std::size_t>(i) * groups(strip) + g : 0;
    eigen_assert(place < kCount);
    return values_[place];
  }

 private:
  static constexpr std::size_t kCount = 0x4000 / sizeof(Values);
  template <typename Strip>
  static EIGENACT_INLINE std::size_t groups(const Strip& strip) {
    return Strip::across ? static_cast<std::size_t>(strip.groups) : 1;
  }
  std::array<Values, kCount> values_;
};

}  // namespace eigenact::rowwise

EIGENACT_PACKETS_END
