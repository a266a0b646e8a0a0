// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "sweep.hpp"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <exception>
#include <mutex>
#include <thread>

#include "../support/points.hpp"
#include "block_reference.hpp"

namespace eigenact_test {
namespace {

constexpr std::uint64_t kPatterns = std::uint64_t{1} << 32;
constexpr std::uint64_t kChunkSize = std::uint64_t{1} << 21;
constexpr int kTileSize = 16 * kBlockSize;  ///< of the candidates: a call costs little per element

/// The CPU time of the calling thread.
double thread_seconds() {
#ifdef CLOCK_THREAD_CPUTIME_ID
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
#else
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
#endif
}

const Candidate::Function& function_of(const Candidate& candidate, Quantity quantity) {
  return quantity == Quantity::kValue ? candidate.value : candidate.derivative;
}

/// Measures chunks; one for each thread.
class Worker {
 public:
  Worker(const Activation& activation, std::uint64_t stride)
      : facts_(activation.facts),
        stride_(stride),
        reference_(facts_),
        roots_(evaluated(facts_, facts_.derivative_roots)) {
    for (const Candidate& candidate : activation.candidates)
      for (Quantity quantity : {Quantity::kValue, Quantity::kDerivative})
        if (function_of(candidate, quantity))
          rows_.push_back({candidate, quantity, std::vector<float>(kTileSize), {}});
  }

  /// The statistics of the chunk, row by row.
  std::vector<Statistics> measure(std::uint64_t chunk) {
    for (Row& row : rows_) row.statistics = {};
    const std::uint64_t total = (kPatterns + stride_ - 1) / stride_;
    const std::uint64_t end = std::min((chunk + 1) * kChunkSize, total);
    for (std::uint64_t first = chunk * kChunkSize; first < end; first += kTileSize)
      measure_tile(first, static_cast<int>(std::min<std::uint64_t>(kTileSize, end - first)));
    std::vector<Statistics> result;
    for (const Row& row : rows_) result.push_back(row.statistics);
    return result;
  }

  struct Counts {
    double seconds;
    std::uint64_t in_long_double, by_oracle;
  };
  /// What the calling thread has spent so far.
  Counts counts() const {
    return {thread_seconds(), reference_.long_double_count(), reference_.oracle_count()};
  }

 private:
  struct Row {
    Candidate candidate;
    Quantity quantity;
    std::vector<float> y;
    Statistics statistics;
  };

  void measure_tile(std::uint64_t first, int count) {
    for (int i = 0; i < count; ++i) {
      const auto bits =
          static_cast<std::uint32_t>((first + static_cast<std::uint64_t>(i)) * stride_);
      std::memcpy(x_.data() + i, &bits, sizeof bits);
    }
    for (Row& row : rows_)
      function_of(row.candidate, row.quantity)(x_.data(), row.y.data(),
                                               static_cast<std::size_t>(count));
    for (int at = 0; at < count; at += kBlockSize)
      measure_block(at, std::min(kBlockSize, count - at));
  }

  void measure_block(int at, int count) {
    double exact[2][kBlockSize];
    const float* x = x_.data() + at;
    reference_.evaluate(x, count, exact[0], exact[1]);
    value_.set(exact[0], count);
    derivative_.set(exact[1], count);
    derivative_.set_floor(x, roots_, facts_.oscillates);
    for (Row& row : rows_) {
      const bool is_value = row.quantity == Quantity::kValue;
      (is_value ? value_ : derivative_)
          .measure(x, row.y.data() + at, !is_value && row.candidate.floor_at_zeros, row.statistics);
    }
  }

  const Subject& facts_;
  std::uint64_t stride_;
  BlockReference reference_;
  Numbers roots_;
  Target value_, derivative_;
  std::vector<float> x_ = std::vector<float>(kTileSize);
  std::vector<Row> rows_;
};

/// The 64-bit FNV-1a hash.
class Hash {
 public:
  void add(std::uint32_t bits) { hash_ = (hash_ ^ bits) * 0x100000001b3u; }
  void add(const std::string& text) {
    for (char c : text) add(std::uint32_t{static_cast<unsigned char>(c)});
    add(std::uint32_t{0});
  }
  /// Any NaN is as good as any other.
  void add(float number) {
    constexpr std::uint32_t some_nan = 0x7fc00000;
    std::uint32_t bits = 0;
    std::memcpy(&bits, &number, sizeof bits);
    add(number != number ? some_nan : bits);
  }
  std::string text() const {
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash_));
    return text;
  }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325u;
};

/// Of the text that is the reference, and of what the candidates compute at inputs of every
/// magnitude.
std::string fingerprint_of(const Subject& facts, const std::vector<Candidate>& candidates) {
  constexpr std::uint64_t count = 1 << 16, step = kPatterns / count + 1;
  std::vector<float> x(count), y(count);
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto bits = static_cast<std::uint32_t>(i * step);
    std::memcpy(x.data() + i, &bits, sizeof bits);
  }
  Hash hash;
  hash.add(facts.formula);
  for (const auto& kink : facts.kinks) hash.add(kink.at + ": " + kink.derivative);
  for (double parameter : facts.parameters) hash.add(static_cast<float>(parameter));
  for (const std::string& root : facts.derivative_roots) hash.add(root);
  for (const Candidate& candidate : candidates)
    for (Quantity quantity : {Quantity::kValue, Quantity::kDerivative}) {
      if (!function_of(candidate, quantity)) continue;
      function_of(candidate, quantity)(x.data(), y.data(), count);
      for (float number : y) hash.add(number);
    }
  return hash.text();
}

/// What the threads of a sweep share.
class Sweep {
 public:
  Sweep(const Activation& activation, SweepState& state, const SweepOptions& options)
      : activation_(activation), state_(state), options_(options) {}

  void run() {
    std::vector<std::thread> threads;
    for (int i = 0; i < std::max(options_.threads, 1); ++i)
      threads.emplace_back([this] { work(); });
    for (std::thread& thread : threads) thread.join();
    if (error_) std::rethrow_exception(error_);
  }

 private:
  void work() {
    try {
      Worker worker(activation_, state_.stride);
      for (std::size_t chunk; !stopped_ && (chunk = next_++) < state_.done.size();) {
        if (is_done(chunk)) continue;
        const Worker::Counts before = worker.counts();
        const std::vector<Statistics> rows = worker.measure(chunk);
        enter(chunk, rows, before, worker.counts());
      }
    } catch (...) {
      const std::lock_guard<std::mutex> lock(mutex_);
      error_ = std::current_exception();
      stopped_ = true;
    }
  }

  void enter(std::size_t chunk, const std::vector<Statistics>& rows, const Worker::Counts& before,
             const Worker::Counts& after) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (stopped_) return;
    for (std::size_t i = 0; i < rows.size(); ++i) state_.rows[i].statistics.merge(rows[i]);
    state_.done[chunk] = true;
    state_.seconds += after.seconds - before.seconds;
    state_.long_double_count += after.in_long_double - before.in_long_double;
    state_.oracle_count += after.by_oracle - before.by_oracle;
    if (!options_.after_chunk(state_)) stopped_ = true;
  }

  bool is_done(std::size_t chunk) {
    const std::lock_guard<std::mutex> lock(mutex_);
    return state_.done[chunk];
  }

  const Activation& activation_;
  SweepState& state_;
  const SweepOptions& options_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> stopped_{false};
  std::mutex mutex_;
  std::exception_ptr error_;
};

}  // namespace

bool SweepState::finished() const {
  return std::all_of(done.begin(), done.end(), [](bool chunk) { return chunk; });
}

SweepState make_sweep(const Activation& activation, std::uint64_t stride) {
  SweepState state;
  state.stride = stride;
  const std::vector<Candidate>& candidates = activation.candidates;
  state.fingerprint = fingerprint_of(activation.facts, candidates);
  const std::uint64_t total = (kPatterns + stride - 1) / stride;
  state.done.resize((total + kChunkSize - 1) / kChunkSize);
  for (const Candidate& candidate : candidates)
    for (Quantity quantity : {Quantity::kValue, Quantity::kDerivative})
      if (function_of(candidate, quantity))
        state.rows.push_back({candidate.library, candidate.tier, quantity, {}});
  return state;
}

void run_sweep(const Activation& activation, SweepState& state, const SweepOptions& options) {
  Sweep(activation, state, options).run();
}

}  // namespace eigenact_test
