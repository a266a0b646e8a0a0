// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/registry/constrained_form.hpp>

// Activations whose type is known as texts, and back.

namespace eigenact {
namespace registry {

/// The activation with the settings and parameters that a text gives: settings make the parameters
/// anew, parameters follow.
/// @throws std::invalid_argument if they are not named so, or inadmissible.
template <typename F>
F with_arguments(const F& f, const std::vector<Argument>& given) {
  using Told = Form<F>;
  Arguments arguments(Told::name(), Told::settings(), given);
  F changed = arguments.have_settings() ? Told::make(arguments.settings(Told::values(f))) : f;
  Numbers<Compute<F>> numbers = Told::start(changed);
  if (arguments.read(Told::parameter_names(changed), Told::has_rows, numbers))
    Told::set(changed, numbers, arguments.texts());
  return changed;
}

/// All that the activation is.
template <typename F>
Description describe(const F& f) {
  using Told = Form<F>;
  return {Told::name(), written(Told::settings(), Told::values(f)),
          written(Told::parameter_names(f), Told::numbers(f), Told::has_rows)};
}

/// @throws std::invalid_argument if it is another activation, or one made of others.
template <typename F>
F make(const Call& call) {
  require_name(call, Form<F>::name(), Form<F>::name_without_parts());
  return with_arguments(Form<F>::initial(), call.arguments);
}

}  // namespace registry

/// The activation as a text with every setting and every parameter, exactly:
/// "leaky_relu(negative_slope=0.2)", "mixture[relu, tanh](logit1=0, logit2=1)",
/// "channelwise[prelu](a=[0.25, 0.1])". The accuracy is not told: it belongs to the program.
/// @tparam F  any class of activations
/// @throws std::invalid_argument of a seed above 2^53, which no text holds.
template <typename F, std::enable_if_t<registry::has_form<F>, int> = 0>
std::string to_string(const F& f) {
  return registry::to_text(registry::describe(f));
}

/// The activation of a type from its text: read<LeakyReLU<float>>("leaky_relu(0.2)"). What is left
/// out has its default.
/// @throws std::invalid_argument in one sentence: another activation, one made of other ones, a
///     setting or parameter that is not there, no number, or not admissible.
template <typename F, std::enable_if_t<registry::has_form<F>, int> = 0>
F read(std::string_view text) {
  return registry::make<F>(registry::parse(text));
}

}  // namespace eigenact
