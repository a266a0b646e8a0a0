// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "dataset.hpp"

namespace example {

/// What is wrong with which file, in one sentence.
inline std::runtime_error file_error(const std::filesystem::path& path, const std::string& what) {
  return std::runtime_error("'" + path.string() + "' " + what);
}

/// Reads a file, gzip or raw, from front to end. Every failure throws std::runtime_error with one
/// sentence.
class ByteReader {
 public:
  explicit ByteReader(std::filesystem::path path) : path_(std::move(path)) {
    if (!std::filesystem::is_regular_file(path_)) throw error("is not a regular file");
    errno = 0;
    file_.reset(gzopen(path_.string().c_str(), "rb"));
    if (!file_) {
      throw error("cannot be opened: " +
                  std::string(errno ? std::strerror(errno) : "out of memory"));
    }
  }

  /// Appends up to `length` bytes. Memory grows with what the file holds, not with what its header
  /// promises.
  std::vector<std::uint8_t> read(std::uint64_t length) {
    std::vector<std::uint8_t> bytes;
    while (bytes.size() < length) {
      const std::size_t old_size = bytes.size();
      const auto chunk = std::min<std::uint64_t>(length - old_size, chunk_bytes);
      bytes.resize(old_size + static_cast<std::size_t>(chunk));
      const std::size_t got = read_some(bytes.data() + old_size, static_cast<unsigned>(chunk));
      bytes.resize(old_size + got);
      if (got == 0) break;
    }
    return bytes;
  }

  /// True at the end of the data; verifies the checksum of a gzip file on the way.
  bool at_end() {
    std::uint8_t byte = 0;
    return read_some(&byte, 1) == 0;
  }

  std::runtime_error error(const std::string& what) const { return file_error(path_, what); }

 private:
  static constexpr unsigned chunk_bytes = 1U << 20;

  struct Close {
    void operator()(gzFile file) const { gzclose(file); }
  };

  std::size_t read_some(std::uint8_t* to, unsigned length) {
    const int got = gzread(file_.get(), to, length);
    int code = Z_OK;
    const char* text = gzerror(file_.get(), &code);
    if (code == Z_BUF_ERROR) {
      throw error("is a gzip file that breaks off before its end; copy or download it again");
    }
    if (got < 0 || code < 0) {
      throw error("cannot be read: " + std::string(code == Z_ERRNO ? std::strerror(errno) : text));
    }
    return static_cast<std::size_t>(got);
  }

  std::filesystem::path path_;
  std::unique_ptr<std::remove_pointer_t<gzFile>, Close> file_;
};

/// The IDX format of MNIST: big-endian 32-bit numbers (the kind, the sizes), then one byte per
/// value. Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database", section on file formats.
namespace idx {

constexpr std::uint32_t label_magic = 0x00000801;  // unsigned bytes, one dimension
constexpr std::uint32_t image_magic = 0x00000803;  // unsigned bytes, three dimensions

// Limits of this example, far above MNIST (28 x 28, 47 MB) and far below what a damaged header can
// ask for.
constexpr std::uint64_t max_image_pixels = std::uint64_t{256} * 256;
constexpr std::uint64_t max_file_bytes = std::uint64_t{1} << 30;

inline std::string in_hexadecimal(std::uint32_t number) {
  char text[16];
  std::snprintf(text, sizeof text, "0x%08x", static_cast<unsigned>(number));
  return text;
}

inline std::vector<std::uint32_t> read_header(ByteReader& file, std::size_t dimensions,
                                              std::uint32_t magic, const std::string& kind) {
  const std::size_t length = 4 * (1 + dimensions);
  const std::vector<std::uint8_t> bytes = file.read(length);
  if (bytes.empty()) throw file.error("is empty; an IDX " + kind + " file was expected");
  if (bytes.size() < length) {
    throw file.error("ends after " + std::to_string(bytes.size()) +
                     " bytes; the header of an IDX " + kind + " file takes " +
                     std::to_string(length));
  }
  std::vector<std::uint32_t> numbers(1 + dimensions);
  for (std::size_t i = 0; i < length; ++i) numbers[i / 4] = (numbers[i / 4] << 8) | bytes[i];
  if (numbers[0] != magic) {
    throw file.error("begins with " + in_hexadecimal(numbers[0]) + "; an IDX " + kind +
                     " file begins with " + in_hexadecimal(magic));
  }
  if (numbers[1] == 0) throw file.error("holds no " + kind + "s; at least one was expected");
  return numbers;
}

/// Reads `count` records of `record_bytes` each, and insists that the file ends there.
inline std::vector<std::uint8_t> read_records(ByteReader& file, std::uint64_t count,
                                              std::uint64_t record_bytes, const std::string& kind) {
  const std::uint64_t promised = count * record_bytes;
  const std::string records = std::to_string(count) + " " + kind + "s";
  if (promised > max_file_bytes) {
    throw file.error("promises " + records + ", " + std::to_string(promised) +
                     " bytes, where at most " + std::to_string(max_file_bytes) +
                     " are read; its header is damaged or the file is too large");
  }
  std::vector<std::uint8_t> bytes = file.read(promised);
  if (bytes.size() < promised) {
    throw file.error("promises " + records + " but ends after " +
                     std::to_string(bytes.size() / record_bytes) +
                     "; it is truncated or its header is damaged");
  }
  if (!file.at_end()) {
    throw file.error("goes on after the " + records +
                     " that its header promises; it should end there");
  }
  return bytes;
}

inline std::vector<std::uint8_t> read_labels(const std::filesystem::path& path) {
  ByteReader file(path);
  const std::vector<std::uint32_t> header = read_header(file, 1, label_magic, "label");
  std::vector<std::uint8_t> labels = read_records(file, header[1], 1, "label");
  const auto bad =
      std::find_if(labels.begin(), labels.end(), [](int label) { return label >= class_count; });
  if (bad != labels.end()) {
    throw file.error("has the label " + std::to_string(*bad) + " at position " +
                     std::to_string(bad - labels.begin()) + "; labels run from 0 to 9");
  }
  return labels;
}

/// Reads the images; the labels stay empty.
inline Images read_images(const std::filesystem::path& path) {
  ByteReader file(path);
  const std::vector<std::uint32_t> header = read_header(file, 3, image_magic, "image");
  const std::uint64_t height = header[2], width = header[3], size = height * width;
  if (size == 0 || size > max_image_pixels) {
    throw file.error("says that its images are " + std::to_string(height) + " x " +
                     std::to_string(width) + "; they may have 1 to " +
                     std::to_string(max_image_pixels) + " pixels");
  }
  const std::vector<std::uint8_t> bytes = read_records(file, header[1], size, "image");
  Images images;
  images.height = static_cast<Eigen::Index>(height);
  images.width = static_cast<Eigen::Index>(width);
  images.pixels = Eigen::Map<const Images::Pixels>(bytes.data(), static_cast<Eigen::Index>(size),
                                                   static_cast<Eigen::Index>(header[1]));
  return images;
}

}  // namespace idx
}  // namespace example
