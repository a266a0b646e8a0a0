// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Runs the example train_mlp (its path is TRAIN_MLP_PATH) on good and on broken input. Whatever is
// wrong, it must say so in one line on standard error and exit with 1. The program must hold relu,
// leaky_relu, tanh and gelu, as the default of EIGENACT_EXAMPLE_ACTIVATIONS does.

#include <zlib.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "support/catch.hpp"

#ifndef _WIN32
#include <sys/wait.h>
#endif

namespace {

namespace fs = std::filesystem;

std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

void write_gzip(const fs::path& path, const std::string& bytes) {
  const gzFile file = gzopen(path.string().c_str(), "wb");
  REQUIRE(file != nullptr);
  REQUIRE(gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size())) ==
          static_cast<int>(bytes.size()));
  REQUIRE(gzclose(file) == Z_OK);
}

/// A folder that is gone when the test is over.
class Folder {
 public:
  Folder()
      : path_(fs::temp_directory_path() /
              ("train_mlp_test_" + std::to_string(std::random_device{}()))) {
    fs::create_directory(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }

  fs::path operator/(const std::string& name) const { return path_ / name; }
  std::string data() const { return "--data \"" + path_.string() + "\" --epochs 1"; }

 private:
  fs::path path_;
};

struct Run {
  int exit_code;
  std::string out, err;
};

Run train_mlp(const std::string& arguments) {
  const Folder folder;
  const fs::path out = folder / "out", err = folder / "err";
  const std::string command = "\"" TRAIN_MLP_PATH "\" " + arguments + " >\"" + out.string() +
                              "\" 2>\"" + err.string() + "\"";
  const int status = std::system(command.c_str());
#ifdef _WIN32
  const int exit_code = status;
#else
  const int exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;  // -1: killed by a signal
#endif
  return {exit_code, read_text(out), read_text(err)};
}

/// Exit code 1 and one line that contains every one of `words`.
void refuses(const std::string& arguments, const std::vector<std::string>& words) {
  INFO("train_mlp " << arguments);
  const Run run = train_mlp(arguments);
  CHECK(run.exit_code == 1);
  CHECK_THAT(run.err, Catch::Matches("train_mlp: [^\\r\\n]+\\n"));
  for (const std::string& word : words) CHECK_THAT(run.err, Catch::Contains(word));
}

void accepts(const std::string& arguments, const std::string& words) {
  INFO("train_mlp " << arguments);
  const Run run = train_mlp(arguments);
  CHECK(run.exit_code == 0);
  CHECK(run.err.empty());
  CHECK_THAT(run.out, Catch::Contains(words));
}

std::string big_endian(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8)
    bytes += static_cast<char>((number >> shift) & 0xFFU);
  return bytes;
}

std::string image_header(std::uint32_t count, std::uint32_t height = 4, std::uint32_t width = 4,
                         std::uint32_t magic = 0x803) {
  return big_endian(magic) + big_endian(count) + big_endian(height) + big_endian(width);
}

/// `count` images of 4 x 4 pixels.
std::string images(std::uint32_t count) {
  std::string bytes = image_header(count);
  for (std::uint32_t i = 0; i < count * 16; ++i) bytes += static_cast<char>(i * 37 % 251);
  return bytes;
}

std::string labels(std::uint32_t count, std::uint32_t magic = 0x801) {
  std::string bytes = big_endian(magic) + big_endian(count);
  for (std::uint32_t i = 0; i < count; ++i) bytes += static_cast<char>(i % 10);
  return bytes;
}

/// What train_mlp says about a folder with these two files.
void refuses_files(const std::string& image_bytes, const std::string& label_bytes,
                   const std::vector<std::string>& words) {
  const Folder folder;
  write(folder / "t10k-images-idx3-ubyte", image_bytes);
  write(folder / "t10k-labels-idx1-ubyte", label_bytes);
  refuses(folder.data(), words);
}

const std::string image_name = "t10k-images-idx3-ubyte", label_name = "t10k-labels-idx1-ubyte";

}  // namespace

TEST_CASE("a folder must exist, be a folder and hold digits") {
  const Folder folder;
  refuses("--data \"" + (folder / "absent").string() + "\"", {"absent", "does not exist"});
  refuses("--data ''", {"'' does not exist"});
  write(folder / "file", "text");
  refuses("--data \"" + (folder / "file").string() + "\"", {"is not a folder"});
  refuses(folder.data(), {"holds no digits", "train-images-idx3-ubyte", "t10k-labels-idx1-ubyte"});
}

TEST_CASE("images and labels come in pairs") {
  const Folder only_images, only_labels;
  write(only_images / image_name, images(10));
  refuses(only_images.data(), {image_name, "no labels", label_name});
  write(only_labels / "train-labels.idx1-ubyte", labels(10));
  refuses(only_labels.data(), {"train-labels.idx1-ubyte", "no images", "train-images-idx3-ubyte"});
}

TEST_CASE("a file must be a regular file") {
  const Folder folder;
  fs::create_directory(folder / image_name);
  write(folder / label_name, labels(10));
  refuses(folder.data(), {image_name, "not a regular file"});
}

TEST_CASE("headers are checked") {
  refuses_files("", labels(10), {image_name, "is empty"});
  refuses_files(images(10), "", {label_name, "is empty"});
  refuses_files(images(10).substr(0, 7), labels(10), {image_name, "7 bytes", "16"});
  refuses_files(labels(10), labels(10), {image_name, "0x00000801", "0x00000803"});
  refuses_files(images(10), labels(10, 0xDEAD), {label_name, "0x0000dead", "0x00000801"});
  refuses_files(image_header(0), labels(0), {image_name, "holds no images"});
  refuses_files(image_header(10, 0, 4), labels(10), {image_name, "0 x 4"});
  refuses_files(image_header(10, 0xFFFFFFFF, 0xFFFFFFFF), labels(10), {image_name, "4294967295"});
}

TEST_CASE("counts must be what the file holds") {
  refuses_files(images(10).substr(0, 100), labels(10), {image_name, "10 images", "after 5"});
  refuses_files(images(10) + "x", labels(10), {image_name, "goes on after the 10 images"});
  refuses_files(images(10), labels(10).substr(0, 12), {label_name, "10 labels", "after 4"});
  refuses_files(images(10), labels(9), {image_name, label_name, "10 images", "9 labels"});
  refuses_files(images(1), labels(1), {image_name, "one image"});
}

TEST_CASE("a header that promises more than memory holds is refused, not believed") {
  refuses_files(image_header(0x80000000U, 28, 28), labels(10),
                {image_name, "2147483648 images", "at most"});
  refuses_files(image_header(0xFFFFFFFFU, 256, 256), labels(10),
                {image_name, "4294967295 images", "at most"});
  refuses_files(image_header(1000000, 28, 28), labels(10),
                {image_name, "1000000 images", "after 0"});
  refuses_files(images(10), big_endian(0x801) + big_endian(0xFFFFFFFFU),
                {label_name, "4294967295 labels", "at most"});
}

TEST_CASE("labels are digits") {
  std::string bytes = labels(10);
  bytes.back() = 17;
  refuses_files(images(10), bytes, {label_name, "label 17", "position 9", "0 to 9"});
}

TEST_CASE("a gzip file must be whole") {
  const Folder folder;
  write_gzip(folder / (image_name + ".gz"), images(100));
  write_gzip(folder / (label_name + ".gz"), labels(100));
  const std::string whole = read_text(folder / (image_name + ".gz"));
  accepts(folder.data(), "80 to train, 20 to test");
  for (const std::size_t missing :
       {std::size_t{1}, std::size_t{8}, whole.size() / 2, whole.size() - 5}) {
    write(folder / (image_name + ".gz"), whole.substr(0, whole.size() - missing));
    refuses(folder.data(), {image_name + ".gz"});
  }
  std::string damaged = whole;
  damaged[whole.size() - 6] = static_cast<char>(~damaged[whole.size() - 6]);  // in the checksum
  write(folder / (image_name + ".gz"), damaged);
  refuses(folder.data(), {image_name + ".gz", "cannot be read"});
}

TEST_CASE("both pairs are used when both are there, and must fit each other") {
  const Folder folder;
  write(folder / "train-images.idx3-ubyte", images(30));
  write_gzip(folder / "train-labels.idx1-ubyte.gz", labels(30));
  accepts(folder.data(), "24 to train, 6 to test");
  write(folder / image_name, images(10));
  write(folder / label_name, labels(10));
  accepts(folder.data(), "30 to train, 10 to test");
  write(folder / image_name, image_header(10, 2, 8) + images(10).substr(16));
  refuses(folder.data(), {image_name, "2 x 8", "4 x 4"});
}

TEST_CASE("options are checked") {
  for (const char* epochs : {"0", "-1", "abc", "1.5", "99999999999999999999", "''"}) {
    refuses(std::string("--epochs ") + epochs, {"--epochs", "whole number from 1"});
  }
  for (const char* rate : {"0", "-1", "nan", "inf", "fast", "1e99"}) {
    refuses(std::string("--learning-rate ") + rate, {"--learning-rate", "above 0"});
  }
  refuses("--batch 0", {"--batch", "whole number from 1"});
  refuses("--seed -1", {"--seed", "whole number from 0"});
  refuses("--hidden 128,0", {"--hidden", "whole number from 1"});
  refuses("--hidden 1000000000", {"--hidden", "to 8192"});
  refuses("--epochs", {"--epochs"});
  refuses("--unknown", {"--unknown"});
  refuses("surplus", {"surplus"});
}

TEST_CASE("an unknown activation is answered with the nearest names") {
  refuses("--activation gellu", {"'gellu'", "gelu", "--list"});
  refuses("--activation relu,LeakyReLU", {"'LeakyReLU'", "leaky_relu"});
  refuses("--activation ''", {"no activation ''"});
}

TEST_CASE("an activation that is not built in is answered with how to build with it") {
  const std::string arguments = "--activation abs --epochs 1 --hidden 4";
  const Run run = train_mlp(arguments);
  if (run.exit_code != 0) {  // 0 where EIGENACT_EXAMPLE_ACTIVATIONS is `all`
    refuses(arguments,
            {"without 'abs'", "-DEIGENACT_EXAMPLE_ACTIVATIONS=abs", "tools/run.sh demo"});
  }
}

TEST_CASE("divergence is one sentence, and the next activation still runs") {
  refuses("--learning-rate 1e30 --epochs 1", {"relu diverged in epoch 1", "--learning-rate"});
  const Run run = train_mlp("--learning-rate 1e30 --epochs 1 --activation relu,tanh");
  CHECK_THAT(run.err, Catch::StartsWith("train_mlp: relu diverged"));
  CHECK_THAT(run.out, Catch::Contains("\ntanh\n"));
}

TEST_CASE("the drawn digits are learned, and the same seed gives the same numbers") {
  const std::string arguments = "--epochs 4 --activation relu --activation tanh,gelu";
  const Run first = train_mlp(arguments), second = train_mlp(arguments);
  REQUIRE(first.exit_code == 0);
  CHECK(first.err.empty());  // no progress bar: standard error is a file here
  const std::regex row("(relu|tanh|gelu) .* ([0-9.]+) %.*");
  int rows = 0;
  std::istringstream lines(first.out);
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (!std::regex_match(line, match, row)) continue;
    CHECK(std::stod(match[2]) > 85);
    ++rows;
  }
  CHECK(rows == 3);
  const std::regex seconds(" +[0-9]+\\.[0-9][0-9](?= *\\n|  #)");
  CHECK(std::regex_replace(first.out, seconds, "") == std::regex_replace(second.out, seconds, ""));
}

TEST_CASE("large logits do not overflow the softmax") {
  accepts("--epochs 1 --learning-rate 1",
          "\nrelu\n");  // a step size that makes losses of thousands
}

TEST_CASE("parameters of activations are trained on request") {
  accepts("--epochs 1 --hidden 16 --activation leaky_relu --train-parameters",
          "hidden layer 1: negative_slope = ");
  accepts("--epochs 1 --hidden 16 --activation relu --train-parameters", "relu has no parameters");
}

TEST_CASE("the list names all activations, one per line, also those that were not built in") {
  const Run run = train_mlp("--list");
  CHECK(run.exit_code == 0);
  const std::string out = "\n" + run.out;
  for (const char* name : {"abs", "gelu", "leaky_relu", "relu", "tanh", "xielu"}) {
    CHECK_THAT(out, Catch::Contains("\n" + std::string(name) + "\n"));
  }
}
