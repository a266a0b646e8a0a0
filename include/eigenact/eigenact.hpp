// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/arguments.hpp>

/// Activation functions on Eigen: everything except <eigenact/registry.hpp> and <eigenact/ext/>.
#include <eigenact/basis.hpp>
#include <eigenact/combinators.hpp>
#include <eigenact/core/channelwise.hpp>
#include <eigenact/core/constrained.hpp>
#include <eigenact/elementwise.hpp>
#include <eigenact/gated.hpp>
#include <eigenact/rowwise.hpp>
#include <eigenact/stochastic.hpp>
