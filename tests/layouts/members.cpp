// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include "members.hpp"

#include "../registry/catalogue.hpp"
#include "../support/tier.hpp"
#include "pointwise.hpp"

namespace eigenact_test {

namespace {

using namespace eigenact;
using Activation = AnyActivation<float>;

enum class Quantity { Value, Derivative, Backward };

/// One by name. The registry has loops over numbers side by side: of one number, of a register, of
/// as many as there are.
class NamedPointwise final : public Pointwise {
 public:
  NamedPointwise(Activation f, Quantity quantity) : f_(std::move(f)), quantity_(quantity) {}
  float element(const float* x) const override {
    const float* const pointers[] = {x, x + 1};
    float y;
    apply(pointers, &y, 1);
    return y;
  }
  void packet(const float* const* x, float* y) const override {
    apply(x, y, simd::size_of<simd::packet_of<float>>);
  }
  void apply(const float* const* x, float* y, Index size) const override {
    if (quantity_ == Quantity::Value) return f_.apply(x[0], y, size);
    if (quantity_ == Quantity::Derivative) return f_.derivative(x[0], y, size);
    f_.backward(x[0], x[1], y, size);
  }

 private:
  Activation f_;
  Quantity quantity_;
};

template <typename... Formulas>
std::vector<PointwiseMember> named(List<Formulas...>, bool in_blocks) {
  std::vector<PointwiseMember> all;
  for (const std::string_view name : {Formulas::facts.name()...})
    for (PointwiseMember& member : members_of(make_activation<float>(name), in_blocks))
      all.push_back(std::move(member));
  return all;
}

template <typename Formula>
void add_stochastic(std::vector<PointwiseMember>& all) {
  const Stochastic<Formula, float> f;
  const core::Parameters<Formula, float> parameters;
  add<1>(all, f.name() + ", mean", f.mean());
  add<2>(all, f.name(), core::Sampled<Formula, float, core::Value>{parameters});
  add<2>(all, f.name() + ", derivative",
         core::Sampled<Formula, float, core::Derivative>{parameters});
  add<3>(all, f.name() + ", backward", core::SampledChain<Formula, float>{parameters});
}
template <typename... Formulas>
std::vector<PointwiseMember> stochastic(List<Formulas...>) {
  std::vector<PointwiseMember> all;
  (add_stochastic<Formulas>(all), ...);
  return all;
}

template <typename Surrogate>
void add_surrogate(std::vector<PointwiseMember>& all) {
  using Formula = formula::WithSurrogate<formula::BinaryStep, Surrogate>;
  const core::Parameters<Formula, float> parameters;
  add<1>(all, std::string(Surrogate::facts.name()) + ", derivative",
         core::Unary<Formula, float, Fast, core::Derivative>{parameters});
}
template <typename... Surrogates>
void add_surrogates(std::vector<PointwiseMember>& all, List<Surrogates...>) {
  (add_surrogate<Surrogates>(all), ...);
}

template <typename Formula>
void add_lines(std::vector<LinesMember>& all) {
  const std::string name(Formula::facts.name());
  if constexpr (std::is_same_v<Formula, formula::Maxout>) {
    return;
  } else if constexpr (std::is_base_of_v<core::RowwiseFormula, Formula>) {
    const auto p = core::Parameters<Formula, float>().array();
    all.push_back({name, false,
                   [p](const ConstLines& x, const OutLines& y) {
                     Formula::template forward<Fast>(p.data(), x, y);
                   },
                   [p](const ConstLines& x, const ConstLines& g, const OutLines& gx) {
                     Formula::template backward<Fast>(p.data(), x, g, gx);
                   }});
  } else {
    all.push_back(
        {name, true,
         [](const ConstLines& x, const OutLines& y) { Formula::template forward<Fast>(x, y); },
         [](const ConstLines& x, const ConstLines& g, const OutLines& gx) {
           Formula::template backward<Fast>(x, g, gx);
         }});
  }
}
template <typename... Formulas>
std::vector<LinesMember> lines(List<Formulas...>) {
  std::vector<LinesMember> all;
  (add_lines<Formulas>(all), ...);
  return all;
}

}  // namespace

std::vector<PointwiseMember> members_of(const Activation& f, bool in_blocks) {
  const auto member = [&](const char* what, int operands, Quantity quantity) {
    return PointwiseMember{f.name() + what, operands, in_blocks,
                           std::make_shared<const NamedPointwise>(f, quantity)};
  };
  return {member("", 1, Quantity::Value), member(", derivative", 1, Quantity::Derivative),
          member(", backward", 2, Quantity::Backward)};
}
std::vector<PointwiseMember> elementwise_members() { return named(ElementwiseList(), true); }
std::vector<PointwiseMember> basis_members() { return named(BasisList(), false); }

std::vector<PointwiseMember> gated_members() {
  std::vector<PointwiseMember> all;
  for_each_gated([&](auto formula) {
    using Formula = decltype(formula);
    const auto p = GatedUnit<Formula, float>().parameters();
    add<2>(all, std::string(Formula::facts.name()),
           core::GateProduct<Formula, float, Fast>(p.data()));
  });
  return all;
}

std::vector<PointwiseMember> stochastic_members() { return stochastic(StochasticList()); }

std::vector<PointwiseMember> combinator_members() {
  using Inner = Affine<ELU<float>>;
  std::vector<PointwiseMember> all;
  add<1>(all, "affine", Affine<Tanh<float>>());
  add<1>(all, "mixture", Mixture<Inner, LeftRight<ELU<float>, Swish<float>>, Tanh<float>>());
  add<1>(all, "learnable_blend", LearnableBlend<Inner, Tanh<float>>());
  add<1>(all, "left_right", LeftRight<ELU<float>, Swish<float>>());
  add_surrogates(all, SurrogateList());
  return all;
}

std::vector<LinesMember> lines_members() {
  using Few = List<formula::Softmax, formula::LogSumExp, formula::Sparsemax>;
  return lines(std::conditional_t<kFull, RowwiseList, Few>());
}

}  // namespace eigenact_test
