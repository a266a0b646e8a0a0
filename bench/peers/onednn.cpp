// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// oneDNN 2: element-wise primitives, made once. It has them for float, not for double.

#include <oneapi/dnnl/dnnl.hpp>
#include <unordered_map>

#include "library.hpp"

extern "C" void omp_set_num_threads(int);  // of the OpenMP library that oneDNN is linked with

namespace eigenact::peers {
namespace {

using dnnl::algorithm;
using dnnl::memory;
using Arguments = std::unordered_map<int, memory>;

struct Entry {
  const char* activation;
  algorithm forward;
  algorithm backward;  // one whose name ends in _dst reads the output of forward instead of x
  float alpha;         // not read by those that have none
};

constexpr Entry kEntries[] = {
    {"relu", algorithm::eltwise_relu, algorithm::eltwise_relu_use_dst_for_bwd, 0},
    {"leaky_relu", algorithm::eltwise_relu, algorithm::eltwise_relu, 0.01F},
    {"elu", algorithm::eltwise_elu, algorithm::eltwise_elu_use_dst_for_bwd, 1},
    {"celu", algorithm::eltwise_elu, algorithm::eltwise_elu_use_dst_for_bwd, 1},
    {"sigmoid", algorithm::eltwise_logistic, algorithm::eltwise_logistic_use_dst_for_bwd, 0},
    {"tanh", algorithm::eltwise_tanh, algorithm::eltwise_tanh_use_dst_for_bwd, 0},
    {"softplus", algorithm::eltwise_soft_relu, algorithm::eltwise_soft_relu, 1},
    {"log_sigmoid", algorithm::eltwise_logsigmoid, algorithm::eltwise_logsigmoid, 0},
    {"silu", algorithm::eltwise_swish, algorithm::eltwise_swish, 1},
    {"gelu", algorithm::eltwise_gelu_erf, algorithm::eltwise_gelu_erf, 0},
    {"gelu_tanh", algorithm::eltwise_gelu_tanh, algorithm::eltwise_gelu_tanh, 0},
    {"mish", algorithm::eltwise_mish, algorithm::eltwise_mish, 0},
    {"hardswish", algorithm::eltwise_hardswish, algorithm::eltwise_hardswish, 0},
    {"exp", algorithm::eltwise_exp, algorithm::eltwise_exp_use_dst_for_bwd, 0}};

const dnnl::engine& engine() {
  static const dnnl::engine cpu(dnnl::engine::kind::cpu, 0);
  return cpu;
}

memory::desc layout(std::size_t size) {
  return {{static_cast<memory::dim>(size)}, memory::data_type::f32, memory::format_tag::a};
}

memory view(const float* data, std::size_t size) {
  return {layout(size), engine(), const_cast<float*>(data)};
}

dnnl::eltwise_forward::primitive_desc forward_description(dnnl::prop_kind kind, algorithm function,
                                                          float alpha, std::size_t size) {
  return {dnnl::eltwise_forward::desc(kind, function, layout(size), alpha), engine()};
}

Call call(dnnl::primitive primitive, Arguments arguments) {
  return [primitive = std::move(primitive), arguments = std::move(arguments),
          stream = dnnl::stream(engine())]() mutable {
    primitive.execute(stream, arguments);
    stream.wait();
  };
}

Call bind_forward(const Entry& entry, const Arrays<float>& arrays) {
  const auto description = forward_description(dnnl::prop_kind::forward_inference, entry.forward,
                                               entry.alpha, arrays.size);
  return call(dnnl::eltwise_forward(description), {{DNNL_ARG_SRC, view(arrays.x, arrays.size)},
                                                   {DNNL_ARG_DST, view(arrays.y, arrays.size)}});
}

Call bind_backward(const Entry& entry, const Arrays<float>& arrays) {
  const auto hint = forward_description(dnnl::prop_kind::forward_training, entry.backward,
                                        entry.alpha, arrays.size);
  const memory x = view(arrays.x, arrays.size), output(layout(arrays.size), engine());
  call(dnnl::eltwise_forward(hint), {{DNNL_ARG_SRC, x}, {DNNL_ARG_DST, output}})();
  const memory::desc shape = layout(arrays.size);
  const dnnl::eltwise_backward::primitive_desc description(
      dnnl::eltwise_backward::desc(entry.backward, shape, shape, entry.alpha), engine(), hint);
  return call(dnnl::eltwise_backward(description),
              {{DNNL_ARG_SRC, x},
               {DNNL_ARG_DST, output},
               {DNNL_ARG_DIFF_DST, view(arrays.gradient, arrays.size)},
               {DNNL_ARG_DIFF_SRC, view(arrays.y, arrays.size)}});
}

std::string version() {
  const dnnl_version_t& v = *dnnl_version();
  return std::to_string(v.major) + "." + std::to_string(v.minor) + "." + std::to_string(v.patch);
}

}  // namespace

template <>
std::vector<Peer<float>> onednn_peers() {
  if (kHoldToAvx2) dnnl::set_max_cpu_isa(dnnl::cpu_isa::avx2);
  omp_set_num_threads(1);
  Library<float> library("onednn", version());
  for (const Entry& entry : kEntries) {
    library.add(entry.activation, Direction::kForward,
                [&entry](const Arrays<float>& arrays) { return bind_forward(entry, arrays); });
    library.add(entry.activation, Direction::kBackward,
                [&entry](const Arrays<float>& arrays) { return bind_backward(entry, arrays); });
  }
  return library.peers();
}

template <>
std::vector<Peer<double>> onednn_peers() {
  return {};
}

}  // namespace eigenact::peers
