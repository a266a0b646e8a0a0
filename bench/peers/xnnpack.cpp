// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// XNNPACK: the operators that it has for float. It has no backward functions and no double.

#include <cpuinfo.h>
#include <xnnpack.h>

#include <limits>
#include <memory>
#include <stdexcept>

#include "library.hpp"

namespace eigenact::peers {
namespace {

struct Entry {
  const char* activation;
  xnn_status (*create)(xnn_operator_t*);
  xnn_status (*setup)(xnn_operator_t, std::size_t, const float*, float*, pthreadpool_t);
};

// An array is a batch of rows of one channel, or of kLine.
constexpr std::size_t kChannels = 1, kStride = 1;
constexpr std::uint32_t kNoFlags = 0;

constexpr Entry kEntries[] = {
    {"relu",
     [](xnn_operator_t* result) {
       return xnn_create_clamp_nc_f32(kChannels, kStride, kStride, 0,
                                      std::numeric_limits<float>::infinity(), kNoFlags, result);
     },
     xnn_setup_clamp_nc_f32},
    {"leaky_relu",
     [](xnn_operator_t* result) {
       return xnn_create_leaky_relu_nc_f32(kChannels, kStride, kStride, 0.01F, kNoFlags, result);
     },
     xnn_setup_leaky_relu_nc_f32},
    {"elu",
     [](xnn_operator_t* result) {
       return xnn_create_elu_nc_f32(kChannels, kStride, kStride, 1, kNoFlags, result);
     },
     xnn_setup_elu_nc_f32},
    {"celu",
     [](xnn_operator_t* result) {
       return xnn_create_elu_nc_f32(kChannels, kStride, kStride, 1, kNoFlags, result);
     },
     xnn_setup_elu_nc_f32},
    {"sigmoid",
     [](xnn_operator_t* result) {
       return xnn_create_sigmoid_nc_f32(kChannels, kStride, kStride, kNoFlags, result);
     },
     xnn_setup_sigmoid_nc_f32},
    {"hardswish",
     [](xnn_operator_t* result) {
       return xnn_create_hardswish_nc_f32(kChannels, kStride, kStride, kNoFlags, result);
     },
     xnn_setup_hardswish_nc_f32},
    {"softmax",
     [](xnn_operator_t* result) {
       return xnn_create_softmax_nc_f32(kLine, kLine, kLine, kNoFlags, result);
     },
     [](xnn_operator_t made, std::size_t size, const float* x, float* y, pthreadpool_t threads) {
       return xnn_setup_softmax_nc_f32(made, size / kLine, x, y, threads);
     }}};

void check(xnn_status status, const char* activation) {
  if (status != xnn_status_success)
    throw std::runtime_error(std::string("XNNPACK refuses ") + activation + " with status " +
                             std::to_string(static_cast<int>(status)));
}

// XNNPACK has no switch for it; it looks at what the library cpuinfo found, as initialised once.
void hold_to_avx2() {
#ifdef __x86_64__
  if (kHoldToAvx2 && cpuinfo_initialize()) cpuinfo_isa.avx512f = false;
#endif
}

Call bind(const Entry& entry, const Arrays<float>& arrays) {
  xnn_operator_t made = nullptr;
  check(entry.create(&made), entry.activation);
  const std::shared_ptr<xnn_operator> owner(made, xnn_delete_operator);
  check(entry.setup(made, arrays.size, arrays.x, arrays.y, nullptr), entry.activation);
  return [owner] { xnn_run_operator(owner.get(), nullptr); };
}

}  // namespace

template <>
std::vector<Peer<float>> xnnpack_peers() {
  hold_to_avx2();
  check(xnn_initialize(nullptr), "to start");
  Library<float> library("xnnpack", EIGENACT_PEER_XNNPACK);
  for (const Entry& entry : kEntries)
    library.add(entry.activation, Direction::kForward,
                [&entry](const Arrays<float>& arrays) { return bind(entry, arrays); });
  return library.peers();
}

template <>
std::vector<Peer<double>> xnnpack_peers() {
  return {};
}

}  // namespace eigenact::peers
