// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "../support/tier.hpp"
#include "catalogue.hpp"

// Every member of every list, and one of each way to make activations of others, with their types
// erased.

namespace eigenact_test {

using namespace eigenact;
using registry::Call;
using registry::Description;
using registry::Setting;
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
inline void add_named(Subjects& all, std::string_view name,
                      const std::vector<Setting>& settings = {}) {
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
  add(all, Channelwise<PReLU<S>, Channels::Columns>(3));
  add(all, Channelwise<Mixture<ReLU<S>, Swish<S>>>(1));
  add(all, Constrained<Swish<S>, Unconstrained>(Swish<S>(), {}));
  add(all, Constrained<Snake<S>, ExpAbove>(Snake<S>(), {0.25}));
  add(all, Constrained<Channelwise<Snake<S>>, SoftplusAbove>(Channelwise<Snake<S>>(2), {}));
  add(all, Constrained<Channelwise<Hardtanh<S>>, SigmoidBetween, SoftplusAbove>(
               Channelwise<Hardtanh<S>>(3), {-3, 0.5}, {0.75}));
}

/// All members of the lists, and one of each way to make activations of others; the elementwise
/// ones and the basis expansions, all of one class each, in the full tier and one type.
template <typename S>
void add_members(Subjects& all) {
  if constexpr (kFull && std::is_same_v<S, float>) add_elementwise<S>(all, ElementwiseList());
  if constexpr (kFull && std::is_same_v<S, float>) add_expansions<S>(all, BasisList());
  add_gated<S>(all, GatedList());
  add_rowwise<S>(all, RowwiseList());
  add_stochastic<S>(all, StochasticList());
  add_combinators<S>(all);
}

inline const Subjects& members() {
  static const Subjects all = [] {
    Subjects result;
    add_named(result, ElementwiseList(), BasisList());
    add_members<float>(result);
    return result;
  }();
  return all;
}

}  // namespace eigenact_test
