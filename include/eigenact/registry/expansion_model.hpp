// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/registry/loops.hpp>
#include <eigenact/registry/model.hpp>
#include <eigenact/registry/structure.hpp>

namespace eigenact::registry {

/// A basis expansion with its settings: "staf(terms=1, seed=0, init=paper, C1=0.5, ...)".
template <typename Formula, typename S, typename Accuracy>
class ExpansionModel final : public Model<S> {
  using F = Expansion<Formula, S, Accuracy>;
  static constexpr const auto& kSettings = Structure<Formula>::settings;

 public:
  using typename Model<S>::Array;

  ExpansionModel() : ExpansionModel(default_settings()) {}

  void evaluate(Quantity quantity, const S* x, S* y, Eigen::Index size) const override {
    const Input in(x, size);
    if (quantity == Quantity::Value)
      detail::apply(f_, x, y, size);
    else if (quantity == Quantity::Derivative)
      detail::apply(f_.derivative(in).functor(), x, y, size);
    else
      detail::apply(f_.second_derivative(in).functor(), x, y, size);
  }
  void value_and_derivative(const S* x, S* y, S* dy, Eigen::Index size) const override {
    detail::apply(f_.derivative(Input(x, size)).functor(), x, dy, size);
    detail::apply(f_, x, y, size);
  }
  void backward(const S* x, const S* gradient, S* gx, Eigen::Index size) const override {
    const auto derivative = [this](const S* in, S* out, Eigen::Index some) {
      evaluate(Quantity::Derivative, in, out, some);
    };
    detail::backward(derivative, x, gradient, gx, size);
  }
  Array parameter_gradient(const S* x, const S* gradient, Eigen::Index size) const override {
    return f_.parameter_gradient(Input(x, size), Input(gradient, size));
  }

  std::string_view name() const override { return Formula::facts.name(); }
  std::string formula() const override { return f_.formula(); }
  std::string reference() const override { return f_.reference(); }
  std::vector<std::string> parameter_names() const override { return f_.parameter_names(); }
  Array parameters() const override { return f_.parameters(); }
  std::shared_ptr<const Model<S>> with_parameters(const Array& values) const override {
    auto changed = std::make_shared<ExpansionModel>(*this);
    changed->f_.set_parameters(values);
    return changed;
  }

  /// Settings make the parameters anew; parameters follow.
  std::shared_ptr<const Model<S>> with_arguments(
      const std::vector<Argument>& arguments) const override {
    std::vector<Argument> settings, rest;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      const std::string& key = arguments[i].name;
      const bool is_setting =
          key.empty() ? i < kSettings.size() : setting_of(key) != kSettings.end();
      (is_setting ? settings : rest).push_back(arguments[i]);
    }
    auto changed = std::make_shared<ExpansionModel>(settings.empty() ? *this : with(settings));
    std::vector<std::string> all = setting_names(), names = changed->parameter_names();
    all.insert(all.end(), names.begin(), names.end());
    for (const Argument& argument : rest)
      if (!argument.name.empty()) place_of(std::string(name()), all, argument.name);
    Array values = changed->parameters();
    set_from<S>(std::string(name()), names, rest, values);
    changed->f_.set_parameters(values);
    return changed;
  }

  std::string to_string() const override {
    std::string text;
    for (std::size_t i = 0; i < kSettings.size(); ++i) {
      const auto choices = split(kSettings[i].choices, ',');
      const auto chosen = static_cast<std::size_t>(choices.empty() ? 0 : settings_[i]);
      text += std::string(kSettings[i].name) + "=" +
              (choices.empty() ? to_text(settings_[i]) : std::string(choices[chosen])) + ", ";
    }
    return call_text(name(), text + arguments_text(parameter_names(), parameters()));
  }

 private:
  using Input = Eigen::Map<const Array>;
  using Settings = std::array<double, kSettings.size()>;

  explicit ExpansionModel(const Settings& settings)
      : settings_(settings), f_(Structure<Formula>::make(settings.data())) {}

  static Settings default_settings() {
    Settings values{};
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = kSettings[i].value;
    return values;
  }
  static auto setting_of(const std::string& key) {
    return std::find_if(kSettings.begin(), kSettings.end(), [&](const Setting& setting) {
      return normalized(setting.name) == normalized(key);
    });
  }
  static std::vector<std::string> setting_names() {
    std::vector<std::string> names;
    for (const Setting& setting : kSettings) names.emplace_back(setting.name);
    return names;
  }

  /// The same basis with some settings changed, and the parameters that they start with.
  ExpansionModel with(std::vector<Argument> arguments) const {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      const Setting& setting =
          arguments[i].name.empty() ? kSettings[i] : *setting_of(arguments[i].name);
      choose(setting, arguments[i]);
    }
    struct Values {
      Settings numbers;
      double& operator[](Eigen::Index i) { return numbers[static_cast<std::size_t>(i)]; }
    } values{settings_};
    set_from<double>(std::string(name()), setting_names(), arguments, values);
    return ExpansionModel(values.numbers);
  }

  /// Checks one setting, and replaces a text by its number.
  static void choose(const Setting& setting, Argument& argument) {
    const auto fail = [&](const std::string& due) {
      core::reject(Formula::facts.name(), std::string(setting.name) + " must be " + due +
                                              ", got \"" + argument.value + "\"");
    };
    const auto choices = split(setting.choices, ',');
    const auto chosen = std::find_if(choices.begin(), choices.end(), [&](std::string_view text) {
      return normalized(text) == normalized(argument.value);
    });
    if (!choices.empty()) {
      if (chosen == choices.end()) fail(alternatives({choices.begin(), choices.end()}));
      argument.value = std::to_string(chosen - choices.begin());
    }
    double value = 0;
    if (setting.is_whole && (!from_text(argument.value, value) || value != std::floor(value)))
      fail("a whole number");
  }

  Settings settings_;
  F f_;
};

}  // namespace eigenact::registry
