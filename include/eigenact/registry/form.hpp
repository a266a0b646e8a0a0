// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/combinators.hpp>
#include <eigenact/core/constrained.hpp>
#include <eigenact/core/rowwise_reduction.hpp>
#include <eigenact/core/stochastic.hpp>
#include <eigenact/gated/gated.hpp>
#include <eigenact/registry/arguments.hpp>
#include <eigenact/registry/structure.hpp>
#include <eigenact/rowwise/gumbel_softmax.hpp>
#include <eigenact/rowwise/maxout.hpp>

// What each class of activations is called, and what its objects consist of.

namespace eigenact::registry {

/// The name of a formula with what it is made of: "mixture[relu, tanh]".
template <typename Formula>
struct FullName {
  static std::string text() { return std::string(Formula::facts.name()); }
};
template <typename... Parts>
std::string full_name(std::string_view name) {
  std::string parts;
  ((parts += (parts.empty() ? "" : ", ") + FullName<Parts>::text()), ...);
  return std::string(name) + "[" + parts + "]";
}
template <typename F>
struct FullName<formula::Affine<F>> {
  static std::string text() { return full_name<F>("affine"); }
};
template <typename F, typename G>
struct FullName<formula::LearnableBlend<F, G>> {
  static std::string text() { return full_name<F, G>("learnable_blend"); }
};
template <typename F, typename G>
struct FullName<formula::LeftRight<F, G>> {
  static std::string text() { return full_name<F, G>("left_right"); }
};
template <typename... F>
struct FullName<formula::Mixture<F...>> {
  static std::string text() { return full_name<F...>("mixture"); }
};
template <typename F, typename Surrogate>
struct FullName<formula::WithSurrogate<F, Surrogate>> {
  static std::string text() { return full_name<F, Surrogate>("with_surrogate"); }
};
template <typename F, typename G>
struct FullName<formula::GateOf<F, G>> {
  static std::string text() { return full_name<F, G>("gated"); }
};

/// What a class of activations is called, and what its objects consist of: settings, and parameters
/// as numbers() has them and a reading finds them at its start(), one value each for all rows;
/// incomplete where a class has no text.
template <typename F>
struct Form;

template <typename F>
using Compute = core::ComputeScalar<typename F::Scalar>;

template <typename S>
Numbers<core::ComputeScalar<S>> numbers_of(const S* values, Eigen::Index size,
                                           std::size_t rows = 1) {
  Numbers<core::ComputeScalar<S>> numbers{rows, {}};
  for (Eigen::Index i = 0; i < size; ++i)
    numbers.values.push_back(static_cast<core::ComputeScalar<S>>(values[i]));
  return numbers;
}
template <typename Array>
auto numbers_of(const Array& array, std::size_t rows = 1) {
  return numbers_of(array.data(), array.size(), rows);
}
template <typename C, typename S>
void copy(const C* from, S* to, Eigen::Index size) {
  for (Eigen::Index i = 0; i < size; ++i) to[i] = static_cast<S>(from[i]);
}

/// No settings, and the parameters that the class tells.
template <typename F, typename Formula>
struct FormOf {
  static constexpr bool has_rows = false;
  static std::string name() { return FullName<Formula>::text(); }
  static std::string name_without_parts() { return std::string(Formula::facts.name()); }
  static std::vector<Setting> settings() { return {}; }
  static Settings values(const F&) { return {}; }
  static F initial() { return F(); }
  static F make(const Settings&) { return F(); }
  static std::vector<std::string> parameter_names(const F& f) { return f.parameter_names(); }
  static Numbers<Compute<F>> numbers(const F& f) { return numbers_of(f.parameters()); }
  static Numbers<Compute<F>> start(const F& f) { return numbers_of(f.parameters()); }
  static void set(F& f, const Numbers<Compute<F>>& numbers, const Texts&) {
    typename F::ParameterArray values = f.parameters();
    copy(numbers.values.data(), values.data(), values.size());
    f.set_parameters(values);
  }
};
/// Settings only.
template <typename F>
struct FormWithoutParameters {
  static constexpr bool has_rows = false;
  static std::string name() { return F::name(); }
  static std::string name_without_parts() { return F::name(); }
  static std::vector<Setting> settings() { return {}; }
  static Settings values(const F&) { return {}; }
  static F initial() { return F(); }
  static F make(const Settings&) { return F(); }
  static std::vector<std::string> parameter_names(const F&) { return {}; }
  static Numbers<Compute<F>> numbers(const F&) { return {}; }
  static Numbers<Compute<F>> start(const F&) { return {}; }
  static void set(F&, const Numbers<Compute<F>>&, const Texts&) {}
};

template <typename Formula, typename S, typename A>
struct Form<Elementwise<Formula, S, A>> : FormOf<Elementwise<Formula, S, A>, Formula> {};
template <typename Formula, typename S, typename A>
struct Form<GatedUnit<Formula, S, A>> : FormOf<GatedUnit<Formula, S, A>, Formula> {};
template <typename Formula, typename S, typename A>
struct Form<Stochastic<Formula, S, A>> : FormOf<Stochastic<Formula, S, A>, Formula> {};
template <typename Formula, typename S, typename A>
struct Form<Rowwise<Formula, S, A>> : FormOf<Rowwise<Formula, S, A>, Formula> {};
template <typename Formula, typename S, typename A>
struct Form<RowwiseReduction<Formula, S, A>> : FormOf<RowwiseReduction<Formula, S, A>, Formula> {};
template <typename S, typename A>
struct Form<GumbelSoftmax<S, A>> : FormOf<GumbelSoftmax<S, A>, formula::GumbelSoftmax> {};

template <typename Formula, typename S, typename A>
struct Form<Expansion<Formula, S, A>> : FormOf<Expansion<Formula, S, A>, Formula> {
  using F = Expansion<Formula, S, A>;
  static std::vector<Setting> settings() { return Structure<Formula>::settings(); }
  static Settings values(const F& f) { return Structure<Formula>::values(f.structure()); }
  static F make(const Settings& values) { return F(Structure<Formula>::make(values)); }
};

template <typename S, typename A>
struct Form<CReLU<S, A>> : FormWithoutParameters<CReLU<S, A>> {};
template <typename S>
struct Form<GroupSort<S>> : FormWithoutParameters<GroupSort<S>> {
  using F = GroupSort<S>;
  static std::vector<Setting> settings() { return {size_setting("group", kLargestWhole)}; }
  static Settings values(const F& f) { return {{static_cast<double>(f.group())}}; }
  static F make(const Settings& s) { return F(static_cast<Eigen::Index>(s[0].front())); }
};
template <typename S, typename A>
struct Form<Maxout<S, A>> : FormWithoutParameters<Maxout<S, A>> {
  using F = Maxout<S, A>;
  static std::vector<Setting> settings() { return {size_setting("pieces", kLargestWhole)}; }
  static Settings values(const F& f) { return {{static_cast<double>(f.pieces())}}; }
  static F make(const Settings& s) { return F(static_cast<Eigen::Index>(s[0].front())); }
};

/// "channelwise[prelu]" and, where the channels are columns, "channelwise_columns[prelu]", the
/// parameters as lists.
template <typename Activation, Channels Are>
struct Form<Channelwise<Activation, Are>> : FormWithoutParameters<Channelwise<Activation, Are>> {
  using F = Channelwise<Activation, Are>;
  static constexpr bool has_rows = true;
  static std::string name() { return name_without_parts() + "[" + Form<Activation>::name() + "]"; }
  static std::string name_without_parts() {
    return Are == Channels::Rows ? "channelwise" : "channelwise_columns";
  }
  static F initial() { return F(0); }
  static F make(const Settings&) { return F(0); }
  static std::vector<std::string> parameter_names(const F& f) { return f.parameter_names(); }
  static Numbers<Compute<F>> numbers(const F& f) {
    return numbers_of(f.parameters(), static_cast<std::size_t>(f.channels()));
  }
  static Numbers<Compute<F>> start(const F&) { return numbers_of(Activation().parameters()); }
  static void set(F& f, const Numbers<Compute<F>>& numbers, const Texts&) {
    F changed(static_cast<Eigen::Index>(numbers.rows));
    typename F::ParameterArray values = changed.parameters();
    copy(numbers.values.data(), values.data(), values.size());
    changed.set_parameters(values);
    f = changed;
  }
};

template <typename F, typename = void>
inline constexpr bool has_form = false;
template <typename F>
inline constexpr bool has_form<F, std::void_t<decltype(Form<F>::has_rows)>> = true;

}  // namespace eigenact::registry
