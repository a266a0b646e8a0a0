# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# The tests of the tests, on the headers: with one header spoilt, a law must fail. Only that header
# is copied, to a folder that the compiler searches first.
set(mutation_dir "${CMAKE_CURRENT_BINARY_DIR}/mutation")

# eigenact_mutation(<name> <header> FROM <text> TO <text> ACTIVATION <header> <type> <scalar> <tier>
# LAW <its name up to *>)
function(eigenact_mutation name header)
  cmake_parse_arguments(PARSE_ARGV 2 mutation "" "FROM;TO;LAW" "ACTIVATION")
  set(original "${EIGENACT_INCLUDE_DIR}/eigenact/${header}")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${original}")
  file(READ "${original}" text)
  string(REPLACE "${mutation_FROM}" "${mutation_TO}" mutated "${text}")
  if(mutated STREQUAL text)
    message(FATAL_ERROR "tests/mutation: ${header} does not contain \"${mutation_FROM}\", which the mutation "
                        "${name} replaces: let it name the text as it is now.")
  endif()
  file(CONFIGURE OUTPUT "${mutation_dir}/${name}/eigenact/${header}" CONTENT "${mutated}" @ONLY)

  list(POP_FRONT mutation_ACTIVATION activation type scalar tier)
  add_executable(mutation_${name} mutation/mutated.cpp $<TARGET_OBJECTS:eigenact_laws>)
  target_include_directories(mutation_${name} BEFORE PRIVATE "${mutation_dir}/${name}")
  target_compile_options(mutation_${name} PRIVATE ${EIGENACT_TEST_FLAGS})
  target_compile_definitions(mutation_${name} PRIVATE
    "EIGENACT_HEADER=<eigenact/elementwise/${activation}.hpp>" EIGENACT_ACTIVATION=${type}
    EIGENACT_SCALAR=${scalar} EIGENACT_TIER=${tier})
  target_link_libraries(mutation_${name} PRIVATE eigenact::eigenact eigenact_test_support)
  add_test(NAME mutation_${name} COMMAND mutation_${name} "${mutation_LAW}*")
  set_tests_properties(mutation_${name} PROPERTIES LABELS wrong TIMEOUT 600
    PASS_REGULAR_EXPRESSION "test cases: +1 \\| +(0 passed \\| +)?1 failed")
endfunction()

eigenact_mutation(coefficients_swapped math/coefficients.hpp
  FROM "0x1.573bp-5, 0x1.0fa418p-7" TO "0x1.0fa418p-7, 0x1.573bp-5"
  ACTIVATION sigmoid Sigmoid float Fast LAW "the value holds its error bound against")
# by 2^-9 of the coefficient, 2^-23.6 of the result
eigenact_mutation(coefficient_off math/coefficients.hpp
  FROM "0x1.12682e8411e1fp-7" TO "0x1.12e82e8411e1fp-7"
  ACTIVATION sigmoid Sigmoid float Precise LAW "the value holds its error bound against")
eigenact_mutation(nan_lost simd/vec.hpp
  FROM "lesser(x.packet, limit.packet)" TO "lesser(limit.packet, x.packet)"
  ACTIVATION sigmoid Sigmoid float Fast LAW "NaN in")
eigenact_mutation(zero_without_sign math/exponential.hpp
  FROM "return with_sign_of(abs(y), x);" TO "return static_cast<void>(x), y + V(0);"
  ACTIVATION expm1 Expm1 double Fast LAW "a zero has the sign")
# by one ULP of float between 0.70 and 0.75
eigenact_mutation(interval_off math/tanh.hpp
  FROM "return m() / divisor;"
  TO "return m() / divisor * select((m() > V(3.06)) & (m() < V(3.48)), V(1 + 0x1p-23), V(1));"
  ACTIVATION tanh Tanh float Precise LAW "the value holds its error bound against")
eigenact_mutation(last_number_lost core/blocks.hpp
  FROM "std::copy(copy, copy + count, y);" TO "std::copy(copy, copy + count - 1, y);"
  ACTIVATION relu ReLU float Fast LAW "an element has the same bits at every length")
