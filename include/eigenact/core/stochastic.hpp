// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/described.hpp>
#include <eigenact/core/elementwise.hpp>
#include <eigenact/core/philox.hpp>
#include <eigenact/core/registers.hpp>

EIGENACT_PACKETS_BEGIN

namespace eigenact {
namespace core {

/// Quantity of a stochastic formula at x and its sample: in the type itself where it is exact or
/// double, else in double.
template <typename Formula, typename Quantity, typename S, typename V>
EIGENACT_INLINE auto evaluate_sampled(const V& x, const V& sample, const S* parameters) {
  std::array<V, 1 + static_cast<std::size_t>(Formula::facts.parameter_count())> p{sample};
  for (std::size_t i = 1; i < p.size(); ++i) p[i] = V(number(parameters[i - 1]));
  if constexpr (std::is_same_v<ComputeScalar<S>, float> && !Formula::facts.is_exact())
    return call_in_double<Formula, Quantity>(x, p);
  else
    return call_with<Formula, Quantity>(x, p)[0];
}

/// One quantity as an Eigen functor of x and its sample.
template <typename Formula, typename S, typename Quantity>
struct Sampled {
  Parameters<Formula, S> parameters;

  EIGENACT_INLINE S operator()(const S& x, const S& sample) const {
    return stored_element<S>(evaluate_sampled<Formula, Quantity>(
        computed_element(x), computed_element(sample), parameters.data()));
  }
  template <typename Packet>
  EIGENACT_INLINE Packet packetOp(const Packet& x, const Packet& sample) const {
    return stored<Packet>(
        evaluate_sampled<Formula, Quantity>(computed(x), computed(sample), parameters.data()));
  }
};

/// gradient * f'(x) as a functor of x, its sample and the gradient.
template <typename Formula, typename S>
struct SampledChain {
  Parameters<Formula, S> parameters;

  EIGENACT_INLINE S operator()(const S& x, const S& sample, const S& gradient) const {
    return stored_element<S>(computed_element(gradient) *
                             evaluate_sampled<Formula, Derivative>(
                                 computed_element(x), computed_element(sample), parameters.data()));
  }
  template <typename Packet>
  EIGENACT_INLINE Packet packetOp(const Packet& x, const Packet& sample,
                                  const Packet& gradient) const {
    return stored<Packet>(
        computed(gradient) *
        evaluate_sampled<Formula, Derivative>(computed(x), computed(sample), parameters.data()));
  }
};

/// What a formula's draw() is told beside its parameters.
template <typename Formula, typename S>
struct Draw {
  Parameters<Formula, S> parameters;

  S operator()(const Philox& random, std::uint64_t index) const {
    return draw(
        random, index,
        std::make_index_sequence<static_cast<std::size_t>(Parameters<Formula, S>::count)>());
  }

 private:
  template <std::size_t... K>
  S draw(const Philox& random, std::uint64_t index, std::index_sequence<K...>) const {
    return static_cast<S>(
        Formula::draw(random, index, static_cast<double>(parameters.data()[K])...));
  }
};

/// The argument as a matrix or an array, whichever x is.
template <typename X, typename Y>
decltype(auto) like(const Eigen::DenseBase<Y>& y) {
  constexpr bool is_matrix = std::is_base_of_v<Eigen::MatrixBase<X>, X>;
  if constexpr (is_matrix == std::is_base_of_v<Eigen::MatrixBase<Y>, Y>)
    return y.derived();
  else if constexpr (is_matrix)
    return y.derived().matrix();
  else
    return y.derived().array();
}

}  // namespace core

/// An activation with a random sample for every element while it trains, and its mean over the
/// samples, exactly, when it is evaluated. Samples depend on the seed and the index only.
///
///     const RReLU<float> rrelu;
///     const Eigen::ArrayXXf slopes = rrelu.sample(X.rows(), X.cols(), seed);
///     Y = rrelu(X, slopes);                  // training
///     gX = rrelu.backward(X, slopes, gY);
///     Y = rrelu(X);                          // evaluation
///
/// With samples, results of float are rounded once from double; those of double are a few ULP off
/// in both tiers. The mean is an Elementwise activation and has its bounds.
template <typename Formula, typename S, typename Accuracy = Fast>
class Stochastic : public core::Described<Formula, S>,
                   public core::SlopesOnPointers<Stochastic<Formula, S, Accuracy>, S> {
  static_assert(core::is_native<S>,
                "eigenact: samples are drawn for float, double, Eigen::half and Eigen::bfloat16.");

  static_assert(core::check_accuracy<Accuracy>());

  using Base = core::Described<Formula, S>;
  using Pointers = core::SlopesOnPointers<Stochastic, S>;
  template <typename Quantity>
  using Sampled = core::Sampled<Formula, S, Quantity>;
  using Chain = core::SampledChain<Formula, S>;
  using Taken = core::Taken<S>;

 public:
  using Scalar = S;
  using typename Base::ParameterArray;
  using Mean = Elementwise<typename Formula::Mean, S, Accuracy>;
  using Base::parameter_count;

  using Base::Base;
  using Base::operator(), Base::derivative, Base::backward, Base::parameter_gradient;
  using Pointers::backward, Pointers::derivative;

  /// A rows x cols array of samples, an expression: store it, since forward and backward pass need
  /// the same.
  auto sample(Eigen::Index rows, Eigen::Index cols, std::uint64_t seed) const {
    return core::samples<S>(rows, cols, seed, core::Draw<Formula, S>{parameters_});
  }

  /// f(x) and f'(x) with samples, which have the shape of x.
  /// @throws std::invalid_argument if they have another, here and below.
  Scalar operator()(const Taken& x, const Taken& sample) const {
    return Sampled<core::Value>{parameters_}(x, sample);
  }
  template <typename X, typename R>
  auto operator()(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<R>& samples) const {
    return binary(x.derived(), core::like<X>(samples), Sampled<core::Value>{parameters_});
  }
  Scalar derivative(const Taken& x, const Taken& sample) const {
    return Sampled<core::Derivative>{parameters_}(x, sample);
  }
  template <typename X, typename R>
  auto derivative(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<R>& samples) const {
    return binary(x.derived(), core::like<X>(samples), Sampled<core::Derivative>{parameters_});
  }
  /// gradient * f'(x) with samples.
  Scalar backward(const Taken& x, const Taken& sample, const Taken& gradient) const {
    return Chain{parameters_}(x, sample, gradient);
  }
  template <typename X, typename R, typename G>
  auto backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<R>& samples,
                const Eigen::DenseBase<G>& gradient) const {
    return ternary(x.derived(), core::like<X>(samples), core::like<X>(gradient));
  }

  /// The mean over all samples, an elementwise activation, and what is most asked of it.
  Mean mean() const {
    return mean(std::make_index_sequence<static_cast<std::size_t>(parameter_count)>());
  }
  template <typename X>
  auto operator()(const X& x) const {
    return mean()(x);
  }
  template <typename X>
  auto derivative(const X& x) const {
    return mean().derivative(x);
  }
  template <typename X, typename G>
  auto backward(const X& x, const G& gradient) const {
    return mean().backward(x, gradient);
  }

  /// The sum over all elements of gradient * df/dp with samples, for every parameter.
  /// @throws std::invalid_argument if a shape differs from that of x.
  template <typename X, typename R, typename G>
  ParameterArray parameter_gradient(const Eigen::DenseBase<X>& x,
                                    const Eigen::DenseBase<R>& samples,
                                    const Eigen::DenseBase<G>& gradient) const {
    return summed(x, samples, gradient, [](auto&&...) {});
  }
  /// x_gradient = backward(x, samples, gradient) and parameters_gradient = parameter_gradient(x,
  /// samples, gradient) in one pass. Results are resized as by an assignment; x_gradient may be x,
  /// the samples or the gradient itself.
  /// @throws std::invalid_argument if a shape does not fit.
  template <typename X, typename R, typename G, typename GX, typename GP>
  void backward(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<R>& samples,
                const Eigen::DenseBase<G>& gradient, GX&& x_gradient,
                GP&& parameters_gradient) const;

 private:
  using Base::parameters_;

  template <typename X, typename R, typename Functor>
  static auto binary(const X& x, const R& samples, const Functor& functor) {
    core::check_scalars<S, X, R>();
    core::require_same_shape(Formula::facts.name(), "the samples", x, samples);
    return Eigen::CwiseBinaryOp<Functor, const X, const R>(x, samples, functor);
  }
  template <typename X, typename R, typename G>
  auto ternary(const X& x, const R& samples, const G& gradient) const {
    core::check_scalars<S, X, R, G>();
    core::require_same_shape(Formula::facts.name(), "the samples", x, samples);
    core::require_same_shape(Formula::facts.name(), "the gradient", x, gradient);
    return Eigen::CwiseTernaryOp<Chain, const X, const R, const G>(x, samples, gradient,
                                                                   Chain{parameters_});
  }
  // The pass of parameter_gradient(), and what else is done with each element.
  template <typename X, typename R, typename G, typename OnElement>
  ParameterArray summed(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<R>& samples,
                        const Eigen::DenseBase<G>& gradient, const OnElement& element) const;
  template <std::size_t... K>
  Mean mean(std::index_sequence<K...>) const {
    if constexpr (Mean::parameter_count > 0)
      return Mean(
          static_cast<S>(Formula::mean_parameter(static_cast<double>(parameters_.data()[K])...)));
    else
      return Mean();
  }
};

}  // namespace eigenact

namespace Eigen::internal {

template <typename Formula, typename Scalar, typename Quantity>
struct functor_traits<eigenact::core::Sampled<Formula, Scalar, Quantity>>
    : eigenact::core::FunctorTraits<Formula, Quantity, eigenact::Precise, Scalar> {};
template <typename Formula, typename Scalar>
struct functor_traits<eigenact::core::SampledChain<Formula, Scalar>>
    : eigenact::core::FunctorTraits<Formula, eigenact::core::Derivative, eigenact::Precise,
                                    Scalar> {};

}  // namespace Eigen::internal

#include <eigenact/core/stochastic_passes.hpp>

/// Ends the header of a stochastic activation: defines eigenact::Name<Scalar, Accuracy = Fast> for
/// eigenact::formula::Name and enters it in the list.
#define EIGENACT_STOCHASTIC(Name)                                     \
  namespace eigenact {                                                \
  template <typename Scalar, typename Accuracy = Fast>                \
  using Name = Stochastic<formula::Name, Scalar, Accuracy>;           \
  EIGENACT_APPEND(stochastic_list, formula::Name);                    \
  template <>                                                         \
  inline constexpr std::string_view type_name<formula::Name> = #Name; \
  }                                                                   \
  static_assert(true, "")

namespace eigenact {
EIGENACT_LIST(stochastic_list);
}

EIGENACT_PACKETS_END
