// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/registry.hpp>

// Compiled in the files of this folder, once for all tests, as a program of several files does it.
EIGENACT_REGISTRY_DECLARE(float, eigenact::Fast);
EIGENACT_REGISTRY_DECLARE(double, eigenact::Fast);
