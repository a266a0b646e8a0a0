// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>
#include <sstream>

#include "parameter_edges.hpp"
#include "subject.hpp"

namespace eigenact_test {

template <typename Scalar>
struct ScalarName;
template <>
struct ScalarName<float> {
  static constexpr const char* text = "float";
  static Format format() { return Format::float32(); }
};
template <>
struct ScalarName<double> {
  static constexpr const char* text = "double";
  static Format format() { return Format::float64(); }
};
template <>
struct ScalarName<Eigen::half> {
  static constexpr const char* text = "half";
  static Format format() { return Format::half(); }
};
template <>
struct ScalarName<Eigen::bfloat16> {
  static constexpr const char* text = "bfloat16";
  static Format format() { return Format::bfloat16(); }
};

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

/// A buffer whose first element is `offset` elements after an aligned address.
template <typename Scalar>
class Buffer {
 public:
  using Array = Eigen::Array<Scalar, Eigen::Dynamic, 1>;
  Buffer(std::size_t size, int offset)
      : storage_(static_cast<Eigen::Index>(size) + offset), offset_(offset) {}
  Buffer(const Numbers& x, int offset) : Buffer(x.size(), offset) {
    for (std::size_t i = 0; i < x.size(); ++i)
      storage_(offset + static_cast<Eigen::Index>(i)) = from_double<Scalar>(x[i]);
  }
  Eigen::Map<Array> map() { return {storage_.data() + offset_, storage_.size() - offset_}; }
  Numbers numbers() {
    Numbers result;
    for (const Scalar& x : map()) result.push_back(to_double(x));
    return result;
  }

 private:
  Array storage_;
  int offset_;
};

template <typename Activation>
Numbers array_of(const Activation& f, Quantity quantity, const Numbers& x, int offset) {
  using Scalar = typename Activation::Scalar;
  Buffer<Scalar> in(x, offset), out(x.size(), offset);
  if (quantity == Quantity::kValue) out.map() = f(in.map());
  if (quantity == Quantity::kDerivative) out.map() = f.derivative(in.map());
  if (quantity == Quantity::kSecondDerivative) out.map() = f.second_derivative(in.map());
  return out.numbers();
}

template <typename Activation>
double element_of(const Activation& f, Quantity quantity, double number) {
  const auto x = from_double<typename Activation::Scalar>(number);
  if (quantity == Quantity::kValue) return to_double(f(x));
  if (quantity == Quantity::kDerivative) return to_double(f.derivative(x));
  return to_double(f.second_derivative(x));
}

template <typename Formula, typename Activation>
void add_output_forms(Subject& subject, const Activation& f) {
  using Scalar = typename Activation::Scalar;
  if constexpr (eigenact::core::has_output_form<Formula, static_cast<std::size_t>(
                                                             Activation::parameter_count)>) {
    subject.derivative_from_output = [f](const Numbers& y) {
      Buffer<Scalar> in(y, 0), out(y.size(), 0);
      out.map() = f.derivative_from_output(in.map());
      return out.numbers();
    };
    subject.backward_from_output = [f](const Numbers& y, const Numbers& gradient) {
      Buffer<Scalar> in(y, 0), g(gradient, 0), out(y.size(), 0);
      out.map() = f.backward_from_output(in.map(), g.map());
      return out.numbers();
    };
  }
  if constexpr (Activation::parameter_count > 0) {
    subject.parameter_gradient = [f](const Numbers& x, const Numbers& gradient) {
      Buffer<Scalar> in(x, 0), g(gradient, 0);
      Numbers result;
      for (const Scalar& sum : f.parameter_gradient(in.map(), g.map()))
        result.push_back(to_double(sum));
      return result;
    };
  }
}

template <typename Formula>
void add_facts(Subject& subject) {
  constexpr eigenact::Facts facts = Formula::facts;
  subject.name = std::string(facts.name());
  subject.formula = std::string(facts.formula());
  subject.offset = std::string(facts.offset());
  subject.oscillates = facts.oscillates();
  subject.defined_from = std::string(facts.defined_from());
  for (int i = 0; i < facts.parameter_count(); ++i)
    subject.parameter_names.emplace_back(facts.parameter(i).name);
  for (int i = 0; i < facts.kink_count(); ++i)
    subject.kinks.push_back({std::string(facts.kink(i).at), std::string(facts.kink(i).derivative)});
  for (int i = 0; i < facts.derivative_root_count(); ++i)
    subject.derivative_roots.emplace_back(facts.derivative_root(i));
}

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
  Subject subject;
  add_facts<Formula>(subject);
  subject.scalar = ScalarName<Scalar>::text;
  subject.format = ScalarName<Scalar>::format();
  subject.precise = std::is_same_v<Accuracy, eigenact::Precise>;
  subject.register_size = Eigen::internal::packet_traits<Scalar>::size;
  std::ostringstream label;
  label << subject.name << "(";
  const auto values = f.parameters();
  for (Eigen::Index i = 0; i < values.size(); ++i) {
    subject.parameters.push_back(to_double(values(i)));
    label << (i ? ", " : "") << subject.parameter_names[static_cast<std::size_t>(i)] << "="
          << subject.parameters.back();
  }
  label << ") " << subject.scalar << (subject.precise ? " Precise" : " Fast");
  subject.label = label.str();

  subject.array = [f](Quantity q, const Numbers& x, int offset) {
    return array_of(f, q, x, offset);
  };
  subject.element = [f](Quantity q, double x) { return element_of(f, q, x); };
  subject.fused = [f](const Numbers& x, int offset) {
    Buffer<Scalar> in(x, offset), y(x.size(), offset), dy(x.size(), offset);
    f.value_and_derivative(in.map(), y.map(), dy.map());
    return std::pair(y.numbers(), dy.numbers());
  };
  subject.backward = [f](const Numbers& x, const Numbers& gradient) {
    Buffer<Scalar> in(x, 0), g(gradient, 0), out(x.size(), 0);
    out.map() = f.backward(in.map(), g.map());
    return out.numbers();
  };
  add_output_forms<Formula>(subject, f);
  return subject;
}

template <typename Formula, typename Scalar>
void add_accuracies(std::vector<Subject>& subjects, const Numbers& parameters) {
  subjects.push_back(make_subject<Formula, Scalar, eigenact::Fast>(parameters));
  subjects.push_back(make_subject<Formula, Scalar, eigenact::Precise>(parameters));
}

/// Parameters other than the defaults, admissible in every interval that the catalogue uses.
template <typename Formula>
Numbers other_parameters() {
  Numbers values;
  for (int i = 0; i < Formula::facts.parameter_count(); ++i)
    values.push_back(Formula::facts.parameter(i).value * 1.75 + (i % 2 ? 0.375 : 0.3125));
  return values;
}

template <typename Formula>
std::vector<Subject> make_subjects() {
  std::vector<Subject> subjects;
  add_accuracies<Formula, float>(subjects, {});
  add_accuracies<Formula, double>(subjects, {});
  add_accuracies<Formula, Eigen::half>(subjects, {});
  add_accuracies<Formula, Eigen::bfloat16>(subjects, {});
  if (Formula::facts.parameter_count() > 0) {
    add_accuracies<Formula, float>(subjects, other_parameters<Formula>());
    add_accuracies<Formula, double>(subjects, other_parameters<Formula>());
  }
  return subjects;
}

template <typename Formula, typename Scalar>
void add_edges(std::vector<Subject>& subjects) {
  std::vector<ParameterRange> parameters;
  for (int i = 0; i < Formula::facts.parameter_count(); ++i) {
    const eigenact::Parameter& p = Formula::facts.parameter(i);
    parameters.push_back({p.value, p.interval.lower, p.interval.upper, p.interval.zero_allowed});
  }
  for (const Numbers& values : edge_parameters(parameters, ScalarName<Scalar>::format())) {
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
  add_edges<Formula, float>(subjects);
  add_edges<Formula, double>(subjects);
  return subjects;
}

}  // namespace eigenact_test
