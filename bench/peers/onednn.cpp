// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// oneDNN 2: its primitives, made once. It has them for float, not for double.

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

memory::desc lines_layout(std::size_t size) {
  const auto line = static_cast<memory::dim>(kLine);
  return {{static_cast<memory::dim>(size) / line, line},
          memory::data_type::f32,
          memory::format_tag::ab};
}

memory lines_view(const float* data, std::size_t size) {
  return {lines_layout(size), engine(), const_cast<float*>(data)};
}

// Softmax or its logarithm.
template <typename Forward>
typename Forward::primitive_desc lines_description(dnnl::prop_kind kind, std::size_t size) {
  return {typename Forward::desc(kind, lines_layout(size), 1), engine()};
}

template <typename Forward>
Call bind_lines_forward(const Arrays<float>& arrays) {
  return call(Forward(lines_description<Forward>(dnnl::prop_kind::forward_inference, arrays.size)),
              {{DNNL_ARG_SRC, lines_view(arrays.x, arrays.size)},
               {DNNL_ARG_DST, lines_view(arrays.y, arrays.size)}});
}

template <typename Forward, typename Backward>
Call bind_lines_backward(const Arrays<float>& arrays) {
  const auto hint = lines_description<Forward>(dnnl::prop_kind::forward_training, arrays.size);
  const memory::desc shape = lines_layout(arrays.size);
  const memory x = lines_view(arrays.x, arrays.size), output(shape, engine());
  call(Forward(hint), {{DNNL_ARG_SRC, x}, {DNNL_ARG_DST, output}})();
  const typename Backward::primitive_desc description(typename Backward::desc(shape, shape, 1),
                                                      engine(), hint);
  return call(Backward(description), {{DNNL_ARG_DST, output},
                                      {DNNL_ARG_DIFF_DST, lines_view(arrays.gradient, arrays.size)},
                                      {DNNL_ARG_DIFF_SRC, lines_view(arrays.y, arrays.size)}});
}

template <typename Forward, typename Backward>
void add_lines(Library<float>& library, const char* activation) {
  library.add(activation, Direction::kForward, bind_lines_forward<Forward>);
  library.add(activation, Direction::kBackward, bind_lines_backward<Forward, Backward>);
}

// Two primitives: the product as a post-operation of the first gives other numbers (2.6.3).
Call bind_swiglu(const Arrays<float>& arrays) {
  const memory::desc shape = layout(arrays.size);
  const memory y = view(arrays.y, arrays.size);
  const auto silu = forward_description(dnnl::prop_kind::forward_inference,
                                        algorithm::eltwise_swish, 1, arrays.size);
  const dnnl::binary::primitive_desc product({algorithm::binary_mul, shape, shape, shape},
                                             engine());
  const Call first = call(dnnl::eltwise_forward(silu),
                          {{DNNL_ARG_SRC, view(arrays.x, arrays.size)}, {DNNL_ARG_DST, y}});
  const Call second =
      call(dnnl::binary(product), {{DNNL_ARG_SRC_0, y},
                                   {DNNL_ARG_SRC_1, view(arrays.gradient, arrays.size)},
                                   {DNNL_ARG_DST, y}});
  return [first, second] {
    first();
    second();
  };
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
  add_lines<dnnl::softmax_forward, dnnl::softmax_backward>(library, "softmax");
  add_lines<dnnl::logsoftmax_forward, dnnl::logsoftmax_backward>(library, "log_softmax");
  library.add("swiglu", Direction::kForward, bind_swiglu);
  return library.peers();
}

template <>
std::vector<Peer<double>> onednn_peers() {
  return {};
}

}  // namespace eigenact::peers
