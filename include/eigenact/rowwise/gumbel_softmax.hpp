// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/philox.hpp>
#include <eigenact/rowwise/softmax.hpp>

namespace eigenact {

namespace formula {

/// Gumbel-softmax: the softmax of (x + noise) / temperature, noise drawn from the Gumbel
/// distribution: a differentiable draw from the categories that softmax(x) weighs.
/// @param temperature  positive, 1 by default.
/// Source: Jang, Gu & Poole 2017, arXiv:1611.01144; Maddison, Mnih & Teh 2017, arXiv:1611.00712.
struct GumbelSoftmax : Softmax {
  static constexpr Facts facts =
      Facts("gumbel_softmax")
          .formula("exp((x_i + noise_i) / temperature) / sum_j exp((x_j + noise_j) / temperature)")
          .reference("Jang, Gu & Poole 2017, arXiv:1611.01144")
          .parameter("temperature", 1, positive)
          .also_called("concrete")
          .found_in("PyTorch");
  static constexpr bool takes_mask = false, takes_sinks = false;
};

}  // namespace formula

/// Softmax of noisy vectors: noise = f.sample(rows, cols, seed) depends on the seed and the
/// position only; y = f.colwise(X, noise) draws, f.colwise(X) is the softmax without noise. A hard
/// draw is Hardmax of y, to which y and backward(y, gradient) are the straight-through gradient.
template <typename S, typename Accuracy = Fast>
class GumbelSoftmax : public Rowwise<formula::GumbelSoftmax, S, Accuracy> {
  using Base = Rowwise<formula::GumbelSoftmax, S, Accuracy>;

 public:
  using Base::Base;
  using Base::operator(), Base::colwise, Base::rowwise;

  /// rows x cols numbers of the standard Gumbel distribution, between -3.7 and 37.5, as an
  /// expression: evaluate it where it is used more than once.
  static auto sample(Eigen::Index rows, Eigen::Index cols, std::uint64_t seed) {
    return core::samples<S>(rows, cols, seed, [](const Philox& generator, std::uint64_t index) {
      using Lane = simd::Lane<double, Grade::Double>;
      const double chance = std::max(generator.uniform(index), 0x1p-54);  // not 0
      const Lane exponential = -math::log1p(Lane(-chance));
      return static_cast<S>(static_cast<core::ComputeScalar<S>>((-math::log(exponential)).first()));
    });
  }

  /// @throws std::invalid_argument if the shapes differ.
  template <typename X, typename N>
  auto operator()(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<N>& noise) const {
    return Base::operator()(sum(x, noise));
  }
  template <typename X, typename N>
  auto colwise(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<N>& noise) const {
    return Base::colwise(sum(x, noise));
  }
  template <typename X, typename N>
  auto rowwise(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<N>& noise) const {
    return Base::rowwise(sum(x, noise));
  }

 private:
  template <typename X, typename N>
  static auto sum(const Eigen::DenseBase<X>& x, const Eigen::DenseBase<N>& noise) {
    core::require_same_shape(formula::GumbelSoftmax::facts.name(), "the noise", x, noise);
    if constexpr (std::is_base_of_v<Eigen::ArrayBase<X>, X>)
      return x.derived() + noise.derived().array();
    else
      return (x.derived().array() + noise.derived().array()).matrix();
  }
};

EIGENACT_APPEND(rowwise_list, formula::GumbelSoftmax);
template <>
inline constexpr std::string_view rowwise_type_name<formula::GumbelSoftmax> = "GumbelSoftmax";

}  // namespace eigenact
