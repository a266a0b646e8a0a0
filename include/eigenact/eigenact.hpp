// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

/// Activation functions on Eigen: everything except the optional headers in <eigenact/ext/>.
#include <eigenact/combinators.hpp>
#include <eigenact/core/constrained.hpp>
#include <eigenact/elementwise.hpp>
#include <eigenact/stochastic.hpp>
