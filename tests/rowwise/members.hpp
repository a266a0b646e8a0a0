// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../support/line_laws.hpp"

namespace eigenact_test {

/// Every activation of vectors, in one type and tier or more; with EIGENACT_FULL in six of them if
/// it has kernels of its own. Compiled once for all programs: a kernel takes seconds.
const std::vector<Member>& rowwise_members();

/// The member of a name, null if there is none.
const Member* find_member(const std::string& name);

/// Softmax<float, Fast> is member<Softmax, float, Fast>(). In the short tier most are null.
template <template <typename, typename> class F, typename S, typename Accuracy>
const Member* member() {
  return find_member(F<S, Accuracy>::name() + "<" + type_text<S, Accuracy>() + ">");
}

}  // namespace eigenact_test
