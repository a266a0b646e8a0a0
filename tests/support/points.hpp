// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "oracle.hpp"
#include "sampling.hpp"
#include "subject.hpp"

namespace eigenact_test {

/// The oracle of the subject's formula with its parameters.
Oracle make_oracle(const Subject& subject);

/// The values of formula texts in the subject's parameters.
Numbers evaluated(const Subject& subject, const std::vector<std::string>& texts);

/// Inputs for the subject: samples of its format and both sides of every threshold, kink and root.
Numbers test_points(const Subject& subject, std::size_t samples);

/// The quantity at one number: of the element, where that is compiled, else of an array of one.
double at(const Subject& subject, Quantity quantity, double x);

/// Fewer inputs for a subject at the edges of its parameters: bit patterns, what a parameter times
/// x or x over a parameter brings to ordinary size and to the thresholds of the kernels, both sides
/// of kinks, roots and the parameters themselves, and `samples` where the quantity changes.
Numbers edge_points(const Subject& subject, Quantity quantity, std::size_t samples);

/// What the quantity should be at x: from the formula text; at a kink, the derivative declared.
std::vector<Reference> references(const Subject& subject, Quantity quantity, const Numbers& x);

std::string hexadecimal(double x);

}  // namespace eigenact_test
