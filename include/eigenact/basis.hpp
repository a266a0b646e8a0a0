// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

// The basis expansions. A header listed here is tested and benchmarked.
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

}  // namespace eigenact
