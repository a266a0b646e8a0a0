// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Compiled with -fno-exceptions -fno-rtti: a wrong argument reaches the error handler, whose
// sentence is what std::invalid_argument has elsewhere.
#define EIGEN_USE_THREADS
#include <cstring>
#include <eigenact/eigenact.hpp>
#include <eigenact/ext/parallel.hpp>
#include <eigenact/registry.hpp>

int main() {
  using namespace eigenact;
  const Eigen::ArrayXf x = Eigen::ArrayXf::Random(1000);
  Eigen::ThreadPool pool(2);
  Eigen::ArrayXf y;
  parallel(pool, y) = GELU<float>()(x);
  const Eigen::ArrayXf expected = GELU<float>()(x);
  if ((y != expected).any()) return 2;
  error_handler() = [](const char* sentence) {
    std::puts(sentence);
    const char* due = "elu: alpha must be finite, got nan in row 1";
    std::exit(std::strcmp(sentence, due) == 0 ? 0 : 1);
  };
  Channelwise<ELU<float>> rows(2);
  rows.set_parameters(Eigen::Array2f(1, std::numeric_limits<float>::quiet_NaN()));
  return 3;  // it was not refused
}
