// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT

// eigenact_accuracy: the errors of activations, of elementwise ones over all floats. See --help.

#include <CLI/CLI.hpp>
#include <Eigen/Core>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <thread>

#include "family.hpp"
#include "files.hpp"
#include "progress.hpp"

namespace {

using namespace eigenact_test;

struct Options {
  std::vector<std::string> names;
  bool all = false, list = false, markdown_only = false, peers = false, no_sweep = false;
  int threads = static_cast<int>(std::max(std::thread::hardware_concurrency(), 1u));
  std::uint64_t stride = 1;
  std::size_t samples = 100000;
  std::string state = "eigenact_accuracy.state.json";
  std::string json;  ///< empty: EIGENACT_ACCURACY_JSON for all floats, nowhere for some
};

std::string machine() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);)
    if (line.rfind("model name", 0) == 0)
      return line.substr(line.find(':') + 2) + " (" + Eigen::SimdInstructionSetsInUse() + ")";
  return Eigen::SimdInstructionSetsInUse();
}

double share_of(const SweepState& state) {
  const auto done = std::count(state.done.begin(), state.done.end(), true);
  return static_cast<double>(done) / static_cast<double>(state.done.size());
}

SweepState swept(const Activation& activation, const SweepState& fresh, const Options& options,
                 StateFile& file, Progress& progress) {
  const std::string& name = activation.facts.name;
  constexpr double seconds_between_stores = 5;
  std::string note;
  SweepState state = file.resume(name, fresh, note);
  if (!note.empty()) std::cerr << "eigenact_accuracy: " << note << "\n";
  progress.begin(name, share_of(state));
  auto stored = Clock::now();
  SweepOptions sweep;
  sweep.threads = options.threads;
  sweep.after_chunk = [&](const SweepState& now) {
    progress.show(share_of(now), "all floats");
    if (seconds_since(stored) > seconds_between_stores) {
      file.store(name, now);
      stored = Clock::now();
    }
    return true;
  };
  run_sweep(activation, state, sweep);
  file.store(name, state);
  return state;
}

void print_rows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    const Statistics& s = row.statistics;
    std::string input = row.input;
    if (input.empty()) {
      char text[32];
      std::snprintf(text, sizeof text, "%.9g", row.at);
      input = text;
    }
    std::printf(
        "%-16s %-18s %-8s %-8s %9.4f ULP at %-14s  > 1/2 ULP %8.4f %%  > 1 ULP %8.4f %%"
        "  NaN %llu  inf %llu  -0 %llu  of %llu inputs (%s)%s%s\n",
        row.activation.c_str(), row.quantity.c_str(), row.scalar.c_str(), row.tier.c_str(),
        s.max_ulp, input.c_str(),
        100 * static_cast<double>(s.above_half) / static_cast<double>(s.inputs),
        100 * static_cast<double>(s.above_one) / static_cast<double>(s.inputs),
        static_cast<unsigned long long>(s.nan_errors),
        static_cast<unsigned long long>(s.infinity_errors),
        static_cast<unsigned long long>(s.zero_sign_errors),
        static_cast<unsigned long long>(s.inputs), row.inputs_are.c_str(),
        row.library == "eigenact" ? "" : ", ",
        row.library == "eigenact" ? "" : row.library.c_str());
  }
}

void print_reference(const SweepState& state, const std::string& name, const ReferenceError& r) {
  std::printf(
      "%-16s reference: off by %.1e (value, at %g) and %.1e ULP (derivative, at %g) at %zu "
      "points; %.2f ns of CPU per float, %llu in long double, %llu in MPFR\n",
      name.c_str(), r.value, r.value_at, r.derivative, r.derivative_at, r.points,
      1e9 * state.seconds / static_cast<double>(state.rows[0].statistics.inputs),
      static_cast<unsigned long long>(state.long_double_count),
      static_cast<unsigned long long>(state.oracle_count));
  std::fflush(stdout);
}

/// Complaints about rows and reference, one sentence each.
int judge(const std::string& name, const std::vector<Row>& rows, const ReferenceError& reference) {
  int faults = 0;
  const auto complain = [&](const std::string& sentence) {
    if (sentence.empty()) return;
    ++faults;
    std::cerr << "eigenact_accuracy: " << sentence << "\n";
  };
  for (const Row& row : rows) complain(complaint(row));
  constexpr double largest = 1e-5;
  if (std::max(reference.value, reference.derivative) > largest)
    complain("the reference of " + name + " is off by more than 1e-5 ULP: its rows mean nothing.");
  return faults;
}

void write_results(const std::string& path, const nlohmann::json& results) {
  write_file(path, results.dump(1) + "\n");
  const std::string stem = path.substr(0, path.rfind(".json"));
  write_file(stem + ".md", markdown(results));
}

std::vector<Row> rows_of_samples(const Activation& measured, const Options& options) {
  if (options.samples == 0) return {};
  const SampleSizes sizes{options.samples, options.samples / 5};
  return sampled_rows(measured, sizes, options.threads);
}

std::vector<Row> all_rows(const Activation& measured, const SweepState& state,
                          const Options& options) {
  std::vector<Row> rows = rows_of(measured, state);
  for (Row& row : rows_of_samples(measured, options)) rows.push_back(std::move(row));
  return rows;
}

void enter_results(const std::string& name, const std::vector<Row>& rows, const RunRecord& record,
                   const std::string& path) {
  if (path.empty()) return;
  nlohmann::json results = read_json(path);
  merge_results(results, name, rows, record);
  write_results(path, results);
}

/// The rows of an activation that an earlier run wrote.
std::vector<Row> rows_on_file(const std::string& name, const std::string& path) {
  std::vector<Row> rows;
  const nlohmann::json results = path.empty() ? nlohmann::json() : read_json(path);
  if (!results.contains("rows")) return rows;
  for (const nlohmann::json& json : results["rows"])
    if (json.at("activation") == name) rows.push_back(row_from_json(json));
  return rows;
}

/// How many rows of an activation that is not elementwise exceed their limits.
int measure_family(const std::string& name, const Options& options, RunRecord record,
                   Progress& progress) {
  const FamilyActivation& measured = family_activations().at(name);
  progress.begin(name, 0);
  progress.show(0, "a sample");
  const std::vector<Row> rows = measured.rows({});
  progress.end();
  print_rows(rows);
  record.swept = false;
  if (!options.json.empty()) {
    nlohmann::json results = read_json(options.json);
    merge_results(results["families"][measured.family], name, rows, record);
    write_results(options.json, results);
  }
  return judge(name, rows, {});
}

/// How many rows exceed their limits.
int measure(const std::string& name, const Options& options, const RunRecord& setting,
            StateFile& file, Progress& progress) {
  Activation measured = activation(name);
  if (options.peers)
    for (Candidate& peer : peer_candidates(name)) measured.candidates.push_back(std::move(peer));
  if (options.no_sweep) {
    progress.begin(name, 0);
    progress.show(0, "all but the floats");
    const std::vector<Row> rows = rows_of_samples(measured, options);
    progress.end();
    print_rows(rows);
    enter_results(name, rows, setting, options.json);
    return judge(name, rows, {});
  }
  const SweepState fresh = make_sweep(measured, options.stride);
  if (file.is_finished(name, fresh)) {
    progress.begin(name, 1);
    progress.end();
    std::cerr << "eigenact_accuracy: " << name << " was finished before.\n";
    return judge(name, rows_on_file(name, options.json), {});
  }
  const SweepState state = swept(measured, fresh, options, file, progress);
  progress.show(1, "other scalar types");
  RunRecord record = setting;
  constexpr std::size_t reference_samples = 20000;
  record.reference = reference_error(measured.facts, reference_samples, options.threads);
  const std::vector<Row> rows = all_rows(measured, state, options);
  progress.end();
  print_rows(rows);
  print_reference(state, name, record.reference);
  enter_results(name, rows, record, options.json);
  file.mark_written(name);
  return judge(name, rows, record.reference);
}

std::string command_of(const Options& options) {
  std::string command = "eigenact_accuracy";
  if (options.all) command += " --all";
  for (const std::string& name : options.names) command += options.all ? "" : " " + name;
  if (options.peers) command += " --peers";
  if (options.stride != 1) command += " --stride " + std::to_string(options.stride);
  if (options.no_sweep) command += " --no-sweep";
  return command;
}

int run(Options options) {
  if (options.list) {
    for (const std::string& name : known_names()) std::cout << name << "\n";
    return 0;
  }
  if (options.markdown_only) {
    const std::string path = options.json.empty() ? EIGENACT_ACCURACY_JSON : options.json;
    const nlohmann::json results = read_json(path);
    if (results.is_null()) throw std::runtime_error("there is no " + path + " to write about.");
    write_results(path, results);
    return 0;
  }
  for (const std::string& name : options.names)
    if (family_activations().count(name) == 0) activation(name);
  if (options.all) options.names = known_names();
  if (options.names.empty())
    throw std::invalid_argument("name an activation, or --all; --list names them.");
  if (options.json.empty() && options.stride == 1) options.json = EIGENACT_ACCURACY_JSON;
  const RunRecord setting{
      machine(), EIGENACT_ACCURACY_COMPILER, EIGENACT_ACCURACY_FLAGS, command_of(options),
      {},        !options.no_sweep};
  StateFile file(options.state);
  Progress progress(options.names.size());
  int faults = 0;
  for (const std::string& name : options.names)
    faults += family_activations().count(name) == 0
                  ? measure(name, options, setting, file, progress)
                  : measure_family(name, options, setting, progress);
  file.remove();
  return faults == 0 ? 0 : 1;
}

Options parse(int count, char** arguments, CLI::App& app) {
  Options o;
  app.add_option("names", o.names, "Activations, by name");
  app.add_flag("--all", o.all, "Every activation of the list");
  app.add_flag("--list", o.list, "Print their names and end");
  app.add_flag("--markdown-only", o.markdown_only, "Write the .md anew from the .json and end");
  app.add_flag("--peers", o.peers,
               "Other libraries too, in a build with -DEIGENACT_BENCH_PEERS=ON");
  app.add_option("--threads", o.threads, "Threads (default: one per core)")
      ->check(CLI::Range(1, 1024));
  app.add_option("--stride", o.stride, "Measure every Nth float only; no file is written then")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 31));
  app.add_flag("--no-sweep", o.no_sweep,
               "Measure all but value and derivative over all floats, whose rows stay as they are");
  app.add_option("--samples", o.samples,
                 "Points for what is not swept (double, second derivatives); 0 leaves it out");
  app.add_option("--state", o.state, "File that an interrupted run continues from")
      ->capture_default_str();
  app.add_option("--json", o.json, "File that gets the results, and the .md beside it")
      ->check([](const std::string& path) {
        const bool right = path.size() > 5 && path.substr(path.size() - 5) == ".json";
        return right ? std::string() : "the name must end in .json";
      });
  app.parse(count, arguments);
  return o;
}

}  // namespace

int main(int count, char** arguments) {
  CLI::App app(
      "The error of activations against their formula text: of elementwise ones over all floats, "
      "of "
      "row-wise ones, gated units and basis expansions at samples.");
  try {
    return run(parse(count, arguments, app));
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  } catch (const std::exception& error) {
    std::cerr << "eigenact_accuracy: " << error.what() << "\n";
    return 1;
  }
}
