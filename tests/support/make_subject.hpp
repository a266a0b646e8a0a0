// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <memory>
#include <stdexcept>
#include <type_traits>

#include "subject.hpp"

namespace eigenact_test {

template <typename Scalar>
double to_double(const Scalar& x) {
  if constexpr (std::is_same_v<Scalar, double>)
    return x;
  else
    return static_cast<double>(static_cast<float>(x));
}

template <typename Scalar>
Scalar from_double(double x) {
  if constexpr (std::is_same_v<Scalar, double>)
    return x;
  else
    return static_cast<Scalar>(static_cast<float>(x));
}

/// The functions of an activation on arrays of `size` numbers of its scalar type. FunctionsOf takes
/// the way of a user, through Eigen's expressions; TableFunctions (elementwise/subjects.cpp), which
/// compiles in a third of the time, the passes below them.
template <typename Scalar>
struct Functions {
  virtual ~Functions() = default;
  virtual bool has_element() const { return true; }
  virtual bool has_backward() const { return true; }
  virtual bool has_parameter_gradient() const { return true; }
  virtual void array(Quantity quantity, const Scalar* x, Scalar* y, Eigen::Index size) const = 0;
  virtual Scalar element(Quantity quantity, const Scalar& x) const = 0;
  virtual void fused(const Scalar* x, Scalar* y, Scalar* dy, Eigen::Index size) const = 0;
  virtual void backward(const Scalar* x, const Scalar* gradient, Scalar* dx,
                        Eigen::Index size) const = 0;
  virtual bool has_output_form() const = 0;
  virtual void derivative_from_output(const Scalar* y, Scalar* dy, Eigen::Index size) const = 0;
  virtual void backward_from_output(const Scalar* y, const Scalar* gradient, Scalar* dx,
                                    Eigen::Index size) const = 0;
  /// One sum for each parameter.
  virtual void parameter_gradient(const Scalar* x, const Scalar* gradient, Eigen::Index size,
                                  Scalar* sums) const = 0;
};

template <typename Formula, typename Activation>
class FunctionsOf final : public Functions<typename Activation::Scalar> {
 public:
  using Scalar = typename Activation::Scalar;
  using Index = Eigen::Index;
  explicit FunctionsOf(const Activation& f) : f_(f) {}

  void array(Quantity quantity, const Scalar* x, Scalar* y, Index size) const override {
    if (quantity == Quantity::kValue) out(y, size) = f_(in(x, size));
    if (quantity == Quantity::kDerivative) out(y, size) = f_.derivative(in(x, size));
    if (quantity == Quantity::kSecondDerivative) out(y, size) = f_.second_derivative(in(x, size));
  }
  Scalar element(Quantity quantity, const Scalar& x) const override {
    if (quantity == Quantity::kValue) return f_(x);
    if (quantity == Quantity::kDerivative) return f_.derivative(x);
    return f_.second_derivative(x);
  }
  void fused(const Scalar* x, Scalar* y, Scalar* dy, Index size) const override {
    f_.value_and_derivative(in(x, size), out(y, size), out(dy, size));
  }
  void backward(const Scalar* x, const Scalar* gradient, Scalar* dx, Index size) const override {
    out(dx, size) = f_.backward(in(x, size), in(gradient, size));
  }
  bool has_output_form() const override { return from_output; }
  void derivative_from_output([[maybe_unused]] const Scalar* y, [[maybe_unused]] Scalar* dy,
                              [[maybe_unused]] Index size) const override {
    if constexpr (from_output) out(dy, size) = f_.derivative_from_output(in(y, size));
  }
  void backward_from_output([[maybe_unused]] const Scalar* y,
                            [[maybe_unused]] const Scalar* gradient, [[maybe_unused]] Scalar* dx,
                            [[maybe_unused]] Index size) const override {
    if constexpr (from_output)
      out(dx, size) = f_.backward_from_output(in(y, size), in(gradient, size));
  }
  void parameter_gradient([[maybe_unused]] const Scalar* x, [[maybe_unused]] const Scalar* gradient,
                          [[maybe_unused]] Index size,
                          [[maybe_unused]] Scalar* sums) const override {
    if constexpr (Activation::parameter_count > 0)
      for (const Scalar& sum : f_.parameter_gradient(in(x, size), in(gradient, size)))
        *sums++ = sum;
  }

 private:
  using Array = Eigen::Array<Scalar, Eigen::Dynamic, 1>;
  static constexpr bool from_output =
      eigenact::core::has_output_form<Formula,
                                      static_cast<std::size_t>(Activation::parameter_count)>;

  static Eigen::Map<const Array> in(const Scalar* x, Index size) { return {x, size}; }
  static Eigen::Map<Array> out(Scalar* y, Index size) { return {y, size}; }

  Activation f_;
};

/// The names, the formula and the special points of a subject.
void add_facts(Subject& subject, const eigenact::Facts& facts);

/// What a subject is beside its functions.
struct Description {
  const eigenact::Facts& facts;
  Numbers parameters;
  bool precise;
  int register_size;
};

template <typename Scalar>
Subject make_subject(const Description& description,
                     std::unique_ptr<const Functions<Scalar>> functions);
extern template Subject make_subject(const Description&, std::unique_ptr<const Functions<float>>);
extern template Subject make_subject(const Description&, std::unique_ptr<const Functions<double>>);
extern template Subject make_subject(const Description&,
                                     std::unique_ptr<const Functions<Eigen::half>>);
extern template Subject make_subject(const Description&,
                                     std::unique_ptr<const Functions<Eigen::bfloat16>>);

template <typename Formula, typename Scalar, typename Accuracy>
Subject make_subject(const Numbers& parameters) {
  using Activation = eigenact::Elementwise<Formula, Scalar, Accuracy>;
  Activation f;
  if constexpr (Activation::parameter_count > 0) {
    typename Activation::ParameterArray values = f.parameters();
    for (std::size_t i = 0; i < parameters.size(); ++i)
      values(static_cast<Eigen::Index>(i)) = from_double<Scalar>(parameters[i]);
    f.set_parameters(values);
  }
  Description description{Formula::facts,
                          {},
                          std::is_same_v<Accuracy, eigenact::Precise>,
                          Eigen::internal::packet_traits<Scalar>::size};
  const auto values = f.parameters();
  for (Eigen::Index i = 0; i < values.size(); ++i)
    description.parameters.push_back(to_double(values(i)));
  return make_subject(description, std::unique_ptr<const Functions<Scalar>>(
                                       new FunctionsOf<Formula, Activation>(f)));
}

template <typename Formula, typename Scalar>
void add_accuracies(std::vector<Subject>& subjects, const Numbers& parameters) {
  subjects.push_back(make_subject<Formula, Scalar, eigenact::Fast>(parameters));
  subjects.push_back(make_subject<Formula, Scalar, eigenact::Precise>(parameters));
}

/// Parameters other than the defaults, admissible in every interval that the catalogue uses.
Numbers other_parameters(const eigenact::Facts& facts);

template <typename Formula>
std::vector<Subject> make_subjects() {
  std::vector<Subject> subjects;
  add_accuracies<Formula, float>(subjects, {});
  add_accuracies<Formula, double>(subjects, {});
  add_accuracies<Formula, Eigen::half>(subjects, {});
  add_accuracies<Formula, Eigen::bfloat16>(subjects, {});
  if constexpr (Formula::facts.parameter_count() > 0) {
    add_accuracies<Formula, float>(subjects, other_parameters(Formula::facts));
    add_accuracies<Formula, double>(subjects, other_parameters(Formula::facts));
  }
  return subjects;
}

/// edge_parameters() of the facts; of the short tier some.
std::vector<Numbers> edges_of(const eigenact::Facts& facts, const Format& format);

template <typename Formula, typename Scalar>
void add_edges(std::vector<Subject>& subjects, const Format& format) {
  for (const Numbers& values : edges_of(Formula::facts, format)) {
    try {
      add_accuracies<Formula, Scalar>(subjects, values);
    } catch (const std::invalid_argument&) {  // each is admissible, not all of them together
    }
  }
}

/// float and double, with the parameters of edge_parameters().
template <typename Formula>
std::vector<Subject> make_edge_subjects() {
  std::vector<Subject> subjects;
  if constexpr (Formula::facts.parameter_count() > 0) {
    add_edges<Formula, float>(subjects, Format::float32());
    add_edges<Formula, double>(subjects, Format::float64());
  }
  return subjects;
}

}  // namespace eigenact_test
