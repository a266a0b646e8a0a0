// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// One row-wise activation, compiled once for each: EIGENACT_HEADER is its header,
// EIGENACT_ACTIVATION its type.
#include EIGENACT_HEADER

#include "family_subjects.hpp"

namespace eigenact_test {
namespace {

using Formula = eigenact::formula::EIGENACT_ACTIVATION;
const std::string kName(Formula::facts.name());

/// The activation for lines of length n.
template <typename S, typename Accuracy>
auto activation(Index n, double parameter) {
  using Activation = eigenact::EIGENACT_ACTIVATION<S, Accuracy>;
  static_cast<void>(n);
  static_cast<void>(parameter);
  if constexpr (Formula::facts.name() == "maxout")
    return Activation(static_cast<Index>(maxout_pieces(static_cast<std::size_t>(n))));
  else if constexpr (Formula::facts.parameter_count() == 1)
    return Activation(static_cast<S>(parameter));
  else
    return Activation();
}

template <typename S, typename Accuracy>
Member member() {
  Member m =
      member_of(kName, type_text<S, Accuracy>(), format<S>(),
                std::is_same_v<Accuracy, eigenact::Precise>, Formula::facts.parameter_count() == 1);
  m.forward = [](const Table& x, Layout, double parameter) {
    const auto f = activation<S, Accuracy>(x.rows, parameter);
    return table(Columns<S>(f.colwise(columns<S>(x))));
  };
  m.backward = [](const Table& taken, const Table& g, Layout, double parameter) {
    const auto f = activation<S, Accuracy>(taken.rows, parameter);
    return table(Columns<S>(f.colwise_backward(columns<S>(taken), columns<S>(g))));
  };
  return m;
}

std::vector<Row> rows(const FamilySizes& sizes) {
  return rows_of_lines({member<float, eigenact::Fast>(), member<float, eigenact::Precise>(),
                        member<double, eigenact::Fast>(), member<double, eigenact::Precise>()},
                       sizes);
}

[[maybe_unused]] const bool added =
    (family_activations()[kName] = FamilyActivation{"rowwise", rows}, true);

}  // namespace
}  // namespace eigenact_test
