// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// The ways to set parameters, and the numbers taken, of every class that has parameters. The
// templates only collect; functions that are compiled once compare.

#include <eigenact/basis.hpp>
#include <eigenact/combinators/affine.hpp>
#include <eigenact/combinators/mixture.hpp>
#include <eigenact/core/channelwise.hpp>
#include <eigenact/elementwise.hpp>
#include <eigenact/gated.hpp>
#include <eigenact/rowwise.hpp>
#include <eigenact/stochastic.hpp>

#include "support/catch.hpp"
#include "support/sentences.hpp"
#include "support/tier.hpp"

using namespace eigenact;
using namespace eigenact_test;

namespace {

using Numbers = std::vector<double>;

// The short tier takes of each family what has no, one and several parameters.
#ifdef EIGENACT_FULL
using Compiled = ElementwiseList;
using Gates = GatedList;
using Vectors = RowwiseList;
using Bases = BasisList;
#else
using Compiled = List<formula::AconC, formula::Hardtanh, formula::LeakyReLU, formula::ReLU>;
using Gates = List<formula::SwiGLU, formula::SwiGLUOAI>;
using Vectors = List<formula::PolyNorm, formula::Softmax>;
using Bases = List<formula::STAF>;
#endif

template <typename Call>
std::string message_of(Call&& call) {
  try {
    call();
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "nothing was thrown";
}

/// All parameters, channel by channel.
template <typename F>
Numbers parameters_of(const F& f) {
  Numbers values;
  const auto all = f.parameters();
  for (Eigen::Index i = 0; i < all.size(); ++i)
    values.push_back(static_cast<double>(all.data()[i]));
  return values;
}

/// An activation of any class with its type erased.
class Subject {
 public:
  virtual ~Subject() = default;
  virtual std::string name() const = 0;
  virtual std::vector<std::string> names() const = 0;
  virtual Numbers parameters() const = 0;
  virtual double round(double value) const = 0;  ///< to the scalar type
  virtual void set(double value) = 0;
  virtual void set_list(const Numbers& values) = 0;  ///< up to four
  virtual void set(const std::string& name, double value) = 0;
};

template <typename F>
class Any : public Subject {
 public:
  explicit Any(const F& f) : f_(f) {}
  std::string name() const override { return f_.name(); }
  std::vector<std::string> names() const override { return f_.parameter_names(); }
  Numbers parameters() const override { return parameters_of(f_); }
  double round(double value) const override {
    return static_cast<double>(static_cast<typename F::Scalar>(value));
  }
  void set(double value) override { f_.set_parameters(value); }
  void set_list(const Numbers& v) override {
    if (v.size() == 1) f_.set_parameters({v[0]});
    if (v.size() == 2) f_.set_parameters({static_cast<float>(v[0]), static_cast<float>(v[1])});
    if (v.size() == 3) f_.set_parameters({v[0], v[1], static_cast<float>(v[2])});
    if (v.size() == 4) f_.set_parameters({v[0], v[1], v[2], v[3]});
  }
  void set(const std::string& name, double value) override { f_.set_parameter(name, value); }

 private:
  F f_;
};

using Subjects = std::vector<std::unique_ptr<Subject>>;
template <typename F>
void add(Subjects& all, const F& f = F()) {
  all.push_back(std::make_unique<Any<F>>(f));
}
template <template <typename...> class Class, typename... Rest, typename... Formulas>
void add_all(Subjects& all, List<Formulas...>) {
  (add<Class<Formulas, Rest...>>(all), ...);
}
template <template <typename...> class Class, typename... Formulas>
void add_expansions(Subjects& all, List<Formulas...>) {
  (add(all, Class<Formulas, float>(Formulas())), ...);
}

Subjects subjects() {
  Subjects all;
  add_all<Elementwise, float, Fast>(all, Compiled());
  add_all<Elementwise, Eigen::half, Fast>(all, List<formula::AconC>());
  add_all<GatedUnit, float, Fast>(all, Gates());
  add_all<Rowwise, double, Fast>(all, Vectors());
  add_all<Stochastic, float, Fast>(all, StochasticList());
  add_expansions<Expansion>(all, Bases());
  add<Affine<GELU<float>>>(all);
  add<Mixture<ELU<double>, ReLU<double>>>(all);
  add(all, Channelwise<SGT<float>>(3));
  add(all, Channelwise<PReLU<Eigen::bfloat16>>(3));
  return all;
}

/// Other values of all parameters, admissible ones.
Numbers moved(const Subject& f) {
  Numbers values = f.parameters();
  const std::size_t channels = values.size() / std::max<std::size_t>(1, f.names().size());
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = f.round(values[i] + 0.25 + 0.5 * static_cast<double>(i / channels));
  return values;
}

}  // namespace

TEST_CASE("a parameter is set by its name", "[setters]") {
  for (const auto& f : subjects()) {
    INFO(f->name());
    const std::vector<std::string> names = f->names();
    const Numbers values = moved(*f);
    Numbers expected = f->parameters();
    for (std::size_t i = names.size(); i-- > 0;) {  // upper bounds before lower ones
      const std::size_t channels = values.size() / names.size();
      f->set(names[i], values[i * channels]);
      for (std::size_t k = 0; k < channels; ++k) expected[i * channels + k] = values[i * channels];
      CHECK(f->parameters() == expected);
    }
    std::vector<std::string> parts = {f->name(), "has no parameter \"no such\""};
    if (names.size() <= 8) parts.insert(parts.end(), names.begin(), names.end());
    check_sentence(message_of([&] { f->set("no such", 1); }), parts);
    if (!names.empty())
      check_sentence(message_of([&] { f->set(names[0], std::nan("")); }), {f->name(), names[0]});
    CHECK(f->parameters() == expected);
  }
}

TEST_CASE("parameters are set by one number and by a list", "[setters]") {
  for (const auto& f : subjects()) {
    INFO(f->name());
    const std::size_t count = f->names().size();
    const Numbers before = f->parameters(), values = moved(*f);
    const auto set_one = [&] { f->set(values.empty() ? 1 : values[0]); };
    if (count == 1) {
      set_one();
      CHECK(f->parameters() == values);
    } else {
      check_sentence(message_of(set_one), {f->name() + ": set_parameters takes "});
      CHECK(f->parameters() == before);
    }
    const std::size_t channels = values.size() / std::max<std::size_t>(1, count);
    Numbers list;
    for (std::size_t i = 0; i < count; ++i) list.push_back(values[i * channels]);
    if (count >= 1 && count <= 4) {
      f->set_list(list);
      CHECK(f->parameters() == values);
      list.push_back(1);
    } else {
      list = {1, 2};
    }
    if (list.size() > 4) continue;
    check_sentence(message_of([&] { f->set_list(list); }), {f->name() + ": set_parameters takes "});
  }
}

TEST_CASE("rows get one value for all, or a column by its name", "[setters]") {
  Channelwise<SGT<float>> f(3);
  f.set_parameter("alpha", Eigen::Array3f(1, 2, 3));
  CHECK((f.parameters().col(1) == Eigen::Array3f(1, 2, 3)).all());
  CHECK((f.parameters().col(3) == 1.f).all());
  check_sentence(message_of([&] { f.set_parameter("alpha", Eigen::Array2f(1, 2)); }),
                 {"sgt: set_parameter takes 3 values", "got 2 x 1"});
  check_sentence(message_of([&] { f.set_parameter("alpha", Eigen::Array3f(1, -2, 3)); }),
                 {"sgt: alpha must be positive", "got -2 in row 1"});
  CHECK((f.parameters().col(1) == Eigen::Array3f(1, 2, 3)).all());
}

namespace {

// Numbers of any type where a number of type S is taken.
template <typename F, typename... Numbers>
constexpr bool is_called_with = (... && std::is_invocable_r_v<typename F::Scalar, F, Numbers>);
template <typename S, typename... Formulas>
constexpr bool takes_all_numbers(List<Formulas...>) {
  return (... && is_called_with<Elementwise<Formulas, S>, float, double, int, S>);
}
static_assert(takes_all_numbers<Eigen::half>(ElementwiseList()));
static_assert(takes_all_numbers<Eigen::bfloat16>(ElementwiseList()));

}  // namespace

TEST_CASE("16-bit activations take float, double and int", "[setters]") {
  using Eigen::half;
  const half y = GELU<half>()(half(0.5f));
  CHECK(GELU<half>()(0.5f) == y);
  CHECK(GELU<half>()(0.5) == y);
  CHECK(GELU<half>().backward(0.5, 1) == GELU<half>().derivative(0.5f));
  CHECK(Sigmoid<half>().derivative_from_output(0.5f) == half(0.25f));
  CHECK(Sigmoid<half>().backward_from_output(0.5f, 2) == half(0.5f));
  CHECK(LeakyReLU<half>(0.1f).parameters()(0) == half(0.1f));
  CHECK(LeakyReLU<Eigen::bfloat16>(0.1).parameters()(0) == Eigen::bfloat16(0.1f));
  CHECK(ELU<half>(2).second_derivative(1) == half(0.f));
  CHECK(LeakyReLU<float>(0.1).parameters()(0) == 0.1f);  // without a warning
  CHECK(SwiGLU<half>()(1, 0.5f) == SwiGLU<half>()(half(1.f), half(0.5f)));
  CHECK(RReLU<half>(0.1f, 0.2)(-1, 0.5f) == half(-0.5f));
}
