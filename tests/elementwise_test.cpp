// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// One program per activation of the list: EIGENACT_HEADER is its header, EIGENACT_ACTIVATION its
// type.
#include EIGENACT_HEADER

#include "support/catch.hpp"
#include "support/channelwise_law.hpp"
#include "support/make_subject.hpp"

namespace eigenact_test {

const std::vector<Subject>& subjects() {
  static const std::vector<Subject> all = make_subjects<eigenact::formula::EIGENACT_ACTIVATION>();
  return all;
}

const std::vector<Subject>& edge_subjects() {
  static const std::vector<Subject> all =
      make_edge_subjects<eigenact::formula::EIGENACT_ACTIVATION>();
  return all;
}

}  // namespace eigenact_test

TEST_CASE("a row of Channelwise has the bits of the activation with its parameters", "[law]") {
  const auto check = [](auto f) {
    if constexpr (decltype(f)::parameter_count > 0)
      CHECK(eigenact_test::channelwise_differences<decltype(f)>() == 0);
  };
  check(eigenact::EIGENACT_ACTIVATION<float>());
  check(eigenact::EIGENACT_ACTIVATION<double>());
}
