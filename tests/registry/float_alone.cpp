// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The whole catalogue by name in float, kernels included.
#include "catalogue.hpp"

EIGENACT_REGISTRY_DEFINE(float, eigenact::Fast);
