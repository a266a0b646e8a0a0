// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// expect: eigenact: the accuracy is eigenact::Fast or eigenact::Precise.
// call: GELU<float, double> f
// call: GELU<float, double>()(x)
// call: GELU<float, double>()(1.0f)
// call: SwiGLU<float, double>()(x)
// call: Softmax<float, double>().colwise(x)
// call: LogSumExp<float, double>().colwise(x)
// call: Maxout<float, double>().colwise(x)
// call: RReLU<float, double>()(x)
// call: STAF<float, double>()(x)
// call: CReLU<float, double>()(x)
// call: Channelwise<PReLU<float, double>>(2)(x)
// call: Mixture<Tanh<float, double>, ReLU<float, double>>()(x)
// compiles: GELU<float, Precise>()(x), SwiGLU<float, Precise>()(x), CReLU<float, Precise>()(x)
#ifdef CALL
#include <eigenact/eigenact.hpp>
#else
#include <eigenact/elementwise/gelu.hpp>
#define CALL GELU<float, double> f
#endif

int main() {
  using namespace eigenact;
  const Eigen::ArrayXXf x = Eigen::ArrayXXf::Zero(4, 4);
  static_cast<void>(x);
  CALL;
}
