// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include "bits.hpp"

#include <cstddef>

#include "catch.hpp"

namespace eigenact_test {

void check_same(const char* what, const Bits& computed, const Bits& expected) {
  INFO(what);
  REQUIRE(computed.rows == expected.rows);
  REQUIRE(computed.all.size() == expected.all.size());
  std::size_t different = 0, first = 0;
  for (std::size_t i = computed.all.size(); i-- > 0;)
    if (computed.all[i] != expected.all[i]) ++different, first = i;
  if (different > 0) {
    const auto rows = static_cast<std::size_t>(computed.rows);
    UNSCOPED_INFO("the first at row " << first % rows << ", column " << first / rows << ": 0x"
                                      << std::hex << computed.all[first] << ", not 0x"
                                      << expected.all[first]);
  }
  CHECK(different == 0);
}

}  // namespace eigenact_test
