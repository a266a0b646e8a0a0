// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/arguments.hpp>

// The stochastic activations: samples while training, exact means in evaluation.
#include <eigenact/stochastic/noisy_relu.hpp>
#include <eigenact/stochastic/prob_act.hpp>
#include <eigenact/stochastic/rand_softplus.hpp>
#include <eigenact/stochastic/rrelu.hpp>
#include <eigenact/stochastic/stochastic_binary.hpp>
#include <eigenact/stochastic/stochastic_gelu.hpp>

namespace eigenact {

/// The formulas of all stochastic activations, in the order of the list above.
using StochasticList = EIGENACT_LISTED(stochastic_list);

}  // namespace eigenact
