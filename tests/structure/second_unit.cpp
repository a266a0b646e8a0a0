// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <eigenact/eigenact.hpp>

Eigen::ArrayXf gelu_in_second_unit(const Eigen::ArrayXf& x);
int listed_in_second_unit();

Eigen::ArrayXf gelu_in_second_unit(const Eigen::ArrayXf& x) { return eigenact::GELU<float>()(x); }

int listed_in_second_unit() { return eigenact::ElementwiseList::size; }
