// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

#include "measurement.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <memory>
#include <new>
#include <random>
#include <utility>

namespace eigenact::bench {
namespace {

constexpr std::size_t kPage = 4096;
constexpr Input kGradient = {Input::Distribution::kNormal, 1};
constexpr unsigned kSeed = 20260101;
// Then the numbers come again: more than a branch predictor learns, and soon drawn.
constexpr std::size_t kPeriod = 1 << 18;

struct Scalar {
  std::string_view name;
  std::size_t size;
};
constexpr std::array<Scalar, 4> kScalars = {{{"float", sizeof(float)},
                                             {"double", sizeof(double)},
                                             {"half", sizeof(Eigen::half)},
                                             {"bfloat16", sizeof(Eigen::bfloat16)}}};

const Scalar& facts(ScalarType scalar) { return kScalars[static_cast<std::size_t>(scalar)]; }

struct Free {
  void operator()(void* memory) const { std::free(memory); }
};
using Memory = std::unique_ptr<void, Free>;

// Zeroed, so that every page is there before the clock starts.
Memory pages(std::size_t bytes) {
  const std::size_t whole = (bytes + kPage - 1) / kPage * kPage;
  Memory memory(std::aligned_alloc(kPage, whole));
  if (!memory) throw std::bad_alloc();
  std::fill_n(static_cast<char*>(memory.get()), whole, char{0});
  return memory;
}

template <typename T>
void fill_as(void* memory, std::size_t count, const Input& input, unsigned seed) {
  std::mt19937_64 generator(seed);
  std::normal_distribution<double> normal(0, input.width);
  std::uniform_real_distribution<double> uniform(-input.width, input.width);
  const bool is_normal = input.distribution == Input::Distribution::kNormal;
  T* const numbers = static_cast<T*>(memory);
  std::generate_n(numbers, std::min(count, kPeriod), [&] {
    return static_cast<T>(is_normal ? normal(generator) : uniform(generator));
  });
  for (std::size_t i = kPeriod; i < count; ++i) numbers[i] = numbers[i - kPeriod];
}

void fill(ScalarType scalar, void* memory, std::size_t count, const Input& input, unsigned seed) {
  switch (scalar) {
    case ScalarType::kFloat:
      return fill_as<float>(memory, count, input, seed);
    case ScalarType::kDouble:
      return fill_as<double>(memory, count, input, seed);
    case ScalarType::kHalf:
      return fill_as<Eigen::half>(memory, count, input, seed);
    case ScalarType::kBfloat16:
      return fill_as<Eigen::bfloat16>(memory, count, input, seed);
  }
}

class Buffers {
 public:
  Buffers(ScalarType scalar, Eigen::Index size, const Arrangement& arrangement)
      : size_(size), shift_(facts(scalar).size * static_cast<std::size_t>(arrangement.offset)) {
    const auto count = static_cast<std::size_t>(size + arrangement.offset);
    for (Memory& array : arrays_) array = pages(count * facts(scalar).size);
    fill(scalar, arrays_[0].get(), count, arrangement.input, kSeed);
    fill(scalar, arrays_[1].get(), count, kGradient, kSeed + 1);
  }

  Operands operands() const { return {array(0), array(1), array(2), array(3), size_}; }

 private:
  void* array(std::size_t i) const { return static_cast<char*>(arrays_[i].get()) + shift_; }

  Eigen::Index size_;
  std::size_t shift_;
  std::array<Memory, 4> arrays_;
};

const Buffers& buffers(ScalarType scalar, Eigen::Index size, const Arrangement& arrangement) {
  static std::map<std::pair<ScalarType, Eigen::Index>, Buffers> all;
  const auto key = std::make_pair(scalar, size);
  const auto found = all.find(key);
  if (found != all.end()) return found->second;
  return all.try_emplace(key, scalar, size, arrangement).first->second;
}

void measure(benchmark::State& state, const Row& row, Eigen::Index size,
             const Arrangement& arrangement) {
  const Operands operands = buffers(row.scalar, size, arrangement).operands();
  const Kernel kernel = row.prepare ? row.prepare(operands) : row.kernel;
  benchmark::DoNotOptimize(operands.y_data);
  benchmark::DoNotOptimize(operands.slope_data);
  for (auto _ : state) {
    kernel(operands);
    benchmark::ClobberMemory();
  }
  const auto elements = static_cast<std::int64_t>(state.iterations()) * size;
  const auto bytes = static_cast<std::int64_t>(facts(row.scalar).size) * row.operation.arrays_moved;
  state.SetItemsProcessed(elements);
  state.SetBytesProcessed(elements * bytes);
  using benchmark::Counter;
  // Seconds: Google Benchmark prints its own unit, so that the console shows picoseconds.
  state.counters["per_element"] =
      Counter(static_cast<double>(size), Counter::kIsIterationInvariantRate | Counter::kInvert);
}

}  // namespace

std::vector<Row>& rows() {
  static std::vector<Row> all;
  return all;
}

std::map<std::string, std::string>& versions() {
  static std::map<std::string, std::string> all;
  return all;
}

std::string_view scalar_name(ScalarType scalar) { return facts(scalar).name; }

std::string row_name(const Row& row, Eigen::Index size) {
  std::string name = row.family;
  for (const std::string_view part :
       {std::string_view(row.name), row.operation.name, scalar_name(row.scalar), row.tier})
    name.append("/").append(part);
  return name + "/" + std::to_string(size);
}

void register_row(const Row& row, Eigen::Index size, const Arrangement& arrangement) {
  benchmark::RegisterBenchmark(row_name(row, size).c_str(),
                               [&row, size, arrangement](benchmark::State& state) {
                                 measure(state, row, size, arrangement);
                               });
}

}  // namespace eigenact::bench
