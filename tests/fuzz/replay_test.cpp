// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The targets of the fuzzers on inputs that are always the same: the corpus, pieces of it, and
// noise.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "../support/catch.hpp"
#include "targets.hpp"

using namespace eigenact_test;
using Bytes = std::vector<std::uint8_t>;

namespace {

std::vector<Bytes> corpus(const char* target) {
  std::vector<Bytes> all;
  for (const auto& file :
       std::filesystem::directory_iterator(std::filesystem::path(EIGENACT_CORPUS) / target)) {
    std::ifstream in(file.path(), std::ios::binary);
    all.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return all;
}

void replay(const char* name, Target target, int count) {
  const std::vector<Bytes> seeds = corpus(name);
  REQUIRE(!seeds.empty());
  std::mt19937 random(7);  // the same numbers everywhere; its distributions are not
  const auto below = [&random](std::size_t end) { return random() % end; };
  const auto run = [&](const Bytes& bytes) {
    try {
      target(bytes);
    } catch (const std::exception& failure) {
      FAIL_CHECK(name << " of " << std::string(bytes.begin(), bytes.end()) << ": "
                      << failure.what());
    }
  };
  for (const Bytes& bytes : seeds) run(bytes);
  for (int i = 0; i < count; ++i) {
    Bytes bytes = seeds[below(seeds.size())];
    const Bytes& other = seeds[below(seeds.size())];
    if (!other.empty() && below(2) == 0)
      bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(below(bytes.size() + 1)),
                   other.begin(), other.begin() + static_cast<std::ptrdiff_t>(below(other.size())));
    for (std::size_t changes = below(6); changes > 0 && !bytes.empty(); --changes)
      bytes[below(bytes.size())] = static_cast<std::uint8_t>(random());
    run(bytes);
  }
}

}  // namespace

TEST_CASE("any text names an activation or gets one sentence", "[fuzz]") {
  replay("names", fuzz_names, 6000);
}

TEST_CASE("any JSON is an activation or gets one sentence", "[fuzz]") {
  replay("json", fuzz_json, 6000);
}

#ifdef EIGENACT_FUZZ_IDX
TEST_CASE("any file is one of images or of labels, or gets one sentence", "[fuzz]") {
  replay("idx", fuzz_idx, 2000);
}
#endif

TEST_CASE("any shape and stride has the results of single elements", "[fuzz]") {
  replay("shapes", fuzz_shapes, 20000);
}
