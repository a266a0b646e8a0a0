// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Texts and JSON of any size and kind end soon, in an activation or in one short sentence.

#include <ctime>
#include <eigenact/ext/json.hpp>
#include <random>

#include "registry/catalogue.hpp"
#include "support/catch.hpp"

using namespace eigenact;
using nlohmann::json;

namespace {

constexpr std::size_t kMillion = 1000000;

std::string repeated(const std::string& part, std::size_t size = kMillion) {
  std::string text;
  while (text.size() < size) text += part;
  return text;
}

/// What is said, empty where there is an activation. Anything else that is thrown fails the test.
template <typename Make>
std::string sentence(const Make& make) {
  try {
    make();
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "";
}

bool is_short_and_printable(const std::string& message) {
  return message.size() <= 400 &&
         std::all_of(message.begin(), message.end(), [](char c) { return ' ' <= c && c <= '~'; });
}

template <typename Make>
std::string checked_sentence(const Make& make) {
  const std::clock_t begin = std::clock();  // of this program, whatever else runs
  const std::string message = sentence(make);
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  INFO(registry::excerpt(message) << ", " << message.size() << " letters");
  CHECK(is_short_and_printable(message));
  CHECK(seconds < 1);
  return message;
}

std::string nested(std::size_t depth, const char* open, const char* middle, const char* close) {
  return repeated(open, depth * std::string(open).size()) + middle +
         repeated(close, depth * std::string(close).size());
}

}  // namespace

TEST_CASE("a text of any size and kind ends soon, in a value or one short sentence", "[registry]") {
  std::string bytes, numbered;
  std::mt19937 random(1);
  while (bytes.size() < kMillion) bytes += static_cast<char>(random() & 255);
  for (int i = 0; numbered.size() < kMillion; ++i) numbered += "a" + std::to_string(i) + "=1,";
  const std::string texts[] = {bytes,
                               repeated("a"),
                               repeated("gelu "),
                               repeated("_"),
                               repeated("\n"),
                               repeated("("),
                               repeated(")"),
                               repeated("["),
                               repeated("\xff"),
                               std::string(kMillion, '\0'),
                               "gelu" + repeated("[gelu"),
                               "elu(" + bytes,
                               "elu(" + bytes + ")",
                               "elu" + repeated("("),
                               "elu" + repeated(")"),
                               "elu(" + repeated(",") + ")",
                               "elu(" + repeated("=") + ")",
                               "elu(" + repeated("1,") + "1)",
                               "elu(" + repeated("alpha=1,") + "1)",
                               "elu(" + numbered + "1)",
                               "elu(" + repeated("1") + ")",
                               "elu(" + repeated("[") + ")",
                               "elu(" + repeated("]") + ")",
                               "elu(alpha=" + repeated("a") + ")",
                               "elu(" + repeated("a") + "=1)",
                               "staf(" + repeated(",") + ")",
                               "staf(" + repeated("C1=1,") + "1)",
                               "staf(" + numbered + "1)",
                               "staf(1, init=" + repeated("paper") + ")",
                               "bspline(grid=[" + repeated("1,") + "1])",
                               "bspline(grid=" + nested(kMillion / 2, "[", "1", "]") + ")",
                               "rational(kind=" + bytes + ")",
                               "polynomial(65536)",
                               "bspline(lower=-1e300, upper=-1e300)"};
  for (const std::string& text : texts) {
    INFO(registry::excerpt(text));
    checked_sentence([&] { make_activation<float>(text); });
    checked_sentence([&] { read<LeakyReLU<float>>(text); });
    checked_sentence(
        [&] { read<Channelwise<LeakyReLU<float>>>("channelwise[leaky_relu](" + text); });
  }
}

TEST_CASE("many parameters are read in a time that grows with their number", "[registry]") {
  const auto f = make_activation<float>("staf(4000)");
  const std::string text = f.to_string();
  checked_sentence([&] { CHECK(make_activation<float>(text).to_string() == text); });
}

TEST_CASE("JSON of any size and kind ends soon, in a value or one short sentence", "[json]") {
  const std::string deep = nested(100000, "[", "1", "]");
  const std::string deep_objects = nested(100000, "{\"a\":", "1", "}");
  const std::string name = R"({"name": "elu", )";
  std::vector<json> all;
  for (const std::string& text :
       {deep, deep_objects, name + "\"parameters\": " + deep + "}",
        name + "\"settings\": " + deep + "}", name + "\"parameters\": " + deep_objects + "}",
        name + "\"eigenact\": " + deep + "}", name + "\"parameters\": {\"alpha\": " + deep + "}}",
        name + "\"parameters\": {\"alpha\": [1, " + deep + "]}}",
        name + "\"parameters\": {\"alpha\": " + deep_objects + "}}", "{\"name\": " + deep + "}",
        "[" + repeated("1,") + "1]",
        name + "\"parameters\": {\"alpha\": [" + repeated("1,") + "1]}}"})
    all.push_back(json::parse(text));
  const json long_text = repeated("a"), no_text = std::string("\xff\xc3\x28\0\x1b[31m", 9);
  for (const json& text : {long_text, no_text}) {
    all.push_back(text);
    all.push_back({text});
    all.push_back({{"name", text}});
    all.push_back({{"eigenact", text}, {"name", "elu"}});
    all.push_back({{"name", "elu"}, {text.get<std::string>(), 1}});
    all.push_back({{"name", "elu"}, {"parameters", text}});
    all.push_back({{"name", "elu"}, {"parameters", {{text.get<std::string>(), 1}}}});
    all.push_back({{"name", "elu"}, {"parameters", {{"alpha", text}}}});
    all.push_back({{"name", "staf"}, {"settings", {{"init", text}}}});
    all.push_back({{"name", "bspline"}, {"settings", {{"grid", {text}}}}});
  }
  all.push_back({{"name", "elu"}, {"parameters", {{"alpha", json::binary({1, 2})}}}});
  for (const json& one : all) {
    CHECK(checked_sentence([&] { one.get<AnyActivation<float>>(); }) != "");
    CHECK(checked_sentence([&] { one.get<ELU<float>>(); }) != "");
    CHECK(checked_sentence([&] { one.get<Channelwise<ELU<float>>>(); }) != "");
  }
}

TEST_CASE("sizes and seeds are whole numbers in their range", "[registry]") {
  const char* const seeds[] = {"1e300", "-1", "0.5", "nan",  "inf", "-inf", "9007199254740993",
                               "1e16",  "",   "x",   "true", "[1]"};
  for (const char* const activation : {"apl", "bspline", "fourier", "rbf", "staf"}) {
    const std::string name = activation;
    for (const std::string seed : seeds) {
      const std::string message =
          sentence([&] { make_activation<float>(name + "(seed=" + seed + ")"); });
      INFO(name << ", seed=" << seed << ": " << message);
      const std::string due = name + ": seed must be a whole number";
      CHECK(message.compare(0, due.size(), due) == 0);
    }
    for (const char* const seed : {"0", "1", "1e3", "9007199254740991", "9007199254740992"})
      CHECK(sentence([&] { make_activation<float>(name + "(seed=" + seed + ")"); }) == "");
  }
  // the sizes, which come first
  for (const char* const activation :
       {"apl", "bspline", "chebyshev", "dct", "fourier", "hermite", "legendre", "piecewise_linear",
        "polynomial", "rational", "rbf", "staf"})
    for (const char* const size : {"1e300", "-1", "2.5", "nan", "inf", "3000000000", "-3000000000",
                                   "2147483647", "-2147483647", "x"}) {
      const std::string text = std::string(activation) + "(" + size + ")";
      const std::string message = sentence([&] { make_activation<float>(text); });
      INFO(text << ": " << message);
      CHECK(message.find(std::string(activation) + ": ") == 0);
      CHECK(message.find(std::string(size)) != std::string::npos);
    }
}

TEST_CASE("texts put together at random end in a value or one short sentence", "[registry]") {
  const std::vector<std::string> pieces = {"elu",
                                           "staf",
                                           "bspline",
                                           "rational",
                                           "LeakyReLU",
                                           "keras_relu",
                                           "softmax",
                                           "mixture",
                                           "gated",
                                           "(",
                                           ")",
                                           "[",
                                           "]",
                                           ",",
                                           "=",
                                           "alpha",
                                           "seed",
                                           "terms",
                                           "kind",
                                           "grid",
                                           "residual",
                                           "init",
                                           "C1",
                                           "negative_slope",
                                           "1",
                                           "-0.5",
                                           "1e300",
                                           "nan",
                                           "2147483648",
                                           "A",
                                           "paper",
                                           "yes",
                                           " ",
                                           "\"",
                                           "\n",
                                           "\xc3\xbc",
                                           std::string(1, '\0'),
                                           "elu(alpha=0.5)",
                                           "staf(2, seed=7)",
                                           "[relu, tanh]",
                                           "grid=[0, 1, 3]"};
  std::mt19937 random(7);
  std::size_t made = 0;
  for (int i = 0; i < 4000; ++i) {
    std::string text = i % 2 == 0 ? "" : pieces[random() % 8] + "(";
    for (auto parts = random() % 9; parts > 0; --parts) text += pieces[random() % pieces.size()];
    if (i % 2 != 0) text += ")";
    const std::string message = sentence([&] { make_activation<float>(text); });
    const std::string typed =
        sentence([&] { read<Channelwise<ELU<float>>>("channelwise[elu]" + text); });
    made += message.empty() ? 1 : 0;
    if (is_short_and_printable(message) && is_short_and_printable(typed)) continue;
    FAIL_CHECK(registry::excerpt(text)
               << ": " << registry::excerpt(message) << " or " << registry::excerpt(typed));
  }
  CHECK(made > 100);
}

TEST_CASE("the locale of the program does not matter", "[registry]") {
  struct Comma : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
  };
  const std::locale before = std::locale::global(std::locale(std::locale::classic(), new Comma));
  const auto f = make_activation<double>("SIGMOID"),
             g = make_activation<double>("Softplus(1234567.5)");
  const std::string text = g.to_string(), dumped = json(g).dump();
  const auto again = make_activation<double>(text);
  std::locale::global(before);
  CHECK(f.name() == "sigmoid");
  CHECK(text == "softplus(beta=1234567.5)");
  CHECK(again.parameters()(0) == 1234567.5);
  CHECK(dumped.find("1234567.5") != std::string::npos);
}
