// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Every member of every list, and what is made of them, as text and as JSON and back, bit for bit.

#include <cstring>
#include <eigenact/ext/json.hpp>
#include <memory>
#include <set>

#include "../support/catch.hpp"
#include "../support/tier.hpp"
#include "catalogue.hpp"

using namespace eigenact;
using eigenact_test::kFull;
using nlohmann::json;
using registry::Call;
using registry::Description;
using registry::Setting;

namespace {

using Values = std::vector<double>;

/// An activation whose type is erased, so that the checks are compiled once.
class Subject {
 public:
  virtual ~Subject() = default;
  virtual std::string name() const = 0;
  virtual bool has_type() const { return true; }
  virtual std::vector<Setting> settings() const = 0;
  virtual Values parameters() const = 0;
  /// False, and nothing changed, where the values are inadmissible.
  virtual bool set(const Values& values) = 0;
  virtual std::string text() const = 0;
  virtual Description describe() const = 0;
  virtual std::unique_ptr<Subject> copy() const = 0;
  /// What a call makes, as this type.
  virtual std::unique_ptr<Subject> read(const Call& call) const = 0;
  /// Numbers of the scalar type that a text could lose.
  virtual Values edges() const = 0;
};
template <typename S>
Values edges_of() {
  using Limits = std::numeric_limits<S>;
  const auto largest = static_cast<double>((Limits::max)());
  const auto smallest = static_cast<double>(Limits::denorm_min());
  const auto unit = static_cast<double>(Limits::epsilon());
  return {1.0 / 3, -0.0, smallest, -smallest, 5 * smallest, 1 + unit, -0.7, largest, -largest, 0.1};
}

/// One by name.
class NamedSubject final : public Subject {
  using F = AnyActivation<float>;

 public:
  explicit NamedSubject(const F& f, std::vector<Setting> settings = {})
      : f_(f), settings_(std::move(settings)) {}
  std::string name() const override { return f_.name(); }
  bool has_type() const override { return false; }
  std::vector<Setting> settings() const override { return settings_; }
  Values parameters() const override {
    const auto numbers = registry::numbers_of(f_.parameters()).values;
    return {numbers.begin(), numbers.end()};
  }
  bool set(const Values& values) override {
    F::ParameterArray numbers(static_cast<Eigen::Index>(values.size()));
    registry::copy(values.data(), numbers.data(), numbers.size());
    try {
      f_.set_parameters(numbers);
    } catch (const std::invalid_argument&) {
      return false;
    }
    return true;
  }
  std::string text() const override { return f_.to_string(); }
  Description describe() const override { return f_.description(); }
  std::unique_ptr<Subject> copy() const override { return std::make_unique<NamedSubject>(*this); }
  std::unique_ptr<Subject> read(const Call& call) const override {
    return std::make_unique<NamedSubject>(make_activation<float>(call), settings_);
  }
  Values edges() const override { return edges_of<float>(); }

 private:
  F f_;
  std::vector<Setting> settings_;
};

using Subjects = std::vector<std::unique_ptr<Subject>>;

template <typename F>
class SubjectOf final : public Subject {
  using Form = registry::Form<F>;

 public:
  explicit SubjectOf(const F& f) : f_(f) {}
  std::string name() const override { return Form::name(); }
  std::vector<Setting> settings() const override { return Form::settings(); }
  Values parameters() const override {
    const auto numbers = Form::numbers(f_).values;
    return {numbers.begin(), numbers.end()};
  }
  bool set(const Values& values) override {
    auto numbers = Form::numbers(f_);
    for (std::size_t i = 0; i < values.size(); ++i)
      numbers.values[i] = static_cast<registry::Compute<F>>(values[i]);
    try {
      Form::set(f_, numbers, registry::Texts(values.size()));
    } catch (const std::invalid_argument&) {
      return false;
    }
    return true;
  }
  std::string text() const override { return to_string(f_); }
  Description describe() const override { return registry::describe(f_); }
  std::unique_ptr<Subject> copy() const override { return std::make_unique<SubjectOf>(f_); }
  std::unique_ptr<Subject> read(const Call& call) const override {
    return std::make_unique<SubjectOf>(registry::make<F>(call));
  }
  Values edges() const override { return edges_of<typename F::Scalar>(); }

 private:
  F f_;
};

template <typename F>
void add(Subjects& all, const F& f = F()) {
  all.push_back(std::make_unique<SubjectOf<F>>(f));
}

template <typename S, typename... Formulas>
void add_elementwise(Subjects& all, List<Formulas...>) {
  (add<Elementwise<Formulas, S>>(all), ...);
}
template <typename S, typename... Formulas>
void add_gated(Subjects& all, List<Formulas...>) {
  (add<GatedUnit<Formulas, S>>(all), ...);
}
template <typename S, typename... Formulas>
void add_stochastic(Subjects& all, List<Formulas...>) {
  (add<Stochastic<Formulas, S>>(all), ...);
}
template <typename S, typename... Formulas>
void add_expansions(Subjects& all, List<Formulas...>) {
  (add<Expansion<Formulas, S>>(all), ...);
}
void add_named(Subjects& all, std::string_view name, const std::vector<Setting>& settings = {}) {
  all.push_back(std::make_unique<NamedSubject>(make_activation<float>(name), settings));
}
template <typename... Elementwise, typename... Expansions>
void add_named(Subjects& all, List<Elementwise...>, List<Expansions...>) {
  (add_named(all, Elementwise::facts.name()), ...);
  (add_named(all, Expansions::facts.name(), registry::Structure<Expansions>::settings()), ...);
}
// The classes of vectors are of four kinds.
template <typename Formula, typename S, typename = void>
struct RowwiseOf {
  using type = RowwiseReduction<Formula, S>;
};
template <typename Formula, typename S>
struct RowwiseOf<Formula, S, std::void_t<decltype(Formula::takes_mask)>> {
  using type = Rowwise<Formula, S>;
};
template <typename S>
struct RowwiseOf<formula::GumbelSoftmax, S> {
  using type = GumbelSoftmax<S>;
};
template <typename S>
struct RowwiseOf<formula::Maxout, S> {
  using type = Maxout<S>;
};
template <typename S, typename... Formulas>
void add_rowwise(Subjects& all, List<Formulas...>) {
  (add<typename RowwiseOf<Formulas, S>::type>(all), ...);
}
template <typename S, typename... Surrogates>
void add_surrogates(Subjects& all, List<Surrogates...>) {
  (add<WithSurrogate<BinaryStep<S>, Surrogates>>(all), ...);
}

template <typename S>
void add_combinators(Subjects& all) {
  using Inner = Affine<ELU<S>>;
  add<Affine<Tanh<S>>>(all);
  add<Mixture<ReLU<S>, Swish<S>>>(all);
  add<Mixture<Inner, LeftRight<ELU<S>, Swish<S>>, Tanh<S>>>(all);
  add<LearnableBlend<Inner, Tanh<S>>>(all);
  add<LeftRight<ELU<S>, Swish<S>>>(all);
  add_surrogates<S>(all, SurrogateList());
  add<Gated<Softplus<S>>>(all);
  add<Gated<ELU<S>, ELU<S>>>(all);  // two parameters of one name
  add<CReLU<S>>(all);
  add<GroupSort<S>>(all);
  add(all, Channelwise<PReLU<S>>(3));
  add(all, Channelwise<Hardtanh<S>>(2));
  add(all, Channelwise<PReLU<S>>(0));
  add(all, Channelwise<Mixture<ReLU<S>, Swish<S>>>(1));
  add(all, Constrained<Swish<S>, Unconstrained>(Swish<S>(), {}));
  add(all, Constrained<Snake<S>, ExpAbove>(Snake<S>(), {0.25}));
  add(all, Constrained<Channelwise<Snake<S>>, SoftplusAbove>(Channelwise<Snake<S>>(2), {}));
  add(all, Constrained<Channelwise<Hardtanh<S>>, SigmoidBetween, SoftplusAbove>(
               Channelwise<Hardtanh<S>>(3), {-3, 0.5}, {0.75}));
}

/// All members of all lists, and one of each way to make activations of others.
template <typename S>
void add_members(Subjects& all) {
  if constexpr (kFull) add_elementwise<S>(all, ElementwiseList());
  if constexpr (kFull && !core::is_sixteen_bit<S>) add_expansions<S>(all, BasisList());
  add_gated<S>(all, GatedList());
  add_rowwise<S>(all, RowwiseList());
  add_stochastic<S>(all, StochasticList());
  add_combinators<S>(all);
}

const Subjects& members() {
  static const Subjects all = [] {
    Subjects result;
    add_named(result, ElementwiseList(), BasisList());
    add_members<float>(result);
    return result;
  }();
  return all;
}

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
  add<Fourier<double>>(others);
  if constexpr (kFull) add_members<Eigen::half>(others);
  for (const auto& f : others) check_edges(*f);
}

TEST_CASE("settings other than the defaults are written and read", "[text]") {
  std::size_t count = 0;
  for (const auto& f : members()) {
    const std::vector<Setting> settings = f->settings();
    Call call{f->name(), {}};
    for (const Setting& setting : settings) {
      const double value = setting.value.empty() ? 0 : setting.value.front();
      const auto choices = registry::split(setting.choices, ',');
      if (setting.kind == Setting::Kind::List) continue;
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

TEST_CASE("typed activations with settings tell what they were made with", "[text]") {
  const auto starts = [](const std::string& text, const std::string& begin) {
    INFO(text << " instead of " << begin);
    CHECK(text.compare(0, begin.size(), begin) == 0);
  };
  starts(to_string(BSpline<float>(4, 2, -2.5, 0.1, true, 7)),
         "bspline(cells=4, degree=2, lower=-2.5, upper=0.1, residual=yes, seed=7, c1=");
  starts(to_string(Rational<double>(3, 2, RationalKind::D)),
         "rational(numerator=3, denominator=2, kind=D, a0=");
  starts(to_string(STAF<float>(2, 9, StafInit::exact)), "staf(terms=2, seed=9, init=exact, C1=");
  starts(to_string(RBF<double>(7, -0.1, 0.7, 3)),
         "rbf(centres=7, lower=-0.1, upper=0.7, seed=3, w1=");
  starts(to_string(PiecewiseLinear<float>(2, -1, 4)),
         "piecewise_linear(cells=2, lower=-1, upper=4, L=");
  starts(to_string(DCT<float>(2, 1.25)), "dct(terms=2, range=1.25, c0=");
  starts(to_string(Fourier<float>(2, 5)), "fourier(harmonics=2, seed=5, a=0, b1=");
  starts(to_string(APL<float>(2, 5)), "apl(hinges=2, seed=5, a1=");
  starts(to_string(Hermite<float>(2)), "hermite(degree=2, c0=");
  CHECK(to_string(Maxout<float>(5)) == "maxout(pieces=5)");
  CHECK(to_string(GroupSort<float>(4)) == "group_sort(group=4)");
  for (const formula::BSpline& spline : formula::BSpline::examples())
    check_round_trip(SubjectOf<BSpline<float>>(BSpline<float>(spline)));
  CHECK(AnyActivation<float>(STAF<float>(2, 9)).to_string() == to_string(STAF<float>(2, 9)));
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
        rows + ": at least one parameter must be a list of numbers, one for each row");
  CHECK(message_of<Rows>("channelwise[hardtanh]([-1, -2], [1, 2, 3])") ==
        rows + ": max_val must have as many rows as the others, 2, but has 3");
  CHECK(message_of<Rows>("channelwise[hardtanh]([-1, x])") ==
        rows + ": min_val must be a list of numbers, one for each row, got \"[-1, x]\"");
  CHECK(message_of<Rows>("channelwise[hardtanh]([-1, 2], 1)") ==
        "hardtanh: needs min_val < max_val, got min_val = 2, max_val = 1 in row 1");
  CHECK(message_of<Hardtanh<float>>("hardtanh([1])") ==
        "hardtanh: min_val must be a number, got \"[1]\"");
  CHECK(message_of<Mixture<ReLU<float>, Tanh<float>>>("mixture[tanh, relu]") ==
        "the activation must be mixture[relu, tanh], got \"mixture[tanh, relu]\"");
  CHECK(message_of<BSpline<float>>("bspline(cells=2, grid=[0, 1, 3])") ==
        "bspline: cells and grid exclude each other");
  CHECK(
      message_of<BSpline<float>>("bspline(grid=[0, 1, 1])").find("bspline: the interval must be") ==
      0);
  CHECK(message_of<Maxout<float>>("maxout(0)") == "maxout: pieces must be at least 1, got 0");
  CHECK(message_of<Constrained<Swish<float>, ExpAbove>>(
            "constrained[swish, exp_above](beta=1, beta_free=1)") ==
        "constrained[swish, exp_above]: beta = 1 is not what its map makes of 1");
  CHECK(message_of<Constrained<Swish<float>, ExpAbove>>("constrained[swish, exp_above](beta=-1)")
            .find("is not what its map makes of") != std::string::npos);
}
