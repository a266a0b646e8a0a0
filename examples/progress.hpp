// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <string>

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

namespace example {

inline bool stderr_is_terminal() {
#ifdef _WIN32
  return _isatty(_fileno(stderr)) != 0;
#else
  return isatty(STDERR_FILENO) != 0;
#endif
}

/// A bar on the terminal that tells how far an epoch is and the loss so far. Writes nothing at all
/// when standard error is not a terminal, so that logs stay free of control characters.
class Progress {
 public:
  explicit Progress(std::string label) : label_(std::move(label)) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  ~Progress() {
    if (drawn_) std::fputs("\r\033[K", stderr);  // leaves the line as it was found
  }

  void show(std::size_t done, std::size_t total, double loss) {
    const Clock::time_point now = Clock::now();
    if (!terminal_ || now < next_) return;
    next_ = now +
            std::chrono::milliseconds(50);  // often enough to look smooth, too seldom to cost time
    const std::size_t filled = width * done / total;
    const std::string bar = std::string(filled, '#') + std::string(width - filled, '.');
    std::fprintf(stderr, "\r%s [%s] loss %.4f\033[K", label_.c_str(), bar.c_str(), loss);
    std::fflush(stderr);
    drawn_ = true;
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::size_t width = 30;

  std::string label_;
  bool terminal_ = stderr_is_terminal();
  bool drawn_ = false;
  Clock::time_point next_{};
};

}  // namespace example
