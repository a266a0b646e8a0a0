// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
#pragma once

#include <eigenact/registry/form.hpp>

// "constrained[snake, exp_above](alpha_lower=0, alpha=1.5, alpha_free=0.4054651)": the parameters
// of the activation, and the free ones. One of the two is enough to read it.

namespace eigenact::registry {

/// What a map from free numbers to parameters is called, and what it consists of.
template <typename Map>
struct MapForm;
template <>
struct MapForm<Unconstrained> {
  static constexpr std::string_view name = "unconstrained";
  static std::vector<Setting> settings() { return {}; }
  static std::vector<double> values(const Unconstrained&) { return {}; }
  static Unconstrained make(const Settings&, std::size_t) { return {}; }
};
template <typename Map>
struct LowerForm {
  static std::vector<Setting> settings() { return {real_setting("lower")}; }
  static std::vector<double> values(const Map& map) { return {map.lower}; }
  static Map make(const Settings& s, std::size_t at) { return {s[at].front()}; }
};
template <>
struct MapForm<ExpAbove> : LowerForm<ExpAbove> {
  static constexpr std::string_view name = "exp_above";
};
template <>
struct MapForm<SoftplusAbove> : LowerForm<SoftplusAbove> {
  static constexpr std::string_view name = "softplus_above";
};
template <>
struct MapForm<SigmoidBetween> {
  static constexpr std::string_view name = "sigmoid_between";
  static std::vector<Setting> settings() { return {real_setting("lower"), real_setting("upper")}; }
  static std::vector<double> values(const SigmoidBetween& map) { return {map.lower, map.upper}; }
  static SigmoidBetween make(const Settings& s, std::size_t at) {
    return {s[at].front(), s[at + 1].front()};
  }
};

template <typename Inner, typename... Maps>
struct Form<Constrained<Inner, Maps...>> {
  using F = Constrained<Inner, Maps...>;
  using Scalar = typename F::Scalar;
  using Values = typename F::ParameterArray;
  using Both = Numbers<Compute<F>>;  // the parameters of the activation, then the free ones
  using Indices = std::make_index_sequence<sizeof...(Maps)>;
  static constexpr bool has_rows = Form<Inner>::has_rows;
  static constexpr std::size_t count = sizeof...(Maps);

  static std::string name() {
    std::string text = "constrained[" + Form<Inner>::name();
    ((text += ", " + std::string(MapForm<Maps>::name)), ...);
    return text + "]";
  }
  static std::string name_without_parts() { return "constrained"; }

  static std::vector<Setting> settings() {
    const std::vector<std::string> names = own_names();
    std::vector<Setting> all;
    std::size_t parameter = 0;
    const auto add = [&](const std::vector<Setting>& settings) {
      for (Setting setting : settings) {
        setting.name = names[parameter] + "_" + setting.name;
        all.push_back(setting);
      }
      ++parameter;
    };
    (add(MapForm<Maps>::settings()), ...);
    return all;
  }
  static Settings values(const F& f) { return values(f, Indices()); }
  static F initial() { return with_maps(Maps()...); }
  static F make(const Settings& settings) {
    std::size_t at = 0;
    const auto next = [&](auto form) {
      const std::size_t begin = std::exchange(at, at + form.settings().size());
      return form.make(settings, begin);
    };
    const std::tuple<Maps...> maps{next(MapForm<Maps>())...};  // braces: in this order
    return std::apply(with_maps, maps);
  }

  static std::vector<std::string> parameter_names(const F&) {
    std::vector<std::string> names = own_names();
    for (std::size_t i = 0; i < count; ++i) names.push_back(names[i] + "_free");
    return names;
  }
  static Both numbers(const F& f) {
    const auto rows = has_rows ? static_cast<std::size_t>(f.parameters().rows()) : 1;
    return joined(numbers_of(f.activation().parameters(), rows), numbers_of(f.parameters(), rows));
  }
  static Both start(const F& f) {
    const Both numbers = Form<Inner>::start(f.activation());
    return joined(numbers, numbers);
  }
  static void set(F& f, Both numbers, const Texts& texts) {
    complete(f, numbers, texts, Indices());
    const std::size_t half = numbers.values.size() / 2;
    Both own{numbers.rows, {numbers.values.begin(), numbers.values.begin() + std::ptrdiff_t(half)}};
    Inner inner = f.activation();
    Form<Inner>::set(inner, own, {});
    Values free = inner.parameters();
    copy(numbers.values.data() + half, free.data(), free.size());
    f = std::apply([&](const Maps&... map) { return F::of(inner, free, map...); }, f.maps());
  }

 private:
  static F with_maps(const Maps&... maps) {
    const Inner inner = Form<Inner>::initial();
    return F::of(inner, inner.parameters(), maps...);
  }
  static std::vector<std::string> own_names() { return distinct(Inner::parameter_names()); }
  static Both joined(Both numbers, const Both& more) {
    numbers.values.insert(numbers.values.end(), more.values.begin(), more.values.end());
    return numbers;
  }
  template <std::size_t... Is>
  static Settings values(const F& f, std::index_sequence<Is...>) {
    Settings all;
    const auto add = [&](const std::vector<double>& values) {
      for (const double value : values) all.push_back({value});
    };
    (add(MapForm<Maps>::values(std::get<Is>(f.maps()))), ...);
    return all;
  }
  template <std::size_t... Is>
  static void complete(const F& f, Both& numbers, const Texts& texts, std::index_sequence<Is...>) {
    (complete(std::get<Is>(f.maps()), Is, numbers, texts), ...);
  }
  /// Makes the one that isn't given of the other; both must belong together.
  template <typename Map>
  static void complete(const Map& map, std::size_t i, Both& numbers, const Texts& texts) {
    const auto rounded = [](double x) { return static_cast<Compute<F>>(static_cast<Scalar>(x)); };
    for (std::size_t row = 0; row < numbers.rows; ++row) {
      auto& own = numbers.values[i * numbers.rows + row];
      auto& free = numbers.values[(i + count) * numbers.rows + row];
      if (texts[i + count] == nullptr) free = rounded(map.free(static_cast<double>(own)));
      if (texts[i] == nullptr && texts[i + count] != nullptr)
        own = rounded(map.value(static_cast<double>(free)));
      const double u = static_cast<double>(free), p = static_cast<double>(own), q = map.value(u);
      const double unit = 16 * static_cast<double>(Eigen::NumTraits<Scalar>::epsilon());
      const double bound = unit * (std::abs(p) + std::abs(q) + std::abs(u) * map.slope(u));
      if (!(std::abs(u) <= kLargest) || !(std::abs(p - q) <= bound))
        core::raise(name() + ": " + own_names()[i] + " = " + to_text(p) +
                    " is not what its map makes of " + to_text(u));
    }
  }
};

}  // namespace eigenact::registry
