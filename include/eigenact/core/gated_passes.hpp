// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/gated.hpp>

// The members of GatedUnit that make their own pass over the data.

EIGENACT_PACKETS_BEGIN

namespace eigenact {

namespace core {

inline constexpr int half_of(int rows) { return rows == Eigen::Dynamic ? rows : rows / 2; }

/// {gz g(b) f'(a), gz f(a) g'(b)} from {f(a), f'(a)} and {g(b), g'(b)}.
template <typename V>
EIGENACT_INLINE std::array<V, 2> gate_gradients(const V& gz, const std::array<V, 2>& f,
                                                const std::array<V, 2>& g) {
  return {rounded_product(rounded_product(gz, g[0]), f[1]),
          rounded_product(rounded_product(gz, f[0]), g[1])};
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

/// The sums of both factors, of which each is weighted by the other.
template <typename Formula, typename S>
class GateSums {
  using C = ComputeScalar<S>;
  FactorSums<typename Formula::First, 0, S> firsts_;
  FactorSums<typename Formula::Second, second_from<Formula>, S> seconds_;

 public:
  explicit GateSums(const S* parameters) : firsts_(parameters), seconds_(parameters) {}

  /// From a, b, the gradient to z, f(a) and g(b).
  template <typename V>
  EIGENACT_INLINE void add_packet(const V& a, const V& b, const V& gz, const V& f, const V& g) {
    firsts_.add_packet(a, gz * g);
    seconds_.add_packet(b, gz * f);
  }
  EIGENACT_INLINE void add(const C& a, const C& b, const C& gz, const C& f, const C& g) {
    firsts_.add(a, rounded_product(gz, g));
    seconds_.add(b, rounded_product(gz, f));
  }
  auto total() const {
    Eigen::Array<S, Formula::facts.parameter_count(), 1> result =
        Eigen::Array<S, Formula::facts.parameter_count(), 1>::Zero();
    firsts_.add_to(result);
    seconds_.add_to(result);
    return result;
  }
};

/// What a pass without parameters does in place of GateSums.
struct NoGateSums {
  template <typename... V>
  EIGENACT_INLINE void add_packet(const V&...) const {}
  template <typename... V>
  EIGENACT_INLINE void add(const V&...) const {}
};

}  // namespace core

template <typename Formula, typename S, typename Accuracy>
template <typename A, typename B, typename G, typename GA, typename GB>
void GatedUnit<Formula, S, Accuracy>::backward(const Eigen::DenseBase<A>& a,
                                               const Eigen::DenseBase<B>& b,
                                               const Eigen::DenseBase<G>& gz, GA&& ga,
                                               GB&& gb) const {
  core::check_results<GA, GB>();
  core::NoGateSums sums;
  differentiate(a.derived(), b.derived(), gz.derived(), ga.derived(), gb.derived(), sums);
}

template <typename Formula, typename S, typename Accuracy>
template <typename A, typename B, typename G, typename GA, typename GB, typename GP>
void GatedUnit<Formula, S, Accuracy>::backward(const Eigen::DenseBase<A>& a,
                                               const Eigen::DenseBase<B>& b,
                                               const Eigen::DenseBase<G>& gz, GA&& ga, GB&& gb,
                                               GP&& gp) const {
  check_parameters();
  core::check_results<GA, GB, GP>();
  core::check_scalars<S, std::remove_reference_t<GP>>();
  core::require_parameter_fit(Formula::facts.name(), parameter_count, gp);
  core::GateSums<Formula, S> sums(parameters_.data());
  differentiate(a.derived(), b.derived(), gz.derived(), ga.derived(), gb.derived(), sums);
  core::assign_parameters(gp, sums.total());
}

template <typename Formula, typename S, typename Accuracy>
template <typename A, typename B, typename G, typename ToA, typename ToB, typename Sums>
void GatedUnit<Formula, S, Accuracy>::differentiate(const A& a, const B& b, const G& gz, ToA& ga,
                                                    ToB& gb, Sums& sums) const {
  using namespace core;
  check_scalars<S, A, B, G, ToA, ToB>();
  const auto name = Formula::facts.name();
  require_same_shape(name, "B", a, b);
  require_same_shape(name, "the gradient", a, gz);
  require_fit(name, "the gradient to A", a, ga);
  require_fit(name, "the gradient to B", a, gb);
  const auto again = [&](const auto&... copies) { differentiate(copies..., ga, gb, sums); };
  if (ran_on_copies(std::tie(ga, gb), again, a, b, gz)) return;
  resize_like(name, "the gradient to A", a, ga);
  resize_like(name, "the gradient to B", a, gb);
  EvaluatorOf<A> as(a);
  EvaluatorOf<B> bs(b);
  EvaluatorOf<G> gs(gz);
  EvaluatorOf<ToA> to_a(ga);
  EvaluatorOf<ToB> to_b(gb);
  using C = ComputeScalar<S>;
  const Product own(parameters_.data());
  run_with<First, ValueAndDerivative, Accuracy>(own.first, [&](const auto& first) {
    const auto second = own.second;
    traverse<A, B, G>(
        a,
        [&](auto row, auto col) {
          using Packet = simd::packet_of<S>;
          constexpr auto mode = Eigen::Unaligned;
          const auto x = computed(as.template packet<mode, Packet>(row, col));
          const auto y = computed(bs.template packet<mode, Packet>(row, col));
          const auto g = computed(gs.template packet<mode, Packet>(row, col));
          const auto u = evaluate_register<First, ValueAndDerivative, Accuracy>(x, first.data());
          const auto v = evaluate_register<Second, ValueAndDerivative, Accuracy>(y, second.data());
          const auto result = gate_gradients(g, u, v);
          sums.add_packet(x, y, g, u[0], v[0]);
          write_register<A, ToA>(to_a, row, col, stored<Packet>(result[0]));
          write_register<A, ToB>(to_b, row, col, stored<Packet>(result[1]));
        },
        [&](Eigen::Index row, Eigen::Index col) {
          const S x = as.coeff(row, col), y = bs.coeff(row, col);
          const C g = static_cast<C>(gs.coeff(row, col));
          const auto u =
              evaluate_element<First, ValueAndDerivative, Accuracy, S, C>(x, first.data());
          const auto v =
              evaluate_element<Second, ValueAndDerivative, Accuracy, S, C>(y, second.data());
          const auto result = gate_gradients(g, u, v);
          sums.add(static_cast<C>(x), static_cast<C>(y), g, u[0], v[0]);
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
  require_halves(x, gz);
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
template <typename X, typename G, typename GX, typename GP>
void GatedUnit<Formula, S, Accuracy>::backward(const Eigen::DenseBase<X>& x,
                                               const Eigen::DenseBase<G>& gz, GX&& x_result,
                                               GP&& gp) const {
  check_parameters();
  core::check_results<GX, GP>();
  auto& gx = x_result.derived();  // a segment is a block
  core::check_scalars<S, X, G, std::remove_reference_t<decltype(gx)>>();
  const auto name = Formula::facts.name();
  require_halves(x, gz);
  core::require_fit(name, "the gradient of x", x, gx);
  core::require_parameter_fit(name, parameter_count, gp);
  const core::Conflict conflict(gx);
  if (conflict.with(x.derived()) || conflict.with(gz.derived(), core::Reads::Anywhere))
    return backward(typename X::PlainObject(x), typename G::PlainObject(gz), gx, gp);
  core::resize_like(name, "the gradient of x", x, gx);
  const typename Eigen::internal::nested_eval<X, 2>::type values(x.derived());
  const Eigen::Index half = values.rows() / 2;
  backward(values.topRows(half), values.bottomRows(half), gz, gx.topRows(half), gx.bottomRows(half),
           gp);
}

template <typename Formula, typename S, typename Accuracy>
template <typename A, typename B, typename G>
auto GatedUnit<Formula, S, Accuracy>::parameter_gradient(const Eigen::DenseBase<A>& a,
                                                         const Eigen::DenseBase<B>& b,
                                                         const Eigen::DenseBase<G>& gz) const
    -> ParameterArray {
  using namespace core;
  check_parameters();
  check_scalars<S, A, B, G>();
  require_same_shape(Formula::facts.name(), "B", a, b);
  require_same_shape(Formula::facts.name(), "the gradient", a, gz);
  EvaluatorOf<A> as(a.derived());
  EvaluatorOf<B> bs(b.derived());
  EvaluatorOf<G> gs(gz.derived());
  using C = ComputeScalar<S>;
  const Product own(parameters_.data());
  GateSums<Formula, S> sums(parameters_.data());
  traverse<A, B, G>(
      a.derived(),
      [&](auto row, auto col) {
        using Packet = simd::packet_of<S>;
        const auto x = computed(as.template packet<Eigen::Unaligned, Packet>(row, col));
        const auto y = computed(bs.template packet<Eigen::Unaligned, Packet>(row, col));
        const auto g = computed(gs.template packet<Eigen::Unaligned, Packet>(row, col));
        sums.add_packet(x, y, g, evaluate_register<First, Value, Accuracy>(x, own.first.data())[0],
                        evaluate_register<Second, Value, Accuracy>(y, own.second.data())[0]);
      },
      [&](Eigen::Index row, Eigen::Index col) {
        const S x = as.coeff(row, col), y = bs.coeff(row, col);
        sums.add(static_cast<C>(x), static_cast<C>(y), static_cast<C>(gs.coeff(row, col)),
                 evaluate_element<First, Value, Accuracy, S, C>(x, own.first.data())[0],
                 evaluate_element<Second, Value, Accuracy, S, C>(y, own.second.data())[0]);
      });
  return sums.total();
}

}  // namespace eigenact

EIGENACT_PACKETS_END
