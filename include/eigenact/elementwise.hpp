// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/arguments.hpp>

// The elementwise activations. A header listed here is tested, benchmarked, documented and found by
// name.
#include <eigenact/elementwise/abs.hpp>
#include <eigenact/elementwise/acon_c.hpp>
#include <eigenact/elementwise/adaptive_sigmoid.hpp>
#include <eigenact/elementwise/aqulu.hpp>
#include <eigenact/elementwise/arcsinh.hpp>
#include <eigenact/elementwise/arctan.hpp>
#include <eigenact/elementwise/arelu.hpp>
#include <eigenact/elementwise/asu.hpp>
#include <eigenact/elementwise/bent_identity.hpp>
#include <eigenact/elementwise/binary_step.hpp>
#include <eigenact/elementwise/bipolar_sigmoid.hpp>
#include <eigenact/elementwise/blu.hpp>
#include <eigenact/elementwise/ceil.hpp>
#include <eigenact/elementwise/celu.hpp>
#include <eigenact/elementwise/cloglog.hpp>
#include <eigenact/elementwise/colu.hpp>
#include <eigenact/elementwise/cos.hpp>
#include <eigenact/elementwise/coslu.hpp>
#include <eigenact/elementwise/derf.hpp>
#include <eigenact/elementwise/dsilu.hpp>
#include <eigenact/elementwise/dual_line.hpp>
#include <eigenact/elementwise/dyt.hpp>
#include <eigenact/elementwise/eanaf.hpp>
#include <eigenact/elementwise/elish.hpp>
#include <eigenact/elementwise/elliott.hpp>
#include <eigenact/elementwise/elu.hpp>
#include <eigenact/elementwise/erf.hpp>
#include <eigenact/elementwise/erf_act.hpp>
#include <eigenact/elementwise/eswish.hpp>
#include <eigenact/elementwise/exp.hpp>
#include <eigenact/elementwise/expm1.hpp>
#include <eigenact/elementwise/flexible_relu.hpp>
#include <eigenact/elementwise/floor.hpp>
#include <eigenact/elementwise/ftswish.hpp>
#include <eigenact/elementwise/gaussian.hpp>
#include <eigenact/elementwise/gcu.hpp>
#include <eigenact/elementwise/gelu.hpp>
#include <eigenact/elementwise/gelu_clipped.hpp>
#include <eigenact/elementwise/gelu_tanh.hpp>
#include <eigenact/elementwise/gish.hpp>
#include <eigenact/elementwise/gudermannian.hpp>
#include <eigenact/elementwise/hard_elish.hpp>
#include <eigenact/elementwise/hard_mish.hpp>
#include <eigenact/elementwise/hardshrink.hpp>
#include <eigenact/elementwise/hardsigmoid.hpp>
#include <eigenact/elementwise/hardswish.hpp>
#include <eigenact/elementwise/hardtanh.hpp>
#include <eigenact/elementwise/hyper_sinh.hpp>
#include <eigenact/elementwise/identity.hpp>
#include <eigenact/elementwise/inverse_quadratic.hpp>
#include <eigenact/elementwise/isrlu.hpp>
#include <eigenact/elementwise/isru.hpp>
#include <eigenact/elementwise/keras_relu.hpp>
#include <eigenact/elementwise/laplace.hpp>
#include <eigenact/elementwise/leaky_relu.hpp>
#include <eigenact/elementwise/linear.hpp>
#include <eigenact/elementwise/linear_hardsigmoid.hpp>
#include <eigenact/elementwise/lisht.hpp>
#include <eigenact/elementwise/log.hpp>
#include <eigenact/elementwise/log_cosh.hpp>
#include <eigenact/elementwise/log_log.hpp>
#include <eigenact/elementwise/log_logish.hpp>
#include <eigenact/elementwise/log_sigmoid.hpp>
#include <eigenact/elementwise/logish.hpp>
#include <eigenact/elementwise/mish.hpp>
#include <eigenact/elementwise/mpelu.hpp>
#include <eigenact/elementwise/multiquadric.hpp>
#include <eigenact/elementwise/ncu.hpp>
#include <eigenact/elementwise/negative.hpp>
#include <eigenact/elementwise/nipuna.hpp>
#include <eigenact/elementwise/nipuna_softplus.hpp>
#include <eigenact/elementwise/nlrelu.hpp>
#include <eigenact/elementwise/pelu.hpp>
#include <eigenact/elementwise/penalized_tanh.hpp>
#include <eigenact/elementwise/pflu.hpp>
#include <eigenact/elementwise/phish.hpp>
#include <eigenact/elementwise/plu.hpp>
#include <eigenact/elementwise/poisson1.hpp>
#include <eigenact/elementwise/poly_relu.hpp>
#include <eigenact/elementwise/power.hpp>
#include <eigenact/elementwise/prelu.hpp>
#include <eigenact/elementwise/preu.hpp>
#include <eigenact/elementwise/pserf.hpp>
#include <eigenact/elementwise/ptelu.hpp>
#include <eigenact/elementwise/quick_gelu.hpp>
#include <eigenact/elementwise/relu.hpp>
#include <eigenact/elementwise/relu6.hpp>
#include <eigenact/elementwise/relun.hpp>
#include <eigenact/elementwise/round.hpp>
#include <eigenact/elementwise/rprelu.hpp>
#include <eigenact/elementwise/rsqrt.hpp>
#include <eigenact/elementwise/scaled_tanh.hpp>
#include <eigenact/elementwise/selu.hpp>
#include <eigenact/elementwise/serf.hpp>
#include <eigenact/elementwise/sgt.hpp>
#include <eigenact/elementwise/sgt_gamma.hpp>
#include <eigenact/elementwise/shifted_gelu.hpp>
#include <eigenact/elementwise/shifted_relu.hpp>
#include <eigenact/elementwise/shifted_softplus.hpp>
#include <eigenact/elementwise/shrink.hpp>
#include <eigenact/elementwise/sigmoid.hpp>
#include <eigenact/elementwise/sign.hpp>
#include <eigenact/elementwise/silu.hpp>
#include <eigenact/elementwise/sin.hpp>
#include <eigenact/elementwise/sine_relu.hpp>
#include <eigenact/elementwise/sinlu.hpp>
#include <eigenact/elementwise/siren.hpp>
#include <eigenact/elementwise/smish.hpp>
#include <eigenact/elementwise/smooth_step.hpp>
#include <eigenact/elementwise/smu.hpp>
#include <eigenact/elementwise/snake.hpp>
#include <eigenact/elementwise/soft_exponential.hpp>
#include <eigenact/elementwise/softcap.hpp>
#include <eigenact/elementwise/softplus.hpp>
#include <eigenact/elementwise/softshrink.hpp>
#include <eigenact/elementwise/softsign.hpp>
#include <eigenact/elementwise/sparse_plus.hpp>
#include <eigenact/elementwise/sparse_sigmoid.hpp>
#include <eigenact/elementwise/spline.hpp>
#include <eigenact/elementwise/sqlu.hpp>
#include <eigenact/elementwise/sqnl.hpp>
#include <eigenact/elementwise/sqrt.hpp>
#include <eigenact/elementwise/sqrt_softplus.hpp>
#include <eigenact/elementwise/squ.hpp>
#include <eigenact/elementwise/square.hpp>
#include <eigenact/elementwise/squared_relu.hpp>
#include <eigenact/elementwise/squareplus.hpp>
#include <eigenact/elementwise/star_relu.hpp>
#include <eigenact/elementwise/survey_telu.hpp>
#include <eigenact/elementwise/swigelu.hpp>
#include <eigenact/elementwise/swim.hpp>
#include <eigenact/elementwise/swish.hpp>
#include <eigenact/elementwise/symlog.hpp>
#include <eigenact/elementwise/tanh.hpp>
#include <eigenact/elementwise/tanh_soft1.hpp>
#include <eigenact/elementwise/tanh_soft2.hpp>
#include <eigenact/elementwise/tanh_soft3.hpp>
#include <eigenact/elementwise/tanhshrink.hpp>
#include <eigenact/elementwise/telu.hpp>
#include <eigenact/elementwise/tent.hpp>
#include <eigenact/elementwise/threshold.hpp>
#include <eigenact/elementwise/thresholded_relu.hpp>
#include <eigenact/elementwise/trainable_elu.hpp>
#include <eigenact/elementwise/trunc.hpp>
#include <eigenact/elementwise/vlu.hpp>
#include <eigenact/elementwise/xielu.hpp>

namespace eigenact {

/// The formulas of all elementwise activations, in the order of the list above.
using ElementwiseList = EIGENACT_LISTED(elementwise_list);

namespace core {

template <typename Visitor, typename... Formulas>
void for_each_formula(Visitor&& visit, List<Formulas...>) {
  (visit(Formulas{}), ...);
}

}  // namespace core

/// Calls visit(formula) once for each of them: Elementwise<decltype(formula), Scalar> is the
/// activation, formula.facts what it is.
template <typename Visitor>
void for_each_elementwise(Visitor&& visit) {
  core::for_each_formula(visit, ElementwiseList());
}

}  // namespace eigenact
