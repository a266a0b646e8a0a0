// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Every member of every list, and what is made of them, as text and as JSON and back, bit for bit.

#include <cstring>
#include <eigenact/ext/json.hpp>
#include <set>

#include "registry/members.hpp"
#include "support/catch.hpp"
#include "support/tier.hpp"

using namespace eigenact_test;
using nlohmann::json;

namespace {

bool same_bits(const Values& a, const Values& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

void check_round_trip(const Subject& f) {
  const std::string text = f.text();
  INFO(text);
  const auto same = [&](const Subject& again) {
    return same_bits(again.parameters(), f.parameters()) && again.text() == text;
  };
  const bool is_same_from_text = same(*f.read(registry::parse(text)));
  CHECK(is_same_from_text);
  const std::string dumped = registry::json_of<json>(f.describe()).dump();
  INFO(dumped);
  const bool is_same_from_json = same(*f.read(registry::read_json(json::parse(dumped))));
  CHECK(is_same_from_json);
}

/// With parameters that a text could lose: all of them different, and each by itself.
void check_edges(const Subject& f) {
  const Values edges = f.edges(), start = f.parameters();
  std::size_t admissible = 0;
  const auto check = [&](const Values& values) {
    const auto changed = f.copy();
    if (!changed->set(values)) return;
    ++admissible;
    check_round_trip(*changed);
  };
  for (std::size_t shift = 0; shift < edges.size(); ++shift) {
    Values all = start;
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i] = edges[(i + shift) % edges.size()];
      Values one = start;
      one[i] = all[i];
      if (i < 6) check(one);
    }
    check(all);
  }
  INFO(f.text());
  CHECK((admissible > 0 || start.empty()));
}

}  // namespace

TEST_CASE("every member reads back from text and JSON", "[text]") {
  for (const auto& f : members()) {
    check_round_trip(*f);
    check_edges(*f);
  }
  Subjects others;
  add<Swish<double>>(others);
  add<Channelwise<PReLU<Eigen::bfloat16>>>(others, Channelwise<PReLU<Eigen::bfloat16>>(2));
  add<Softmax<Eigen::half>>(others);
  if constexpr (kFull) add_combinators<Eigen::half>(others);
  for (const auto& f : others) check_edges(*f);
}

TEST_CASE("settings other than the defaults are written and read", "[text]") {
  std::size_t count = 0;
  for (const auto& f : members()) {
    const std::vector<Setting> settings = f->settings();
    const Description before = f->describe();
    Call call{f->name(), {}};
    for (std::size_t i = 0; i < before.settings.size(); ++i) {  // lists come last, and have none
      const Setting& setting = settings[i];
      const auto choices = registry::split(setting.choices, ',');
      double value = 0;
      registry::from_text(before.settings[i].value, value);
      call.arguments.push_back({setting.name, !choices.empty()         ? std::string(choices.back())
                                              : setting.name == "seed" ? "9007199254740991"
                                              : setting.kind == Setting::Kind::Whole
                                                  ? registry::to_text(value + 2)
                                                  : registry::to_text(1.5 * value - 0.1)});
    }
    if (call.arguments.empty()) continue;
    if (f->text().find('[') != std::string::npos) continue;  // whose rows are parameters too
    const auto changed = f->read(call);
    INFO(changed->text());
    const Description description = changed->describe();
    REQUIRE(description.settings.size() == call.arguments.size());
    for (std::size_t i = 0; i < call.arguments.size(); ++i)
      CHECK(description.settings[i].value == call.arguments[i].value);
    CHECK(changed->text() != f->text());
    check_round_trip(*changed);
    check_edges(*changed);
    ++count;
  }
  CHECK(count >= 13);  // the basis expansions but one, and a few more
}

TEST_CASE("no two settings or parameters are spelled alike", "[text]") {
  for (const auto& f : members()) {
    const Description description = f->describe();
    std::set<std::string> names;
    for (const auto* arguments : {&description.settings, &description.parameters})
      for (const auto& argument : *arguments) {
        INFO(f->name() << ": " << argument.name);
        CHECK(names.insert(registry::normalized(argument.name)).second);
      }
  }
}

TEST_CASE("a class refuses the text of any other", "[text]") {
  for (const auto& f : members())
    for (const auto& other : members()) {
      if (f->name() == other->name() || !f->has_type()) continue;
      std::string message;
      try {
        f->read(registry::parse(other->text()));
      } catch (const std::invalid_argument& error) {
        message = error.what();
      }
      const std::string due = "the activation must be " + f->name() + ", got ";
      if (message.compare(0, due.size(), due) == 0) continue;
      FAIL_CHECK(f->name() << " reads " << other->text() << ": " << message);
    }
}

namespace {

/// The settings of an expansion's formula, and of the one that they make.
template <typename Formula>
std::string settings_of(const Formula& formula) {
  using Structure = registry::Structure<Formula>;
  const auto text = [](const registry::Settings& values) {
    return registry::to_text(Description{"", registry::written(Structure::settings(), values), {}});
  };
  const registry::Settings values = Structure::values(formula);
  CHECK(text(Structure::values(Structure::make(values))) == text(values));
  return text(values);
}

}  // namespace

TEST_CASE("activations with settings tell what they were made with", "[text]") {
  CHECK(settings_of(formula::BSpline(4, 2, -2.5, 0.1, true, 7)) ==
        "(cells=4, degree=2, lower=-2.5, upper=0.1, residual=yes, seed=7)");
  CHECK(settings_of(formula::BSpline({-2, -0.5, 0.25}, 3, false)) ==
        "(degree=3, residual=no, grid=[-2, -0.5, 0.25])");
  CHECK(settings_of(formula::Rational(3, 2, RationalKind::D)) ==
        "(numerator=3, denominator=2, kind=D)");
  CHECK(settings_of(formula::STAF(2, 9, StafInit::exact)) == "(terms=2, seed=9, init=exact)");
  CHECK(settings_of(formula::RBF(7, -0.1, 0.7, 3)) == "(centres=7, lower=-0.1, upper=0.7, seed=3)");
  CHECK(settings_of(formula::PiecewiseLinear(2, -1, 4)) == "(cells=2, lower=-1, upper=4)");
  CHECK(settings_of(formula::DCT(2, 1.25)) == "(terms=2, range=1.25)");
  CHECK(settings_of(formula::Fourier(2, 5)) == "(harmonics=2, seed=5)");
  CHECK(settings_of(formula::APL(3, 5)) == "(hinges=3, seed=5)");
  CHECK(settings_of(formula::Hermite(2)) == "(degree=2)");
  CHECK(to_string(Maxout<float>(5)) == "maxout(pieces=5)");
  CHECK(to_string(GroupSort<float>(4)) == "group_sort(group=4)");
  check_edges(NamedSubject(make_activation<float>("bspline(grid=[-2, -0.5, 0.1], residual=yes)")));

  const STAF<float> staf(2, 9);
  CHECK(to_string(staf).find("staf(terms=2, seed=9, init=paper, C1=") == 0);
  CHECK(AnyActivation<float>(staf).to_string() == to_string(staf));
  check_edges(SubjectOf<STAF<float>>(staf));
  std::string message;
  try {
    to_string(STAF<float>(1, -1));
  } catch (const std::invalid_argument& error) {
    message = error.what();
  }
  CHECK(message ==
        "a text or JSON holds seeds up to 9007199254740992, but this one is 18446744073709551615");
}

TEST_CASE("a constrained activation keeps its free parameters", "[text]") {
  using F = Constrained<Swish<float>, SigmoidBetween>;
  F f(Swish<float>(0.3f), SigmoidBetween{-1, 2});
  for (const float u : {0.7f, -3.1f, 1e-20f, 9.9f, -60.0f}) {
    f.set_parameters(Eigen::Array<float, 1, 1>(u));
    const F again = json::parse(json(f).dump()).get<F>();
    CHECK(again.parameters()(0) == u);
    CHECK(again.activation().parameters()(0) == f.activation().parameters()(0));
    CHECK(to_string(again) == to_string(f));
  }
  const F by_free = read<F>("constrained[swish, sigmoid_between](-1, 2, beta_free=0)");
  CHECK(by_free.activation().parameters()(0) == 0.5f);
  const F by_own = read<F>("constrained[swish, sigmoid_between](-1, 2, 0.5)");
  CHECK(by_own.parameters()(0) == 0);
}

namespace {

template <typename F>
std::string message_of(const char* text) {
  try {
    read<F>(text);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "nothing was thrown";
}

}  // namespace

TEST_CASE("a typed text that does not fit is refused in one sentence", "[text]") {
  using Rows = Channelwise<Hardtanh<float>>;
  const std::string rows = "channelwise[hardtanh]";
  CHECK(read<Rows>("channelwise[hardtanh](-2, [1, 2, 3])").parameters()(2, 0) == -2);
  CHECK(message_of<Rows>("channelwise[hardtanh]") ==
        rows + ": at least one parameter must be a list of numbers, one for each channel");
  CHECK(message_of<Rows>("channelwise[hardtanh]([-1, -2], [1, 2, 3])") ==
        rows + ": max_val must have as many channels as the others, 2, but has 3");
  CHECK(message_of<Rows>("channelwise[hardtanh]([-1, x])") ==
        rows + ": min_val must be a list of numbers, one for each channel, got \"[-1, x]\"");
  CHECK(message_of<Rows>("channelwise[hardtanh]([-1, 2], 1)") ==
        "hardtanh: needs min_val <= max_val, got min_val = 2, max_val = 1 in row 1");
  CHECK(message_of<Channelwise<Hardtanh<float>, Channels::Columns>>(
            "channelwise[hardtanh](0, [1])") ==
        "the activation must be channelwise_columns[hardtanh], got \"channelwise[hardtanh]\"");
  CHECK(message_of<Hardtanh<float>>("hardtanh([1])") ==
        "hardtanh: min_val must be a number, got \"[1]\"");
  CHECK(message_of<Mixture<ReLU<float>, Tanh<float>>>("mixture[tanh, relu]") ==
        "the activation must be mixture[relu, tanh], got \"mixture[tanh, relu]\"");
  CHECK(message_of<Maxout<float>>("maxout(0)") == "maxout: pieces must be at least 1, got 0");
  CHECK(message_of<Constrained<Swish<float>, ExpAbove>>(
            "constrained[swish, exp_above](beta=1, beta_free=1)") ==
        "constrained[swish, exp_above]: beta = 1 is not what its map makes of 1");
  CHECK(message_of<Constrained<Swish<float>, ExpAbove>>("constrained[swish, exp_above](beta=-1)")
            .find("is not what its map makes of") != std::string::npos);
}
