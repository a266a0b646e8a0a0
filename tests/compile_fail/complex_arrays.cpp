// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// expect: activations are defined on real numbers, not on complex ones; take real(), imag() or
// call: GELU<float>()(x)
// call: GELU<float>().derivative(x)
// call: GELU<float>().second_derivative(x)
// call: GELU<float>().backward(x, x)
// call: Tanh<float>().backward_from_output(x, x)
// call: PReLU<float>().parameter_gradient(x, x)
// call: GELU<float>().value_and_derivative(x, x, x)
// call: SwiGLU<float>()(x, x)
// call: SwiGLU<float>()(x)
// call: SwiGLU<float>().backward(x, x, x, x, x)
// call: Softmax<float>().colwise(x)
// call: Softmax<float>().rowwise_backward(x, x)
// call: LogSumExp<float>().colwise(x)
// call: Maxout<float>().rowwise(x)
// call: RReLU<float>()(x)
// call: RReLU<float>()(x, x)
// call: STAF<float>()(x)
// call: STAF<float>().backward(x, x)
// call: CReLU<float>()(x)
// call: GroupSort<float>()(x)
// call: Channelwise<PReLU<float>>(2)(x)
// call: Channelwise<PReLU<float>>(2).backward(x, x)
// call: Mixture<Tanh<float>, ReLU<float>>()(x)
// call: Constrained<PReLU<float>, ExpAbove>(PReLU<float>(), ExpAbove())(x)
// compiles: GELU<float>()(x.real()), SwiGLU<float>()(x.real())
// compiles: Softmax<float>().colwise(x.real())
#ifdef CALL
#include <eigenact/eigenact.hpp>
#else
#include <eigenact/elementwise/gelu.hpp>
#define CALL GELU<float>()(x)
#endif

int main() {
  using namespace eigenact;
  Eigen::ArrayXXcf x = Eigen::ArrayXXcf::Zero(4, 4);
  CALL;
}
