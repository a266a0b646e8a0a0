// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "../../examples/idx.hpp"

#include <cstdlib>
#include <fstream>
#include <new>
#include <random>

#include "sentence.hpp"

namespace {

std::size_t largest_request = 0;  // of memory, since it was set to 0

void* allocate(std::size_t size) {
  largest_request = std::max(largest_request, size);
  return std::malloc(std::max<std::size_t>(size, 1));
}

}  // namespace

void* operator new(std::size_t size) {
  if (void* const memory = allocate(size)) return memory;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }

namespace eigenact_test {

namespace {

/// A file that is written anew for every input.
class File {
 public:
  File() : path_(std::filesystem::temp_directory_path() / ("eigenact_fuzz_" + number())) {}
  ~File() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  const std::filesystem::path& with(const std::vector<std::uint8_t>& bytes) const {
    std::ofstream out(path_, std::ios::binary | std::ios::trunc);
    out.write(reinterpret_cast<const char*>(bytes.data()),
              static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) throw std::runtime_error("'" + path_.string() + "' cannot be written");
    return path_;
  }

 private:
  static std::string number() {
    std::random_device random;
    return std::to_string(random()) + std::to_string(random());
  }

  std::filesystem::path path_;
};

/// What a file of so many bytes may make a reader ask for: deflate packs at most 1032 bytes in one
/// (zlib's technical details), and twice as many, at least two chunks, while a vector grows.
std::size_t most_memory(std::size_t file_bytes) {
  return 2 * ((std::size_t{1} << 20) + 1032 * file_bytes);
}

/// read() gives numbers that the file holds, or one sentence, in the memory that they need.
template <typename Read>
void check(std::size_t file_bytes, const Read& read) {
  largest_request = 0;
  std::size_t count = 0;
  try {
    count = read();
  } catch (const std::runtime_error& error) {
    require_sentence(error);
  }
  const std::size_t most = std::max(largest_request, count);
  if (most > most_memory(file_bytes))
    throw Failure("a file of " + std::to_string(file_bytes) + " bytes takes a block of " +
                  std::to_string(most));
}

}  // namespace

void fuzz_idx(const std::vector<std::uint8_t>& bytes) {
  static const File file;
  const std::filesystem::path& path = file.with(bytes);
  check(bytes.size(), [&] {
    const example::Images images = example::idx::read_images(path);
    if (images.height * images.width != images.pixels.rows() || images.count() < 1)
      throw Failure("the images have not the size that they are said to have");
    return static_cast<std::size_t>(images.pixels.size());
  });
  check(bytes.size(), [&] {
    const std::vector<std::uint8_t> labels = example::idx::read_labels(path);
    for (const int label : labels)
      if (label >= example::class_count) throw Failure("a label of " + std::to_string(label));
    return labels.size();
  });
}

}  // namespace eigenact_test
