// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <cstring>
#include <eigenact/ext/json.hpp>

#include "../registry/catalogue.hpp"
#include "sentence.hpp"

namespace eigenact_test {

namespace {

using Activation = eigenact::AnyActivation<float>;
using nlohmann::json;

bool same_bits(const Activation::ParameterArray& a, const Activation::ParameterArray& b) {
  if (a.size() != b.size()) return false;
  const auto bytes = static_cast<std::size_t>(a.size()) * sizeof(float);
  return bytes == 0 || std::memcmp(a.data(), b.data(), bytes) == 0;
}

}  // namespace

void fuzz_json(const std::vector<std::uint8_t>& bytes) {
  const bool allow_exceptions = false;  // a text that is no JSON is the parser's to refuse
  const json given = json::parse(bytes.begin(), bytes.end(), nullptr, allow_exceptions);
  if (given.is_discarded()) return;
  try {
    const auto f = given.get<Activation>();
    const std::string own = json(f).dump();
    const auto again = json::parse(own).get<Activation>();
    if (json(again).dump() != own || !same_bits(again.parameters(), f.parameters()))
      throw Failure(own + " reads back as " + json(again).dump());
    const Eigen::Array<float, 5, 1> x(-1e30f, -3.0f, 0.0f, 0.7f, 1e30f);
    if (!same_bits(again(x), f(x))) throw Failure(own + " has other values when it is read back");
  } catch (const std::invalid_argument& error) {
    require_sentence(error);
  }
}

}  // namespace eigenact_test
