// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/core/rowwise.hpp>
#include <memory>

#include "../runner.hpp"

// The rows of an activation of vectors: of the columns, 1024 numbers each, and of the rows of the
// same matrix.

namespace eigenact::bench {

inline constexpr Eigen::Index kColumn = 1024;

template <typename S>
Eigen::Map<const Eigen::ArrayXX<S>> columns_of_x(const Operands& o) {
  return {o.x<S>().data(), kColumn, o.size / kColumn};
}
/// An array of the shape of a result, which may have fewer elements than x.
template <typename S, typename Result>
Eigen::Map<const Eigen::ArrayXX<S>> gradient_like(const Result& result, const Operands& o) {
  return {o.gradient<S>().data(), result.rows(), result.cols()};
}

struct AlongColumns {
  static constexpr Operation forward{"forward_colwise", 2}, backward{"backward_colwise", 3};
  template <typename F, typename X>
  static auto value(const F& f, const X& x) {
    return f.colwise(x);
  }
  template <typename F, typename Y, typename G>
  static auto gradient(const F& f, const Y& y, const G& g) {
    return f.colwise_backward(y, g);
  }
};
struct AlongRows {
  static constexpr Operation forward{"forward_rowwise", 2}, backward{"backward_rowwise", 3};
  template <typename F, typename X>
  static auto value(const F& f, const X& x) {
    return f.rowwise(x);
  }
  template <typename F, typename Y, typename G>
  static auto gradient(const F& f, const Y& y, const G& g) {
    return f.rowwise_backward(y, g);
  }
};

/// Whether backward() takes x, not y = f(x), though both have the same shape.
inline bool goes_back_from_x(const std::string& name) {
  return name == "poly_norm" || name == "standardize";
}

template <typename Direction, typename F, typename S, typename Accuracy>
void add_direction(const std::string& name, const std::shared_ptr<const F>& f) {
  using Array = Eigen::ArrayXX<S>;
  const Prepare value = [f](const Operands& operands) -> Kernel {
    const Array result = Direction::value(*f, columns_of_x<S>(operands));
    return [f, rows = result.rows(), cols = result.cols()](const Operands& o) {
      const auto x = columns_of_x<S>(o);
      Eigen::Map<Array>(o.y<S>().data(), rows, cols) = Direction::value(*f, x);
    };
  };
  const Prepare slope = [f](const Operands& operands) -> Kernel {
    const auto input = columns_of_x<S>(operands);
    const auto saved = std::make_shared<Array>(Direction::value(*f, input));
    const auto gradient = gradient_like<S>(*saved, operands);
    if (saved->size() != input.size() || goes_back_from_x(f->name())) *saved = input;
    return [f, saved, gradient](const Operands& o) {
      Eigen::Map<Array>(o.y<S>().data(), kColumn, o.size / kColumn) =
          Direction::gradient(*f, *saved, gradient);
    };
  };
  rows().push_back(
      {"rowwise", name, Direction::forward, scalar_type<S>, tier<Accuracy>, nullptr, value});
  rows().push_back(
      {"rowwise", name, Direction::backward, scalar_type<S>, tier<Accuracy>, nullptr, slope});
}

template <typename F, typename S, typename Accuracy>
void add_both_directions(const std::string& name, const F& activation) {
  const auto f = std::make_shared<const F>(activation);
  add_direction<AlongColumns, F, S, Accuracy>(name, f);
  add_direction<AlongRows, F, S, Accuracy>(name, f);
}

template <typename F, typename = void>
inline constexpr bool has_one_parameter = false;
template <typename F>
inline constexpr bool has_one_parameter<F, std::void_t<decltype(F::parameter_count)>> =
    F::parameter_count == 1;

template <typename F, typename S, typename Accuracy>
void add_rowwise_tier() {
  add_both_directions<F, S, Accuracy>(F::name(), F());
  // A temperature of 1 costs nothing.
  if constexpr (has_one_parameter<F>)
    if (F::parameter_names()[0] == "temperature")
      add_both_directions<F, S, Accuracy>(F::name() + "(1.5)", F(static_cast<S>(1.5f)));
}

template <template <typename, typename> class F, typename S>
bool add_rowwise() {
  add_rowwise_tier<F<S, Fast>, S, Fast>();
  add_rowwise_tier<F<S, Precise>, S, Precise>();
  return true;
}

}  // namespace eigenact::bench
