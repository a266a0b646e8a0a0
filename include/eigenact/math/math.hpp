// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/math/algebraic.hpp>
#include <eigenact/math/arithmetic.hpp>
#include <eigenact/math/exp.hpp>
#include <eigenact/math/gelu.hpp>
#include <eigenact/math/lines.hpp>
#include <eigenact/math/log.hpp>
#include <eigenact/math/normal.hpp>
#include <eigenact/math/offset.hpp>
#include <eigenact/math/pairs.hpp>
#include <eigenact/math/polynomial.hpp>
#include <eigenact/math/root.hpp>
#include <eigenact/math/rounded.hpp>
#include <eigenact/math/rounding.hpp>
#include <eigenact/math/sigmoid.hpp>
#include <eigenact/math/slopes.hpp>
#include <eigenact/math/softplus.hpp>
#include <eigenact/math/tanh.hpp>
#include <eigenact/math/trigonometric.hpp>
