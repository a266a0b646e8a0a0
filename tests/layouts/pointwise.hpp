// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/functors.hpp>
#include <utility>

#include "members.hpp"

namespace eigenact_test {

/// One of the library's functors with its type erased.
template <typename F, std::size_t Operands>
class PointwiseOf final : public Pointwise {
  using Indices = std::make_index_sequence<Operands>;
  using Packet = eigenact::simd::packet_of<float>;

 public:
  explicit PointwiseOf(const F& f) : f_(f) {}
  float element(const float* x) const override { return element(x, Indices()); }
  void packet(const float* const* x, float* y) const override { packet(x, y, Indices()); }
  void apply(const float* const* x, float* y, Index size) const override {
    apply(x, y, size, Indices());
  }

 private:
  template <std::size_t... K>
  float element(const float* x, std::index_sequence<K...>) const {
    return f_(x[K]...);
  }
  template <std::size_t... K>
  void packet(const float* const* x, float* y, std::index_sequence<K...>) const {
    if constexpr (eigenact::core::has_registers<float>)
      Eigen::internal::pstoreu(y, f_.packetOp(Eigen::internal::ploadu<Packet>(x[K])...));
    else
      *y = f_(*x[K]...);
  }
  template <std::size_t... K>
  void apply([[maybe_unused]] const float* const* x, [[maybe_unused]] float* y,
             [[maybe_unused]] Index size, std::index_sequence<K...>) const {
    if constexpr (eigenact::core::has_blocks<F>) f_.apply(x[K]..., y, size);
  }

  F f_;
};

template <std::size_t Operands, typename F>
void add(std::vector<PointwiseMember>& all, std::string name, const F& f) {
  all.push_back({std::move(name), Operands, eigenact::core::has_blocks<F>,
                 std::make_shared<const PointwiseOf<F, Operands>>(f)});
}

}  // namespace eigenact_test
