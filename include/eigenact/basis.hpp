// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/arguments.hpp>

// The basis expansions. A header listed here is tested.
#include <eigenact/basis/apl.hpp>
#include <eigenact/basis/bspline.hpp>
#include <eigenact/basis/chebyshev.hpp>
#include <eigenact/basis/dct.hpp>
#include <eigenact/basis/fourier.hpp>
#include <eigenact/basis/hermite.hpp>
#include <eigenact/basis/legendre.hpp>
#include <eigenact/basis/piecewise_linear.hpp>
#include <eigenact/basis/polynomial.hpp>
#include <eigenact/basis/rational.hpp>
#include <eigenact/basis/rbf.hpp>
#include <eigenact/basis/srelu.hpp>
#include <eigenact/basis/staf.hpp>

namespace eigenact {

/// The formulas of all basis expansions, in the order of the list above.
using BasisList = EIGENACT_LISTED(basis_list);

namespace core {

template <typename Visitor, typename... Formulas>
void for_each_basis(Visitor&& visit, List<Formulas...>) {
  (visit(Formulas()), ...);
}

}  // namespace core

/// Calls visit(formula) once for each of them, with the sizes that its constructor takes by
/// default: Expansion<decltype(formula), Scalar>(formula) is the activation, formula.facts what it
/// is.
template <typename Visitor>
void for_each_basis(Visitor&& visit) {
  core::for_each_basis(visit, BasisList());
}

}  // namespace eigenact
