// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include "catalogue.hpp"
#include "kernels_elsewhere.hpp"

EIGENACT_REGISTRY_DEFINE(float, eigenact::Fast);
