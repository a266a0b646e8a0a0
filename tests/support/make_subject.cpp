// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// What make_subject.hpp needs of no activation in particular. Eigen's arrays stay out of it: it is
// linked with programs of other options.
#include "make_subject.hpp"

#include <algorithm>
#include <cstdint>
#include <sstream>

#include "options.hpp"
#include "parameter_edges.hpp"

namespace eigenact_test {

namespace {

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

/// A buffer whose first element is `offset` elements after an aligned address. It begins with a
/// number that no test expects, and nothing may be written beside it.
template <typename Scalar>
class Buffer {
 public:
  Buffer(std::size_t size, int offset)
      : storage_(size + 2 * alignment, from_double<Scalar>(kUntouched)), size_(size) {
    constexpr std::size_t bytes = alignment * sizeof(Scalar);
    const auto address = reinterpret_cast<std::uintptr_t>(storage_.data());
    data_ = storage_.data() + (bytes - address % bytes) / sizeof(Scalar) + offset;
  }
  Buffer(const Numbers& x, int offset) : Buffer(x.size(), offset) {
    std::transform(x.begin(), x.end(), data_, from_double<Scalar>);
  }
  Scalar* data() { return data_; }
  Eigen::Index size() const { return static_cast<Eigen::Index>(size_); }
  /// @throws std::logic_error if something beside them was written.
  Numbers numbers() const {
    const auto is_written = [](const Scalar& x) { return to_double(x) != kUntouched; };
    if (std::any_of(storage_.data(), static_cast<const Scalar*>(data_), is_written) ||
        std::any_of(static_cast<const Scalar*>(data_ + size_), storage_.data() + storage_.size(),
                    is_written))
      throw std::logic_error("a number before or behind an array was written");
    Numbers result(size_);
    std::transform(data_, data_ + size_, result.begin(), to_double<Scalar>);
    return result;
  }

 private:
  static constexpr std::size_t alignment = 64;  // in elements; offsets are smaller
  static constexpr double kUntouched = -54.75;  // a number of every format

  std::vector<Scalar> storage_;
  std::size_t size_;
  Scalar* data_;
};

template <typename Scalar>
void add_functions(Subject& subject, const std::shared_ptr<const Functions<Scalar>>& f) {
  subject.array = [f](Quantity quantity, const Numbers& x, int offset) {
    Buffer<Scalar> in(x, offset), out(x.size(), offset);
    f->array(quantity, in.data(), out.data(), in.size());
    return out.numbers();
  };
  if (f->has_element())
    subject.element = [f](Quantity quantity, double x) {
      return to_double(f->element(quantity, from_double<Scalar>(x)));
    };
  subject.fused = [f](const Numbers& x, int offset) {
    Buffer<Scalar> in(x, offset), y(x.size(), offset), dy(x.size(), offset);
    f->fused(in.data(), y.data(), dy.data(), in.size());
    return std::pair(y.numbers(), dy.numbers());
  };
  if (f->has_backward())
    subject.backward = [f](const Numbers& x, const Numbers& gradient) {
      Buffer<Scalar> in(x, 0), g(gradient, 0), out(x.size(), 0);
      f->backward(in.data(), g.data(), out.data(), in.size());
      return out.numbers();
    };
  if (f->has_output_form()) {
    subject.derivative_from_output = [f](const Numbers& y) {
      Buffer<Scalar> in(y, 0), out(y.size(), 0);
      f->derivative_from_output(in.data(), out.data(), in.size());
      return out.numbers();
    };
    subject.backward_from_output = [f](const Numbers& y, const Numbers& gradient) {
      Buffer<Scalar> in(y, 0), g(gradient, 0), out(y.size(), 0);
      f->backward_from_output(in.data(), g.data(), out.data(), in.size());
      return out.numbers();
    };
  }
  if (subject.parameters.empty() || !f->has_parameter_gradient()) return;
  subject.parameter_gradient = [f, count = subject.parameters.size()](const Numbers& x,
                                                                      const Numbers& gradient) {
    Buffer<Scalar> in(x, 0), g(gradient, 0), sums(count, 0);
    f->parameter_gradient(in.data(), g.data(), in.size(), sums.data());
    return sums.numbers();
  };
}

}  // namespace

void add_facts(Subject& subject, const eigenact::Facts& facts) {
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

template <typename Scalar>
Subject make_subject(const Description& description,
                     std::unique_ptr<const Functions<Scalar>> functions) {
  Subject subject;
  add_facts(subject, description.facts);
  subject.scalar = ScalarName<Scalar>::text;
  subject.format = ScalarName<Scalar>::format();
  subject.precise = description.precise;
  subject.register_size = description.register_size;
  subject.parameters = description.parameters;
  std::ostringstream label;
  label << subject.name << "(";
  for (std::size_t i = 0; i < subject.parameters.size(); ++i)
    label << (i ? ", " : "") << subject.parameter_names[i] << "=" << subject.parameters[i];
  label << ") " << subject.scalar << (subject.precise ? " Precise" : " Fast");
  subject.label = label.str();
  add_functions<Scalar>(subject, std::move(functions));
  return subject;
}

template Subject make_subject(const Description&, std::unique_ptr<const Functions<float>>);
template Subject make_subject(const Description&, std::unique_ptr<const Functions<double>>);
template Subject make_subject(const Description&, std::unique_ptr<const Functions<Eigen::half>>);
template Subject make_subject(const Description&,
                              std::unique_ptr<const Functions<Eigen::bfloat16>>);

Numbers other_parameters(const eigenact::Facts& facts) {
  Numbers values;
  for (int i = 0; i < facts.parameter_count(); ++i)
    values.push_back(facts.parameter(i).value * 1.75 + (i % 2 ? 0.375 : 0.3125));
  return values;
}

namespace {

/// All but the first or all but the last parameter as by default: a kernel for the default ones is
/// not theirs.
std::vector<Numbers> nearly_default(const eigenact::Facts& facts) {
  const Numbers others = other_parameters(facts);
  const auto count = static_cast<std::size_t>(facts.parameter_count());
  if (count < 2) return {};
  std::vector<Numbers> sets(2);
  for (std::size_t i = 0; i < count; ++i) {
    const double value = facts.parameter(static_cast<int>(i)).value;
    sets[0].push_back(i == 0 ? others[i] : value);
    sets[1].push_back(i == count - 1 ? others[i] : value);
  }
  return sets;
}

}  // namespace

std::vector<Numbers> edges_of(const eigenact::Facts& facts, const Format& format) {
  std::vector<ParameterRange> parameters;
  for (int i = 0; i < facts.parameter_count(); ++i) {
    const eigenact::Parameter& p = facts.parameter(i);
    parameters.push_back({p.value, p.interval.lower, p.interval.upper, p.interval.zero_allowed});
  }
  const std::vector<Numbers> all = edge_parameters(parameters, format);
  std::vector<Numbers> some = nearly_default(facts);
  for (std::size_t i = 0; i < all.size(); i += effort().edge_stride) some.push_back(all[i]);
  return some;
}

}  // namespace eigenact_test
