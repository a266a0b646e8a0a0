// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/arguments.hpp>

// The gated units.
#include <eigenact/gated/bilinear.hpp>
#include <eigenact/gated/gated.hpp>
#include <eigenact/gated/geglu.hpp>
#include <eigenact/gated/geglu_quick.hpp>
#include <eigenact/gated/geglu_tanh.hpp>
#include <eigenact/gated/glu.hpp>
#include <eigenact/gated/gtu.hpp>
#include <eigenact/gated/miglu.hpp>
#include <eigenact/gated/reglu.hpp>
#include <eigenact/gated/seglu.hpp>
#include <eigenact/gated/swiglu.hpp>
#include <eigenact/gated/swiglu_oai.hpp>

namespace eigenact {

/// The formulas of all gated units, in the order of the list above.
using GatedList = EIGENACT_LISTED(gated_list);

template <typename Visitor, typename... Formulas>
void for_each_gated(Visitor&& visit, List<Formulas...>) {
  (visit(Formulas{}), ...);
}
/// Calls visit(formula) once for each of them: GatedUnit<decltype(formula), Scalar> is the unit,
/// formula.facts what it is.
template <typename Visitor>
void for_each_gated(Visitor&& visit) {
  for_each_gated(visit, GatedList());
}

}  // namespace eigenact
