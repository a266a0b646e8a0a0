// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// Prints docs/activations.md: every activation of every family, from its facts.
#include <eigenact/eigenact.hpp>
#include <iostream>
#include <map>
#include <string>

namespace {

struct Library {
  char mark;
  std::string_view name;
};

constexpr Library kLibraries[] = {
    {'P', "PyTorch"},      {'K', "Keras"},     {'J', "JAX"},    {'O', "ONNX"},  {'D', "oneDNN"},
    {'X', "XNNPACK"},      {'G', "ggml"},      {'M', "mlpack"}, {'N', "NNlib"}, {'T', "timm"},
    {'H', "Hugging Face"}, {'A', "TF Addons"}, {'C', "cuDNN"}};

/// Another name, and what it means here.
std::multimap<std::string, std::string> other_names;

// A vertical bar ends a cell.
std::string cell(std::string_view text) {
  std::string escaped;
  for (char c : text) escaped += c == '|' ? std::string("\\|") : std::string(1, c);
  return escaped;
}

template <typename Visitor>
void for_each_part(std::string_view list, Visitor&& visit) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    visit(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
    list.remove_prefix(std::min(list.find_first_not_of(' '), list.size()));
  }
}

bool has(std::string_view list, std::string_view wanted) {
  bool found = false;
  for_each_part(list, [&](std::string_view part) { found = found || part == wanted; });
  return found;
}

void print_name(std::string_view type, const eigenact::Facts& facts) {
  std::cout << "| " << (type.empty() ? "" : "`" + std::string(type) + "`<br>") << '`'
            << facts.name() << '`';
  for_each_part(facts.aliases(), [&](std::string_view alias) {
    const std::string_view other = alias.substr(0, alias.find('('));  // the rest are parameters
    std::cout << "<br>" << other;
    other_names.emplace(other, std::string(facts.name()) + std::string(alias.substr(other.size())));
  });
}

void print_parameters(const eigenact::Facts& facts) {
  for (int i = 0; i < facts.parameter_count(); ++i) {
    const eigenact::Parameter& p = facts.parameter(i);
    std::cout << (i > 0 ? ", " : "") << '`' << p.name << " = " << p.value << '`';
    if (p.interval.text != eigenact::formula::finite.text)
      std::cout << " (" << p.interval.text << ")";
  }
}

void print_kinks(const eigenact::Facts& facts) {
  for (int i = 0; i < facts.kink_count(); ++i)
    std::cout << (i > 0 ? ", " : "") << "f'(" << cell(facts.kink(i).at)
              << ") = " << cell(facts.kink(i).derivative);
}

std::string marks(const eigenact::Facts& facts) {
  std::string text;
  for (const Library& library : kLibraries)
    text += has(facts.libraries(), library.name) ? library.mark : '-';
  return text;
}

void print_row(std::string_view type, const eigenact::Facts& facts) {
  print_name(type, facts);
  std::cout << " | `" << cell(facts.formula()) << '`';
  if (!facts.defined_from().empty()) std::cout << " from x = " << facts.defined_from();
  std::cout << " | ";
  print_parameters(facts);
  std::cout << " | ";
  print_kinks(facts);
  std::cout << " | `" << marks(facts) << "` | " << cell(facts.reference()) << " |\n";
}

/// The name of the type that a formula is for, in families that keep it elsewhere.
struct Usual {
  template <typename Formula>
  static constexpr std::string_view type = eigenact::type_name<Formula>;
};
struct Gate {
  template <typename Formula>
  static constexpr std::string_view type = eigenact::gated_type_name<Formula>;
};
struct Row {
  template <typename Formula>
  static constexpr std::string_view type = eigenact::rowwise_type_name<Formula>;
};

/// A family: the list of its formulas, each with its facts. The list has the order of the includes,
/// the page that of the alphabet.
template <typename Names = Usual, typename... Formulas>
void print_family(const char* title, const char* about, eigenact::List<Formulas...>) {
  std::cout << "\n## " << title << " (" << sizeof...(Formulas) << ")\n\n"
            << about
            << "\n\n| type, name, other names | formula | parameters and defaults | derivative at "
               "kinks | found in | source |\n|---|---|---|---|---|---|\n";
  std::map<std::string_view, std::pair<std::string_view, const eigenact::Facts*>> rows;
  (rows.emplace(Formulas::facts.name(),
                std::pair(Names::template type<Formulas>, &Formulas::facts)),
   ...);
  for (const auto& [name, row] : rows) print_row(row.first, *row.second);
}

void print_head() {
  std::cout
      << "# Activations\n\n"
         "Written by `cmake --build build/dev --target docs` from the facts in the headers. The "
         "formula is also what the tests evaluate in MPFR as the reference. Under the type stand "
         "the name by which `make_activation` knows it and the names it has elsewhere; case, "
         "dashes, underscores and blanks do not matter.\n\nFound in: ";
  for (const Library& library : kLibraries)
    std::cout << (library.mark == 'P' ? "" : ", ") << '`' << library.mark << "` " << library.name;
  std::cout << ".\n";
}

void print_other_names() {
  std::cout << "\n## Other names\n\n";
  const char* separator = "";
  for (const auto& [other, name] : other_names) {
    std::cout << separator << other << " = `" << name << '`';
    separator = ",\n";
  }
  std::cout << ".\n";
}

}  // namespace

int main() {
  print_head();
  print_family("Elementwise", "`Type<Scalar, Accuracy> f(parameters...)`, and by name.",
               eigenact::ElementwiseList());
  print_family("Basis expansions", "Trained coefficients, their number given at run time.",
               eigenact::BasisList());
  print_family<Gate>("Gated", "Two operands, or the two halves of one.", eigenact::GatedList());
  print_family<Row>("Row-wise", "A vector in, a vector or a number out; `colwise`, `rowwise`.",
                    eigenact::RowwiseList());
  print_family("Stochastic", "Samples for training, the mean for evaluation.",
               eigenact::StochasticList());
  print_family("Combinators", "Activations made of activations.", eigenact::CombinatorList());
  print_family("Surrogate gradients",
               "What training takes for the derivative of a step, a sign or a rounding: "
               "`WithSurrogate`.",
               eigenact::SurrogateList());
  print_other_names();
}
