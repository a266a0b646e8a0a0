// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// expect: a result must be writable: an array, matrix, Map, Block or Ref that is not
// call: GELU<float>().value_and_derivative(x, fixed, y)
// call: GELU<float>().value_and_derivative(x, y, fixed)
// call: GELU<float>().value_and_derivative(x, x * x, y)
// call: GELU<float>().value_and_derivative(x, y, x + x)
// call: STAF<float>().value_and_derivative(x, Eigen::Map<const Eigen::ArrayXf>(&c, 1), y)
// call: GELU<float>().value_and_derivative(x, x.replicate(1, 1), y)
// call: SwiGLU<float>().backward(x, x, x, fixed, y)
// call: SwiGLU<float>().backward(x, x, x, y, x * x)
// call: PReLU<float>().backward(x, x, fixed, p)
// call: SwiGLU<float>().backward(x, x, x, y, y, fixed)
// call: SwiGLU<float>().backward(x, x, fixed, p)
// call: Softmax<float>().colwise_backward(x, x, fixed, p)
// call: Softmax<float>().colwise_backward(x, x, y, x * x)
// call: ProbAct<float>().backward(x, x, x, fixed, p)
// call: STAF<float>().value_and_derivative(x, y, fixed)
// call: STAF<float>().backward(x, x, fixed, p)
// call: STAF<float>().backward(x, x, y, fixed)
// call: Channelwise<PReLU<float>>(4).value_and_derivative(x, fixed, y)
// call: Channelwise<PReLU<float>>(4).backward(x, x, fixed, p)
// call: Channelwise<PReLU<float>>(4).backward(x, x, y, fixed)
// compiles: GELU<float>().value_and_derivative(x, y, y), SwiGLU<float>().backward(x, x, x, y, y)
// compiles: GELU<float>().value_and_derivative(x, y.leftCols(4), y.matrix().array())
// compiles: SwiGLU<float>().backward(x, x, x, y, y, p), ProbAct<float>().backward(x, x, x, y, p)
// compiles: Softmax<float>().colwise_backward(x, x, y, p), SwiGLU<float>().backward(x, x, y, p)
// compiles: STAF<float>().backward(x, x, y, p), Channelwise<PReLU<float>>(4).backward(x, x, y, p)
#ifdef CALL
#include <eigenact/eigenact.hpp>
#else
#include <eigenact/elementwise/gelu.hpp>
#define CALL GELU<float>().value_and_derivative(x, fixed, y)
#endif

int main() {
  using namespace eigenact;
  const Eigen::ArrayXXf x = Eigen::ArrayXXf::Zero(4, 4), fixed = x;
  Eigen::ArrayXXf y = x;
  Eigen::ArrayXf p;
  const float c = 1;
  static_cast<void>(fixed), static_cast<void>(c);
  CALL;
}
