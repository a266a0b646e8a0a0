// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#include <eigenact/core/channelwise.hpp>

#include "../registry/catalogue.hpp"
#include "../support/tier.hpp"
#include "members.hpp"

namespace eigenact_test {

namespace {

using namespace eigenact;

/// A number and a register along a row have the arithmetic of the activation that the row has,
/// which the registry has compiled; here are registers down the rows.
template <typename Formula>
class ChannelsOf final : public Channels {
  using Packet = simd::packet_of<float>;
  using Parameters = core::ChannelParameters<Formula, float>;

 public:
  explicit ChannelsOf(const Parameters& parameters) : f_{parameters.view()} {
    const auto one = make_activation<float>(Formula::facts.name());
    for (Index row = 0; row < parameters.channels(); ++row) {
      rows_.push_back(one);
      rows_.back().set_parameters(parameters.array().row(row).transpose());
    }
  }
  float element(Index row, float x) const override { return of_row(row)(x); }
  void in_channel(Index row, const float* x, float* y) const override {
    of_row(row).apply(x, y, simd::size_of<Packet>);
  }
  void across_channels(Index row, const float* x, float* y) const override {
    Eigen::internal::pstoreu(y, f_.across_channels(row, Eigen::internal::ploadu<Packet>(x)));
  }

 private:
  const AnyActivation<float>& of_row(Index row) const {
    return rows_.at(static_cast<std::size_t>(row));
  }

  core::ChannelUnary<Formula, float, Fast, core::Value, eigenact::Channels::Rows> f_;
  std::vector<AnyActivation<float>> rows_;
};

/// The default parameters, and in every third row some that are not; a whole register of them from
/// any row on, of which a smaller register of the caller takes the first.
template <typename Formula>
std::shared_ptr<const Channels> make(Index rows) {
  const core::Parameters<Formula, float> defaults;
  const Index channels = rows + simd::size_of<simd::packet_of<float>> - 1;
  core::ChannelParameters<Formula, float> parameters(channels, defaults);
  auto values = parameters.array();
  for (Index row = 0; row < channels; row += 3)
    values.row(row) = (defaults.array() * 1.0625f).transpose();
  try {
    parameters.set(values);
  } catch (const std::invalid_argument&) {  // some are whole numbers: then the default ones
  }
  return std::make_shared<const ChannelsOf<Formula>>(parameters);
}

template <typename... Formulas>
void add(std::vector<ChannelsMember>& all, List<Formulas...>) {
  const auto add_one = [&all](auto formula) {
    using Formula = decltype(formula);
    if constexpr (Formula::facts.parameter_count() > 0)
      all.push_back({"channelwise " + std::string(Formula::facts.name()), make<Formula>});
  };
  (add_one(Formulas()), ...);
}

}  // namespace

std::vector<ChannelsMember> channels_members() {
  using Few = List<formula::PReLU, formula::Swish, formula::Hardtanh>;
  std::vector<ChannelsMember> all;
  add(all, std::conditional_t<kFull, ElementwiseList, Few>());
  return all;
}

}  // namespace eigenact_test
