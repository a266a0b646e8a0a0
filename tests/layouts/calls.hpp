// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/channelwise.hpp>
#include <eigenact/core/gated.hpp>
#include <eigenact/core/rowwise_reduction.hpp>

#include "members.hpp"

// The library's expressions and assignments around a member whose type is erased: each is compiled
// once for all members. Every functor has the paths that the member's own has: numbers, registers
// and, where the library assigns in blocks, blocks.

namespace eigenact_test {

/// The lanes of a register, of which Eigen takes a part for an array of fixed size.
constexpr int kLanes = eigenact::simd::size_of<eigenact::simd::packet_of<float>>;

/// A member as an Eigen functor.
template <bool InBlocks>
struct Call {
  const Pointwise* f;

  template <typename... X>
  float operator()(const X&... x) const {
    const float all[] = {x...};
    return f->element(all);
  }
  template <typename Packet, typename... More>
  Packet packetOp(const Packet& x, const More&... more) const {
    float in[1 + sizeof...(More)][kLanes] = {}, out[kLanes];
    const float* pointers[1 + sizeof...(More)];
    std::size_t k = 0;
    const auto put = [&](const Packet& packet) {
      Eigen::internal::pstoreu(in[k], packet);
      pointers[k] = in[k];
      ++k;
    };
    put(x);
    (put(more), ...);
    f->packet(pointers, out);
    return Eigen::internal::ploadu<Packet>(out);
  }
  void apply(const float* x, float* y, Index size) const { f->apply(&x, y, size); }
  void apply(const float* a, const float* b, float* y, Index size) const {
    const float* const x[] = {a, b};
    f->apply(x, y, size);
  }
};

/// What stands for the members in the library's own templates.
struct AnyChannels {
  static constexpr eigenact::Facts facts = eigenact::Facts("channels").formula("x");
};
struct AnyGate {
  static constexpr eigenact::Facts facts = eigenact::Facts("gate").formula("a * b");
  struct Factor {
    static constexpr eigenact::Facts facts = eigenact::Facts("factor").formula("x");
  };
  using First = Factor;
  using Second = Factor;
  static inline const Pointwise* member = nullptr;
};
struct AnyLines : eigenact::core::RowwiseFormula {
  static constexpr eigenact::Facts facts = eigenact::Facts("lines").formula("x_i");
  static inline const LinesMember* member = nullptr;

  template <typename Accuracy>
  static void forward(const float*, const ConstLines& x, const OutLines& y) {
    member->forward(x, y);
  }
  template <typename Accuracy>
  static void forward(const ConstLines& x, const OutLines& y) {
    member->forward(x, y);
  }
  template <typename Accuracy>
  static void backward(const float*, const ConstLines& y, const ConstLines& g, const OutLines& gx) {
    member->backward(y, g, gx);
  }
  template <typename Accuracy>
  static void backward(const ConstLines& x, const ConstLines& g, const OutLines& gx) {
    member->backward(x, g, gx);
  }
};

}  // namespace eigenact_test

namespace eigenact::core {

template <>
inline constexpr bool has_blocks<eigenact_test::Call<true>> = has_registers<float>;

template <>
struct ChannelUnary<eigenact_test::AnyChannels, float, Fast, Value, Channels::Rows> {
  const eigenact_test::Channels* f;

  float operator()(const float& x) const;
  float element(Eigen::Index row, const float& x) const { return f->element(row, x); }
  template <typename Packet>
  Packet in_channel(Eigen::Index row, const Packet& x) const {
    return call(x, [&](const float* in, float* out) { f->in_channel(row, in, out); });
  }
  template <typename Packet>
  Packet across_channels(Eigen::Index row, const Packet& x) const {
    return call(x, [&](const float* in, float* out) { f->across_channels(row, in, out); });
  }

 private:
  template <typename Packet, typename Run>
  static Packet call(const Packet& x, const Run& run) {
    float in[eigenact_test::kLanes] = {}, out[eigenact_test::kLanes];
    Eigen::internal::pstoreu(in, x);
    run(in, out);
    return Eigen::internal::ploadu<Packet>(out);
  }
};

template <>
struct GateProduct<eigenact_test::AnyGate, float, Fast> : eigenact_test::Call<true> {
  explicit GateProduct(const float*) : Call{eigenact_test::AnyGate::member} {}
};
template <>
inline constexpr bool has_blocks<GateProduct<eigenact_test::AnyGate, float, Fast>> =
    has_registers<float>;

}  // namespace eigenact::core

namespace Eigen::internal {

struct activation_traits {
  enum { IsActivation = 1, Cost = 20, PacketAccess = eigenact::simd::is_vectorizable<float> };
};
template <bool InBlocks>
struct functor_traits<eigenact_test::Call<InBlocks>> : activation_traits {};
template <>
struct functor_traits<
    eigenact::core::ChannelUnary<eigenact_test::AnyChannels, float, eigenact::Fast,
                                 eigenact::core::Value, eigenact::Channels::Rows>>
    : activation_traits {};
template <>
struct functor_traits<eigenact::core::GateProduct<eigenact_test::AnyGate, float, eigenact::Fast>>
    : activation_traits {};

}  // namespace Eigen::internal
