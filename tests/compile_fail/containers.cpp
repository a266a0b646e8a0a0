// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// expect: such as a std::vector, in Eigen::Map; of an Eigen::Tensor call x.unaryExpr(f).
// call: GELU<float>()(v)
// call: GELU<float>()(t)
// call: GELU<float>().derivative(v)
// call: GELU<float>().backward(x, v)
// call: GELU<float>().value_and_derivative(v, x, x)
// call: GELU<float>().value_and_derivative(x, v, x)
// call: PReLU<float>().parameter_gradient(v, v)
// call: Tanh<float>().derivative_from_output(v)
// call: Tanh<float>().backward_from_output(v, v)
// call: SwiGLU<float>()(v)
// call: SwiGLU<float>()(v, v)
// call: SwiGLU<float>().backward(v, v, x, x, x)
// call: SwiGLU<float>().backward(x, x, x, v, x)
// call: Softmax<float>()(v)
// call: Softmax<float>().rowwise(t)
// call: Softmax<float>().colwise_backward(x, v)
// call: LogSumExp<float>()(v)
// call: Maxout<float>()(v)
// call: RReLU<float>()(v)
// call: RReLU<float>()(v, v)
// call: STAF<float>()(v)
// call: STAF<float>().backward(x, v)
// call: CReLU<float>()(v)
// call: GroupSort<float>()(v)
// call: Channelwise<PReLU<float>>(2)(v)
// call: Channelwise<PReLU<float>>(2).backward(v, x)
// call: Mixture<Tanh<float>, ReLU<float>>()(v)
// call: Constrained<PReLU<float>, ExpAbove>(PReLU<float>(), ExpAbove())(v)
// compiles: GELU<float>()(Eigen::Map<Eigen::ArrayXf>(v.data(), 8))
// compiles: t.unaryExpr(GELU<float>())
#ifdef CALL
#include <eigenact/eigenact.hpp>
#include <unsupported/Eigen/CXX11/Tensor>
#else
#include <eigenact/elementwise/gelu.hpp>
#define CALL GELU<float>()(v)
namespace Eigen {
template <typename Scalar, int Dimensions>
struct Tensor {};
}  // namespace Eigen
#endif
#include <vector>

int main() {
  using namespace eigenact;
  std::vector<float> v(8);
  Eigen::Tensor<float, 2> t;
  Eigen::ArrayXXf x = Eigen::ArrayXXf::Zero(4, 4);
  static_cast<void>(x), static_cast<void>(t);
  CALL;
}
