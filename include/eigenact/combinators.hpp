// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/arguments.hpp>

// What is made of activations.
#include <eigenact/combinators/affine.hpp>
#include <eigenact/combinators/crelu.hpp>
#include <eigenact/combinators/group_sort.hpp>
#include <eigenact/combinators/learnable_blend.hpp>
#include <eigenact/combinators/left_right.hpp>
#include <eigenact/combinators/mixture.hpp>
#include <eigenact/combinators/with_surrogate.hpp>

namespace eigenact {

/// The facts of all combinators, in the order of the list above.
using CombinatorList = EIGENACT_LISTED(combinator_list);
/// Those of all surrogate gradients.
using SurrogateList = List<StraightThrough, ClippedStraightThrough, SigmoidSurrogate, AtanSurrogate,
                           Triangle, FastSigmoid>;

}  // namespace eigenact
