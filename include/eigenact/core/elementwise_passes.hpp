// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/elementwise.hpp>

// The members of Elementwise that make their own pass over the data.

EIGENACT_PACKETS_BEGIN

namespace eigenact {
namespace core {

template <typename Formula, typename Indices, typename = void>
struct OutputForm : std::false_type {};
template <typename Formula, std::size_t... K>
struct OutputForm<
    Formula, std::index_sequence<K...>,
    std::void_t<decltype(Formula::derivative_from_output(0.0, (static_cast<void>(K), 0.0)...))>>
    : std::true_type {};

template <typename Formula, std::size_t Count>
inline constexpr bool has_output_form = OutputForm<Formula, std::make_index_sequence<Count>>::value;

// Some outputs determine the derivative for some parameters only; the formula says for which.
template <typename Formula, typename Scalar, std::size_t... K>
auto check_output_form(const Scalar* p, std::index_sequence<K...>)
    -> decltype(Formula::output_determines(dual::plain(p[K])...), void()) {
  if (Formula::output_determines(dual::plain(p[K])...)) return;
  core::reject(Formula::facts.name(),
               std::string("the output determines the derivative only for ") +
                   std::string(Formula::output_condition));
}
template <typename Formula>
void check_output_form(...) {}

// A register as registers of double (for float: in the grade whose kernels are accurate enough).
template <typename Scalar, typename Packet>
EIGENACT_INLINE auto double_registers(const Packet& x) {
  if constexpr (is_sixteen_bit<Scalar>) {
    return double_registers<float>(simd::to_floats(x));
  } else if constexpr (std::is_same_v<Scalar, float>) {
    using Wide = WideFloat<simd::size_of<Packet>>;
    const auto parts = simd::widen<typename Wide::Packet>(x);
    std::array<Wide, std::tuple_size_v<std::remove_const_t<decltype(parts)>>> registers;
    for (std::size_t i = 0; i < parts.size(); ++i) registers[i] = Wide::of(parts[i]);
    return registers;
  } else {
    return std::array{Vec<double, simd::size_of<Packet>, Grade::Double>::of(x)};
  }
}

/// df/dp of every parameter.
template <typename Formula>
struct ParameterGradients {
  static constexpr auto results = static_cast<std::size_t>(Formula::facts.parameter_count());
  template <typename, typename V, typename... P>
  static EIGENACT_INLINE Results<V, results> of(const V& x, const P&... p) {
    return Formula::parameter_gradients(x, p...);
  }
};

/// The same at a register of double, or of a number type that is not native.
template <typename Formula, typename Scalar, typename V, std::size_t... K>
EIGENACT_INLINE auto parameter_slopes_in(const V& x, const Scalar* parameters,
                                         std::index_sequence<K...>) {
  if constexpr (std::is_same_v<Scalar, double>)
    if (has_extreme_parameters<Formula>(parameters))
      return evaluate_in_long_double<Formula, ParameterGradients<Formula>>(x, parameters);
  return Formula::parameter_gradients(x, V(number(parameters[K]))...);
}

// Of numbers that carry derivatives: each by the chain rule.
template <typename Formula, typename Scalar, std::size_t... K>
std::array<Scalar, sizeof...(K)> parameter_slopes_of_dual(const Scalar& x, const Scalar* parameters,
                                                          std::index_sequence<K...>) {
  return {evaluate_element<Formula, ParameterSlope<K>, Fast>(x, parameters)[0]...};
}

template <typename Formula, typename Scalar>
EIGENACT_INLINE auto parameter_slopes(const Scalar& x, const Scalar* parameters) {
  constexpr auto count = static_cast<std::size_t>(Formula::facts.parameter_count());
  constexpr std::make_index_sequence<count> indices;
  if constexpr (is_dual<Scalar>) {
    return parameter_slopes_of_dual<Formula>(x, parameters, indices);
  } else if constexpr (is_native<Scalar>) {
    constexpr Grade grade = std::is_same_v<Scalar, double> ? Grade::Double : Grade::Medium;
    const auto slopes = parameter_slopes_in<Formula>(
        simd::Lane<double, grade>(static_cast<double>(number(x))), parameters, indices);
    std::array<double, count> result;
    for (std::size_t i = 0; i < count; ++i) result[i] = slopes[i].first();
    return result;
  } else {
    const auto slopes = parameter_slopes_in<Formula>(Number<Scalar>(x), parameters, indices);
    std::array<Scalar, count> result;
    for (std::size_t i = 0; i < count; ++i) result[i] = slopes[i].value;
    return result;
  }
}

/// The sums of gradient * df/dp, kept in double for float and the 16-bit floats.
template <typename Formula, typename Scalar>
class ParameterSums {
  static constexpr bool native = is_native<Scalar>;
  static constexpr auto count = static_cast<std::size_t>(Formula::facts.parameter_count());
  static constexpr Grade grade = std::is_same_v<Scalar, double> ? Grade::Double : Grade::Medium;
  using Sum = std::conditional_t<native, double, Scalar>;
  using Register =
      std::conditional_t<native, Vec<double, simd::size_of<simd::packet_of<double>>, grade>,
                         Number<Scalar>>;

 public:
  explicit ParameterSums(const Scalar* parameters) : parameters_(parameters) {
    sums_.fill(Sum(0));
    registers_.fill(Register(0));
  }

  template <typename Packet>
  EIGENACT_INLINE void add_packet(const Packet& x, const Packet& gradient) {
    if constexpr (simd::size_of < Packet >> 1) {  // some targets have no registers of a scalar type
      const auto xs = double_registers<Scalar>(x), gs = double_registers<Scalar>(gradient);
      for (std::size_t part = 0; part < xs.size(); ++part) {
        const auto slopes =
            parameter_slopes_in<Formula>(xs[part], parameters_, std::make_index_sequence<count>());
        for (std::size_t i = 0; i < count; ++i)
          registers_[i] = mul_add(gs[part], slopes[i], registers_[i]);
      }
    }
  }

  EIGENACT_INLINE void add(const Scalar& x, const Scalar& gradient) {
    const auto slopes = parameter_slopes<Formula>(x, parameters_);
    for (std::size_t i = 0; i < count; ++i) sums_[i] += to_sum(gradient) * slopes[i];
  }

  Eigen::Array<Scalar, static_cast<int>(count), 1> result() const {
    Eigen::Array<Scalar, static_cast<int>(count), 1> total;
    for (std::size_t i = 0; i < count; ++i) {
      Sum sum = sums_[i];
      if constexpr (native) sum += Eigen::internal::predux(registers_[i].packet);
      total(static_cast<Eigen::Index>(i)) = static_cast<Scalar>(sum);
    }
    return total;
  }

 private:
  static Sum to_sum(const Scalar& x) {
    if constexpr (native)
      return static_cast<double>(number(x));
    else
      return x;
  }

  const Scalar* parameters_;
  std::array<Sum, count> sums_;
  std::array<Register, count> registers_;
};

}  // namespace core

/// The gradients of the parameters, in their order: `return gradients(a, b);` ends
/// parameter_gradients().
template <typename V, typename... Rest>
EIGENACT_INLINE std::array<V, 1 + sizeof...(Rest)> gradients(const V& first, const Rest&... rest) {
  return {first, V(rest)...};
}

template <typename Formula, typename S, typename Accuracy>
auto Elementwise<Formula, S, Accuracy>::from_output() const -> Unary<core::DerivativeFromOutput> {
  constexpr auto count = static_cast<std::size_t>(parameter_count);
  static_assert(core::has_output_form<Formula, count>,
                "eigenact: the output of this activation does not determine its derivative (two "
                "arguments share one output); call derivative(x) or backward(x, gradient).");
  core::check_output_form<Formula>(parameters_.data(), std::make_index_sequence<count>());
  return {parameters_};
}

template <typename Formula, typename S, typename Accuracy>
template <typename X, typename Y, typename D>
void Elementwise<Formula, S, Accuracy>::value_and_derivative(const Eigen::DenseBase<X>& x, Y&& y,
                                                             D&& dy) const {
  core::check_results<Y, D>();
  auto& values = y.derived();  // a segment is a block
  auto& slopes = dy.derived();
  using Values = std::remove_reference_t<decltype(values)>;
  using Slopes = std::remove_reference_t<decltype(slopes)>;
  core::check_scalars<S, X, Values, Slopes>();
  const auto again = [&](const auto& copy) { value_and_derivative(copy, values, slopes); };
  if (core::ran_on_copies(std::tie(values, slopes), again, x.derived())) return;
  core::resize_like(Formula::facts.name(), "the values", x, values);
  core::resize_like(Formula::facts.name(), "the derivatives", x, slopes);
  if constexpr (core::runs_in_blocks<Values, X, Slopes>) {
    core::for_each_run(
        [this](Eigen::Index size, S* to_y, const S* from, S* to_dy) {
          core::evaluate_numbers<Formula, core::ValueAndDerivative, Accuracy>(parameters_, size,
                                                                              from, to_y, to_dy);
        },
        values, x.derived(), slopes);
  } else {
    core::EvaluatorOf<X> in(x.derived());
    core::EvaluatorOf<Values> to_values(values);
    core::EvaluatorOf<Slopes> to_slopes(slopes);
    core::run_with<Formula, core::ValueAndDerivative, Accuracy>(
        parameters_, [&](const auto& parameters) {
          core::traverse<Values, X, Slopes>(
              values,
              [&](auto row, auto col) {
                using Packet = simd::packet_of<S>;
                const auto result =
                    core::evaluate_packet<Formula, core::ValueAndDerivative, Accuracy>(
                        in.template packet<Eigen::Unaligned, Packet>(row, col), parameters.data());
                to_values.template writePacket<Eigen::Unaligned, Packet>(row, col, result[0]);
                to_slopes.template writePacket<Eigen::Unaligned, Packet>(row, col, result[1]);
              },
              [&](Eigen::Index row, Eigen::Index col) {
                const auto result =
                    core::evaluate_element<Formula, core::ValueAndDerivative, Accuracy, S>(
                        in.coeff(row, col), parameters.data());
                to_values.coeffRef(row, col) = result[0];
                to_slopes.coeffRef(row, col) = result[1];
              });
        });
  }
}

template <typename Formula, typename S, typename Accuracy>
template <typename X, typename G>
auto Elementwise<Formula, S, Accuracy>::parameter_gradient(
    const Eigen::DenseBase<X>& x, const Eigen::DenseBase<G>& gradient) const -> ParameterArray {
  return summed<>(
      x, gradient, [](auto&&...) {}, [](auto&&...) {});
}

template <typename Formula, typename S, typename Accuracy>
template <typename... Written, typename X, typename G, typename OnPacket, typename OnElement>
auto Elementwise<Formula, S, Accuracy>::summed(const Eigen::DenseBase<X>& x,
                                               const Eigen::DenseBase<G>& gradient,
                                               const OnPacket& packet,
                                               const OnElement& element) const -> ParameterArray {
  static_assert(parameter_count > 0, "eigenact: this activation has no parameters.");
  core::check_scalars<S, X, G>();
  core::require_same_shape(Formula::facts.name(), "the gradient", x, gradient);
  core::EvaluatorOf<X> in(x.derived());
  core::EvaluatorOf<G> upstream(gradient.derived());
  core::ParameterSums<Formula, S> sums(parameters_.data());
  core::traverse<X, G, Written...>(
      x.derived(),
      [&](auto row, auto col) {
        using Packet = simd::packet_of<S>;
        const auto a = in.template packet<Eigen::Unaligned, Packet>(row, col),
                   g = upstream.template packet<Eigen::Unaligned, Packet>(row, col);
        sums.add_packet(a, g);
        packet(row, col, a, g);
      },
      [&](Eigen::Index row, Eigen::Index col) {
        const S a = in.coeff(row, col), g = upstream.coeff(row, col);
        sums.add(a, g);
        element(row, col, a, g);
      });
  return sums.result();
}

template <typename Formula, typename S, typename Accuracy>
template <typename X, typename G, typename GX, typename GP>
void Elementwise<Formula, S, Accuracy>::backward(const Eigen::DenseBase<X>& x,
                                                 const Eigen::DenseBase<G>& gradient, GX&& x_result,
                                                 GP&& parameters_gradient) const {
  core::check_results<GX, GP>();
  auto& x_gradient = x_result.derived();  // a segment is a block
  using Result = std::remove_reference_t<decltype(x_gradient)>;
  core::check_scalars<S, Result, std::remove_reference_t<GP>>();
  const auto name = Formula::facts.name();
  core::require_same_shape(name, "the gradient", x, gradient);
  core::require_fit(name, "the gradient of x", x, x_gradient);
  core::require_parameter_fit(name, parameter_count, parameters_gradient);
  const auto again = [&](const auto& copy, const auto& copy_of_gradient) {
    backward(copy, copy_of_gradient, x_gradient, parameters_gradient);
  };
  if (core::ran_on_copies(std::tie(x_gradient), again, x.derived(), gradient.derived())) return;
  core::resize_like(name, "the gradient of x", x, x_gradient);
  core::EvaluatorOf<Result> out(x_gradient);
  const Chain<core::Derivative> chain{parameters_};
  const ParameterArray sums = summed<Result>(
      x, gradient,
      [&](auto row, auto col, const auto& a, const auto& g) {
        using Packet = simd::packet_of<S>;
        out.template writePacket<Eigen::Unaligned, Packet>(row, col, chain.packetOp(a, g));
      },
      [&](Eigen::Index row, Eigen::Index col, const S& a, const S& g) {
        out.coeffRef(row, col) = chain(a, g);
      });
  core::assign_parameters(parameters_gradient, sums);
}

}  // namespace eigenact

EIGENACT_PACKETS_END
