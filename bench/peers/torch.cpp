// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// libtorch 1.13: the functions that its autograd calls, writing into memory that is there already.
// What they save for the backward pass is what autograd saves (derivatives.yaml of its sources).

#ifdef __x86_64__
// libtorch is built with these for x86-64; its header asks for them to find the same functions.
#define HAVE_AVX2_CPU_DEFINITION
#define HAVE_AVX512_CPU_DEFINITION
#endif
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/TensorIterator.h>
#include <ATen/native/Activation.h>

#include <cstdlib>
#include <memory>

#include "library.hpp"

namespace eigenact::peers {
namespace {

struct Context {
  at::Tensor x, gradient, y;
  at::Tensor output, buffer;  // what the forward function left for the backward function
};

// Which of them a backward function reads.
enum class Saved { kNothing, kOutput, kBuffer };

using Operation = void (*)(Context&);

struct Entry {
  const char* activation;
  Operation forward, backward;  // backward may be null
  Saved saved = Saved::kNothing;
  bool of_lines = false;
};

// What torch::nn::functional does for them and, for the derivative, what one would write by hand.
void softsign(Context& c) {
  at::abs_out(c.buffer, c.x).add_(1);
  at::div_out(c.y, c.x, c.buffer);
}
void softsign_backward(Context& c) {
  at::mul_out(c.y, c.buffer, c.buffer);
  at::div_out(c.y, c.gradient, c.y);
}

// These two have no public form that writes into given memory, only the kernels below it.
void mish_backward(Context& c) {
  auto iterator = at::TensorIterator::borrowing_binary_op(c.y, c.gradient, c.x);
  at::native::mish_backward_stub(at::kCPU, iterator);
}
void hardswish_backward(Context& c) {
  auto iterator = at::TensorIterator::borrowing_binary_op(c.y, c.gradient, c.x);
  at::native::hardswish_backward_stub(at::kCPU, iterator);
}

// Of a model's feed-forward block: F.silu(a) * b, where the memory of the first is there already.
void swiglu(Context& c) {
  at::silu_out(c.y, c.x);
  c.y.mul_(c.gradient);
}

void softmax(Context& c) { at::_softmax_out(c.y, c.x, 1, false); }
void softmax_backward(Context& c) {
  at::_softmax_backward_data_out(c.y, c.gradient, c.output, 1, c.x.scalar_type());
}
void log_softmax(Context& c) { at::_log_softmax_out(c.y, c.x, 1, false); }
void log_softmax_backward(Context& c) {
  at::_log_softmax_backward_data_out(c.y, c.gradient, c.output, 1, c.x.scalar_type());
}

// ATen defines celu and selu as elu with these parameters.
constexpr double kSlope = 0.01, kSeluAlpha = 1.6732632423543772848,
                 kSeluScale = 1.0507009873554804934;

// clang-format off
constexpr Entry kEntries[] = {
    {"relu", [](Context& c) { at::clamp_min_out(c.y, c.x, 0); },
     [](Context& c) { at::threshold_backward_out(c.y, c.gradient, c.output, 0); }, Saved::kOutput},
    {"leaky_relu", [](Context& c) { at::leaky_relu_out(c.y, c.x, kSlope); },
     [](Context& c) { at::leaky_relu_backward_out(c.y, c.gradient, c.x, kSlope, false); }},
    {"elu", [](Context& c) { at::elu_out(c.y, c.x); },
     [](Context& c) { at::elu_backward_out(c.y, c.gradient, 1, 1, 1, false, c.x); }},
    {"selu", [](Context& c) { at::elu_out(c.y, c.x, kSeluAlpha, kSeluScale); },
     [](Context& c) { at::elu_backward_out(c.y, c.gradient, kSeluAlpha, kSeluScale, 1, false, c.x); }},
    {"celu", [](Context& c) { at::elu_out(c.y, c.x, 1, 1, 1); },
     [](Context& c) { at::elu_backward_out(c.y, c.gradient, 1, 1, 1, false, c.x); }},
    {"sigmoid", [](Context& c) { at::sigmoid_out(c.y, c.x); },
     [](Context& c) { at::sigmoid_backward_out(c.y, c.gradient, c.output); }, Saved::kOutput},
    {"tanh", [](Context& c) { at::tanh_out(c.y, c.x); },
     [](Context& c) { at::tanh_backward_out(c.y, c.gradient, c.output); }, Saved::kOutput},
    {"softplus", [](Context& c) { at::softplus_out(c.y, c.x); },
     [](Context& c) { at::softplus_backward_out(c.y, c.gradient, c.x, 1, 20); }},
    {"log_sigmoid", [](Context& c) { at::log_sigmoid_forward_out(c.y, c.buffer, c.x); },
     [](Context& c) { at::log_sigmoid_backward_out(c.y, c.gradient, c.x, c.buffer); }, Saved::kBuffer},
    {"silu", [](Context& c) { at::silu_out(c.y, c.x); },
     [](Context& c) { at::silu_backward_out(c.y, c.gradient, c.x); }},
    {"gelu", [](Context& c) { at::gelu_out(c.y, c.x, "none"); },
     [](Context& c) { at::gelu_backward_out(c.y, c.gradient, c.x, "none"); }},
    {"gelu_tanh", [](Context& c) { at::gelu_out(c.y, c.x, "tanh"); },
     [](Context& c) { at::gelu_backward_out(c.y, c.gradient, c.x, "tanh"); }},
    {"mish", [](Context& c) { at::mish_out(c.y, c.x); }, mish_backward},
    {"hardswish", [](Context& c) { at::hardswish_out(c.y, c.x); }, hardswish_backward},
    {"hardsigmoid", [](Context& c) { at::hardsigmoid_out(c.y, c.x); },
     [](Context& c) { at::hardsigmoid_backward_out(c.y, c.gradient, c.x); }},
    {"softsign", softsign, softsign_backward, Saved::kBuffer},
    {"sin", [](Context& c) { at::sin_out(c.y, c.x); },
     [](Context& c) { at::cos_out(c.y, c.x).mul_(c.gradient); }},
    {"exp", [](Context& c) { at::exp_out(c.y, c.x); },
     [](Context& c) { at::mul_out(c.y, c.gradient, c.output); }, Saved::kOutput},
    {"softmax", softmax, softmax_backward, Saved::kOutput, true},
    {"log_softmax", log_softmax, log_softmax_backward, Saved::kOutput, true},
    {"swiglu", swiglu, nullptr}};
// clang-format on

template <typename T>
Context context(const Entry& entry, const Arrays<T>& arrays) {
  const auto options = at::TensorOptions(c10::CppTypeToScalarType<T>::value);
  const auto count = static_cast<std::int64_t>(arrays.size);
  constexpr auto line = static_cast<std::int64_t>(kLine);
  const std::vector<std::int64_t> shape =
      entry.of_lines ? std::vector{count / line, line} : std::vector{count};
  const auto view = [&](const T* data) {
    return at::from_blob(const_cast<T*>(data), shape, options);
  };
  // Zeros, so that every page is there before the clock starts.
  const at::Tensor buffer =
      entry.saved == Saved::kBuffer ? at::zeros(shape, options) : at::Tensor();
  return {view(arrays.x), view(arrays.gradient), view(arrays.y), at::Tensor(), buffer};
}

Call guarded(Operation operation, Context arguments) {
  return [operation, arguments = std::move(arguments)]() mutable {
    const c10::InferenceMode guard;
    operation(arguments);
  };
}

template <typename T>
Call bind_forward(const Entry& entry, const Arrays<T>& arrays) {
  const c10::InferenceMode guard;
  return guarded(entry.forward, context(entry, arrays));
}

template <typename T>
Call bind_backward(const Entry& entry, const Arrays<T>& arrays) {
  const c10::InferenceMode guard;
  Context arguments = context(entry, arrays);
  if (entry.saved != Saved::kNothing) {
    arguments.output = at::empty_like(arguments.x);
    Context saving = arguments;
    saving.y = arguments.output;
    entry.forward(saving);
  }
  return guarded(entry.backward, std::move(arguments));
}

}  // namespace

template <typename T>
std::vector<Peer<T>> torch_peers() {
  if (kHoldToAvx2) setenv("ATEN_CPU_CAPABILITY", "avx2", 0);  // read at its first call
  at::set_num_threads(1);
  Library<T> library("torch", EIGENACT_PEER_TORCH);
  for (const Entry& entry : kEntries) {
    library.add(entry.activation, Direction::kForward,
                [&entry](const Arrays<T>& arrays) { return bind_forward(entry, arrays); });
    if (entry.backward == nullptr) continue;
    library.add(entry.activation, Direction::kBackward,
                [&entry](const Arrays<T>& arrays) { return bind_backward(entry, arrays); });
  }
  return library.peers();
}

template std::vector<Peer<float>> torch_peers();
template std::vector<Peer<double>> torch_peers();

}  // namespace eigenact::peers
