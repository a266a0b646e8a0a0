// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/gated.hpp>

// The members of GatedUnit that make their own pass over the data.

EIGENACT_PACKETS_BEGIN

namespace eigenact {

namespace core {

inline constexpr int half_of(int rows) { return rows == Eigen::Dynamic ? rows : rows / 2; }

/// {gz g(b) f'(a), gz f(a) g'(b)} from {f(a), f'(a)} and {g(b), g'(b)}; product rounds.
template <typename V, typename Product>
EIGENACT_INLINE std::array<V, 2> gate_gradients(const V& gz, const std::array<V, 2>& f,
                                                const std::array<V, 2>& g, const Product& product) {
  return {product(product(gz, g[0]), f[1]), product(product(gz, f[0]), g[1])};
}

/// The sums of gradient * df/dp of one factor of a gated unit, in float for the 16-bit floats.
template <typename Formula, int From, typename S>
class FactorSums {
  using C = ComputeScalar<S>;
  static constexpr bool any = Formula::facts.parameter_count() > 0;
  Parameters<Formula, C> parameters_;
  ParameterSums<Formula, C> sums_;

 public:
  explicit FactorSums(const S* all)
      : parameters_(select_parameters<Formula, From, C>(all)), sums_(parameters_.data()) {}
  FactorSums(const FactorSums&) = delete;  // sums_ points into it

  template <typename V>
  EIGENACT_INLINE void add_packet(const V& x, const V& gradient) {
    if constexpr (any) sums_.add_packet(x.packet, gradient.packet);
  }
  EIGENACT_INLINE void add(const C& x, const C& gradient) {
    if constexpr (any) sums_.add(x, gradient);
  }
  template <typename Array>
  void add_to(Array& total) const {
    const auto sums = sums_.result();
    for (Eigen::Index i = 0; i < sums.size(); ++i)
      total(From + i) = static_cast<S>(static_cast<C>(total(From + i)) + sums(i));
  }
};

}  // namespace core

template <typename Formula, typename S, typename Accuracy>
template <typename A, typename B, typename G, typename GA, typename GB>
void GatedUnit<Formula, S, Accuracy>::backward(const Eigen::DenseBase<A>& a,
                                               const Eigen::DenseBase<B>& b,
                                               const Eigen::DenseBase<G>& gz, GA&& a_result,
                                               GB&& b_result) const {
  using namespace core;
  check_results<GA, GB>();
  auto& ga = a_result.derived();  // a segment is a block
  auto& gb = b_result.derived();
  using ToA = std::remove_reference_t<decltype(ga)>;
  using ToB = std::remove_reference_t<decltype(gb)>;
  check_scalars<S, A, B, G, ToA, ToB>();
  require_same_shape(Formula::facts.name(), "B", a, b);
  require_same_shape(Formula::facts.name(), "the gradient", a, gz);
  if (EIGEN_PREDICT_FALSE(conflicts(ga, a.derived(), b.derived(), gz.derived()) ||
                          conflicts(gb, a.derived(), b.derived(), gz.derived()))) {
    const typename A::PlainObject copy_of_a = a;
    const typename B::PlainObject copy_of_b = b;
    const typename G::PlainObject copy_of_gz = gz;
    return backward(copy_of_a, copy_of_b, copy_of_gz, ga, gb);
  }
  resize_like(Formula::facts.name(), "the gradient to A", a, ga);
  resize_like(Formula::facts.name(), "the gradient to B", a, gb);
  EvaluatorOf<A> as(a.derived());
  EvaluatorOf<B> bs(b.derived());
  EvaluatorOf<G> gs(gz.derived());
  EvaluatorOf<ToA> to_a(ga);
  EvaluatorOf<ToB> to_b(gb);
  using C = ComputeScalar<S>;
  const Product own(parameters_.data());
  run_with<First, ValueAndDerivative, Accuracy>(own.first, [&](const auto& first) {
    const auto second = own.second;
    traverse<ToA, A, B, G, ToB>(
        ga,
        [&](auto row, auto col) {
          using Packet = simd::packet_of<S>;
          constexpr auto mode = Eigen::Unaligned;
          const auto result = gate_gradients(
              computed(gs.template packet<mode, Packet>(row, col)),
              evaluate_register<First, ValueAndDerivative, Accuracy>(
                  computed(as.template packet<mode, Packet>(row, col)), first.data()),
              evaluate_register<Second, ValueAndDerivative, Accuracy>(
                  computed(bs.template packet<mode, Packet>(row, col)), second.data()),
              [](const auto& u, const auto& v) { return u * v; });
          to_a.template writePacket<mode, Packet>(row, col, stored<Packet>(result[0]));
          to_b.template writePacket<mode, Packet>(row, col, stored<Packet>(result[1]));
        },
        [&](Eigen::Index row, Eigen::Index col) {
          const auto result =
              gate_gradients(static_cast<C>(gs.coeff(row, col)),
                             evaluate_element<First, ValueAndDerivative, Accuracy, S, C>(
                                 as.coeff(row, col), first.data()),
                             evaluate_element<Second, ValueAndDerivative, Accuracy, S, C>(
                                 bs.coeff(row, col), second.data()),
                             rounded_product<C>);
          to_a.coeffRef(row, col) = static_cast<S>(result[0]);
          to_b.coeffRef(row, col) = static_cast<S>(result[1]);
        });
  });
}

template <typename Formula, typename S, typename Accuracy>
template <typename X>
auto GatedUnit<Formula, S, Accuracy>::operator()(const Eigen::DenseBase<X>& x) const {
  core::check_scalars<S, X>();
  require_halves(x);
  using Half = Eigen::Block<const X, core::half_of(X::RowsAtCompileTime), X::ColsAtCompileTime>;
  return core::evaluated<typename Half::PlainObject, core::Reads::Anywhere>(
      x.rows() / 2, x.cols(),
      [glu = *this](auto& z, const auto& kept) {
        if (z.size() == 0) return;  // there may be no address to which half the rows would be added
        const typename Eigen::internal::nested_eval<X, 2>::type values(kept);
        const Eigen::Index half = values.rows() / 2;
        const auto product = glu(values.topRows(half), values.bottomRows(half));
        Eigen::internal::call_dense_assignment_loop(z, product, Eigen::internal::assign_op<S, S>());
      },
      x.derived());
}

template <typename Formula, typename S, typename Accuracy>
template <typename X, typename G>
auto GatedUnit<Formula, S, Accuracy>::backward(const Eigen::DenseBase<X>& x,
                                               const Eigen::DenseBase<G>& gz) const {
  core::check_scalars<S, X, G>();
  require_halves(x);
  if (gz.rows() != x.rows() / 2 || gz.cols() != x.cols())
    core::reject(Formula::facts.name(),
                 "the gradient must have half the rows of X, " + std::to_string(x.rows() / 2) +
                     " x " + std::to_string(x.cols()) + ", but has " + std::to_string(gz.rows()) +
                     " x " + std::to_string(gz.cols()));
  return core::evaluated<typename X::PlainObject>(
      x.rows(), x.cols(),
      [glu = *this](auto& gx, const auto& kept, const auto& upstream) {
        if (gx.size() == 0) return;
        const typename Eigen::internal::nested_eval<X, 2>::type values(kept);
        const Eigen::Index half = values.rows() / 2;
        glu.backward(values.topRows(half), values.bottomRows(half), upstream, gx.topRows(half),
                     gx.bottomRows(half));
      },
      x.derived(), gz.derived());
}

template <typename Formula, typename S, typename Accuracy>
template <typename A, typename B, typename G>
auto GatedUnit<Formula, S, Accuracy>::parameter_gradient(const Eigen::DenseBase<A>& a,
                                                         const Eigen::DenseBase<B>& b,
                                                         const Eigen::DenseBase<G>& gz) const
    -> ParameterArray {
  using namespace core;
  static_assert(parameter_count > 0, "eigenact: this activation has no parameters.");
  check_scalars<S, A, B, G>();
  require_same_shape(Formula::facts.name(), "B", a, b);
  require_same_shape(Formula::facts.name(), "the gradient", a, gz);
  EvaluatorOf<A> as(a.derived());
  EvaluatorOf<B> bs(b.derived());
  EvaluatorOf<G> gs(gz.derived());
  using C = ComputeScalar<S>;
  const Product own(parameters_.data());
  FactorSums<First, 0, S> firsts(parameters_.data());
  FactorSums<Second, second_from<Formula>, S> seconds(parameters_.data());
  traverse<A, B, G>(
      a.derived(),
      [&](auto row, auto col) {
        using Packet = simd::packet_of<S>;
        const auto x = computed(as.template packet<Eigen::Unaligned, Packet>(row, col));
        const auto y = computed(bs.template packet<Eigen::Unaligned, Packet>(row, col));
        const auto g = computed(gs.template packet<Eigen::Unaligned, Packet>(row, col));
        firsts.add_packet(x,
                          g * evaluate_register<Second, Value, Accuracy>(y, own.second.data())[0]);
        seconds.add_packet(y,
                           g * evaluate_register<First, Value, Accuracy>(x, own.first.data())[0]);
      },
      [&](Eigen::Index row, Eigen::Index col) {
        const S x = as.coeff(row, col), y = bs.coeff(row, col);
        const C g = static_cast<C>(gs.coeff(row, col));
        firsts.add(static_cast<C>(x),
                   rounded_product(g, evaluate_element<Second, Value, Accuracy, S, C>(
                                          y, own.second.data())[0]));
        seconds.add(static_cast<C>(y),
                    rounded_product(
                        g, evaluate_element<First, Value, Accuracy, S, C>(x, own.first.data())[0]));
      });
  ParameterArray total = ParameterArray::Zero();
  firsts.add_to(total);
  seconds.add_to(total);
  return total;
}

}  // namespace eigenact

EIGENACT_PACKETS_END
