// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "../registry/catalogue.hpp"
#include "sentence.hpp"

namespace eigenact_test {

void fuzz_names(const std::vector<std::uint8_t>& bytes) {
  const std::string text(bytes.begin(), bytes.end());
  try {
    const auto f = eigenact::make_activation<float>(text);
    const std::string own = f.to_string();
    const auto again = eigenact::make_activation<float>(own);
    if (again.to_string() != own || (again.parameters() != f.parameters()).any())
      throw Failure("\"" + own + "\" reads back as \"" + again.to_string() + "\"");
    for (float x : {-1e30f, -3.0f, 0.0f, 0.7f, 1e30f}) static_cast<void>(f(x) + f.derivative(x));
  } catch (const std::invalid_argument& error) {
    require_sentence(error);
  }
}

}  // namespace eigenact_test
