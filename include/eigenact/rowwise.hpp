// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/arguments.hpp>

// The activations of vectors.
#include <eigenact/rowwise/entmax15.hpp>
#include <eigenact/rowwise/gumbel_softmax.hpp>
#include <eigenact/rowwise/hardmax.hpp>
#include <eigenact/rowwise/log_mean_exp.hpp>
#include <eigenact/rowwise/log_softmax.hpp>
#include <eigenact/rowwise/log_sum_exp.hpp>
#include <eigenact/rowwise/maxout.hpp>
#include <eigenact/rowwise/poly_norm.hpp>
#include <eigenact/rowwise/softmax.hpp>
#include <eigenact/rowwise/softmax1.hpp>
#include <eigenact/rowwise/softmax2d.hpp>
#include <eigenact/rowwise/softmin.hpp>
#include <eigenact/rowwise/sparsemax.hpp>
#include <eigenact/rowwise/standardize.hpp>

namespace eigenact {

/// The formulas of all activations of vectors, in the order of the list above.
using RowwiseList = EIGENACT_LISTED(rowwise_list);

template <typename Visitor, typename... Formulas>
void for_each_rowwise(Visitor&& visit, List<Formulas...>) {
  (visit(Formulas{}), ...);
}
/// Calls visit(formula) once for each of them: Rowwise<decltype(formula), Scalar> is the
/// activation, formula.facts what it is.
template <typename Visitor>
void for_each_rowwise(Visitor&& visit) {
  for_each_rowwise(visit, RowwiseList());
}

}  // namespace eigenact
