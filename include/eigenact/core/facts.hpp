// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <eigenact/core/accuracy.hpp>
#include <eigenact/simd/config.hpp>
#include <limits>
#include <string_view>

namespace eigenact {

/// A text that is part of the program.
using Text = std::string_view;

/// The admissible values of a parameter. NaN and the infinities never are.
struct Interval {
  double lower, upper;
  std::string_view text;  ///< completes "alpha must be ..."
  bool zero_allowed = true;
};

inline constexpr double kLargest = std::numeric_limits<double>::max();

namespace formula {

inline constexpr Interval finite{-kLargest, kLargest, "finite"};
inline constexpr Interval nonzero{-kLargest, kLargest, "finite and not 0", false};
inline constexpr Interval positive{0, kLargest, "positive and finite", false};
inline constexpr Interval non_negative{0, kLargest, "finite and not negative"};

}  // namespace formula

/// A trainable or user-given number of an activation, as data.
struct Parameter {
  std::string_view name;
  double value = 0;  ///< default
  Interval interval = formula::finite;
};

/// A point where the derivative jumps, and its value there by convention; both as formula texts.
struct Kink {
  std::string_view at, derivative;
};

/// What an activation is, as data that the documentation, the tests, the benchmarks and the
/// registry read. Every setter returns a changed copy, so that the facts of an activation are one
/// constant expression.
class Facts {
 public:
  static constexpr int kMaxParameters = 16, kMaxKinks = 4, kMaxRoots = 2;

  constexpr explicit Facts(std::string_view name) : name_(name) {}

  /// The text of f(x) in x and the parameter names. It is shown to people and is the oracle of the
  /// tests, so it must not cancel: log1p(exp(x)), not log(1 + exp(x)).
  constexpr Facts formula(std::string_view text) const {
    Facts facts = *this;
    facts.formula_ = text;
    return facts;
  }
  /// Who introduced it, and where to read it.
  constexpr Facts reference(std::string_view text) const {
    Facts facts = *this;
    facts.reference_ = text;
    return facts;
  }

  /// Other names of the same function, separated by commas: those of other libraries and papers.
  /// Case, dashes and underscores do not matter. A name that several activations claim is
  /// ambiguous, unless it is the name() of one of them.
  constexpr Facts also_called(std::string_view names) const {
    Facts facts = *this;
    facts.aliases_ = names;
    return facts;
  }
  /// The libraries that have it under any name, separated by commas, out of PyTorch, Keras, JAX,
  /// ONNX, oneDNN, XNNPACK, ggml, mlpack, NNlib, timm, "Hugging Face", "TF Addons", cuDNN.
  constexpr Facts found_in(std::string_view libraries) const {
    Facts facts = *this;
    facts.libraries_ = libraries;
    return facts;
  }

  constexpr Facts parameter(std::string_view name, double value,
                            Interval interval = formula::finite) const {
    Facts facts = *this;
    facts.parameters_[static_cast<std::size_t>(facts.parameter_count_++)] = {name, value, interval};
    return facts;
  }
  /// The derivative at a point where it jumps.
  constexpr Facts kink(std::string_view at, std::string_view derivative) const {
    Facts facts = *this;
    facts.kinks_[static_cast<std::size_t>(facts.kink_count_++)] = {at, derivative};
    return facts;
  }
  /// A zero of the derivative with a change of sign, as a formula text.
  constexpr Facts derivative_root(std::string_view at) const {
    Facts facts = *this;
    facts.roots_[static_cast<std::size_t>(facts.root_count_++)] = at;
    return facts;
  }
  /// The quantities that are a few operations, right in their own type: no tier needs a wider one.
  constexpr Facts exact(Quantities q = kAll) const {
    Facts facts = *this;
    facts.exact_ = q;
    return facts;
  }
  /// The same on targets with a fused multiply-add; elsewhere both tiers take the wider type.
  constexpr Facts exact_with_fma() const { return simd::has_fma ? exact() : *this; }
  /// The quantities that hold 4 ULP in plain float, which Fast then uses.
  constexpr Facts fast_in_float(Quantities q) const {
    Facts facts = *this;
    facts.fast_in_float_ = q;
    return facts;
  }
  /// The same on targets with a fused multiply-add; elsewhere Fast takes the wider type.
  constexpr Facts fast_in_float_with_fma(Quantities q) const {
    return simd::has_fma ? fast_in_float(q) : *this;
  }
  /// The quantities that hold 4 ULP (second derivative: 8) in plain double.
  constexpr Facts fast_in_double(Quantities q) const {
    Facts facts = *this;
    facts.fast_in_double_ = q;
    return facts;
  }
  /// The same on targets with a fused multiply-add.
  constexpr Facts fast_in_double_with_fma(Quantities q) const {
    return simd::has_fma ? fast_in_double(q) : *this;
  }

  /// The quantities that the formula, without parameters, rounds once in any type in
  /// Grade::Rounded. Precise uses that on targets with a fused multiply-add.
  constexpr Facts rounded(Quantities q) const {
    Facts facts = *this;
    if (simd::has_fma) facts.rounded_ = q;
    return facts;
  }

  /// It is defined from this point on, a formula text, and NaN below.
  constexpr Facts defined_from(std::string_view at) const {
    Facts facts = *this;
    facts.defined_from_ = at;
    return facts;
  }

  /// The parameter that is added at the end. Where it cancels the rest, the digits that double
  /// keeps are those of the parameter; float keeps those of the result.
  constexpr Facts offset(std::string_view parameter) const {
    Facts facts = *this;
    facts.offset_ = parameter;
    return facts;
  }

  /// It has no limit at infinity: NaN there.
  constexpr Facts oscillating() const {
    Facts facts = *this;
    facts.oscillates_ = true;
    return facts;
  }

  constexpr std::string_view name() const { return name_; }
  constexpr std::string_view formula() const { return formula_; }
  constexpr std::string_view reference() const { return reference_; }
  constexpr std::string_view aliases() const { return aliases_; }
  constexpr std::string_view libraries() const { return libraries_; }
  constexpr int parameter_count() const { return parameter_count_; }
  constexpr const Parameter& parameter(int i) const {
    return parameters_[static_cast<std::size_t>(i)];
  }
  constexpr int kink_count() const { return kink_count_; }
  constexpr const Kink& kink(int i) const { return kinks_[static_cast<std::size_t>(i)]; }
  constexpr int derivative_root_count() const { return root_count_; }
  constexpr std::string_view derivative_root(int i) const {
    return roots_[static_cast<std::size_t>(i)];
  }
  /// Empty where it is defined everywhere.
  constexpr std::string_view defined_from() const { return defined_from_; }
  constexpr std::string_view offset() const { return offset_; }
  constexpr bool oscillates() const { return oscillates_; }
  constexpr bool is_exact(Quantities q = kAll) const { return (exact_ & q) == q; }
  constexpr bool is_fast_in_float(Quantities q) const {
    return ((exact_ | fast_in_float_) & q) == q;
  }
  constexpr bool is_fast_in_double(Quantities q) const {
    return ((exact_ | fast_in_double_) & q) == q;
  }
  constexpr bool is_rounded(Quantities q) const { return ((exact_ | rounded_) & q) == q; }

 private:
  std::string_view name_, formula_, reference_, aliases_, libraries_, defined_from_, offset_;
  std::array<Parameter, kMaxParameters> parameters_{};
  std::array<Kink, kMaxKinks> kinks_{};
  std::array<std::string_view, kMaxRoots> roots_{};
  int parameter_count_ = 0, kink_count_ = 0, root_count_ = 0;
  bool oscillates_ = false;
  Quantities exact_ = kNone, fast_in_float_ = kNone, fast_in_double_ = kNone, rounded_ = kNone;
};

}  // namespace eigenact
