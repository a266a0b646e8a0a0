# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# Precise has the same bits from every compiler and for every instruction set: one program of hashes
# per variant, each compared with precise_hashes.txt. Those of the compiler and the options of the
# tests are compared by laws/bits.cpp, for all activations.
set(hash_sources reproducibility/main.cpp reproducibility/float_hashes.cpp
  reproducibility/double_hashes.cpp)
set(hash_file "${CMAKE_CURRENT_LIST_DIR}/precise_hashes.txt")

function(eigenact_add_hash_test variant program)
  eigenact_add_script(precise_hashes_${variant} reproducibility FULL_ONLY ${program} "${hash_file}")
  set_tests_properties(precise_hashes_${variant} PROPERTIES SKIP_RETURN_CODE 77)
  eigenact_in_tier(precise_hashes_${variant} FULL)
endfunction()

option(EIGENACT_ALL_HASHES "Hash every activation in every variant; otherwise all of them with \
another compiler, and a third of them (in double a sixth) in each other variant" OFF)

# eigenact_add_hashes(<variant> <third> <options...>): with the compiler of this build, of a third of
# the activations (0, 1, 2) or of ALL. Double-double takes four times as long to compile with -O2,
# and gives the same bits, if -fexpensive-optimizations, which contracts, comes with -O1.
function(eigenact_add_hashes variant third)
  set(target precise_hashes_${variant})
  add_library(${target}_double OBJECT EXCLUDE_FROM_ALL reproducibility/double_hashes.cpp)
  add_executable(${target} EXCLUDE_FROM_ALL reproducibility/main.cpp reproducibility/float_hashes.cpp
    $<TARGET_OBJECTS:${target}_double>)
  foreach(part ${target} ${target}_double)
    target_link_libraries(${part} PRIVATE eigenact::eigenact)
    target_compile_options(${part} PRIVATE ${ARGN})
    if(NOT third STREQUAL "ALL" AND NOT EIGENACT_ALL_HASHES)
      target_compile_definitions(${part} PRIVATE EIGENACT_HASHED_THIRD=${third})
    endif()
  endforeach()
  if(NOT MSVC)
    target_compile_options(${target}_double PRIVATE -O1)
  endif()
  eigenact_add_hash_test(${variant} ${target})
endfunction()

# eigenact_add_foreign_hashes(<variant> <compiler> <options...>): with another compiler. Its program
# is a part of the build only where there is that compiler.
function(eigenact_add_foreign_hashes variant compiler)
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/reproducibility/${variant}")
  file(MAKE_DIRECTORY "${folder}")
  set(include "-I$<JOIN:$<TARGET_PROPERTY:Eigen3::Eigen,INTERFACE_INCLUDE_DIRECTORIES>,;-I>")
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS "${EIGENACT_INCLUDE_DIR}/*.hpp")
  set(objects "")
  foreach(source IN LISTS hash_sources)
    get_filename_component(name "${source}" NAME_WE)
    add_custom_command(OUTPUT "${folder}/${name}.o"
      COMMAND "${compiler}" -std=c++17 ${ARGN} "-I${EIGENACT_INCLUDE_DIR}" "${include}"
              -c "${CMAKE_CURRENT_SOURCE_DIR}/${source}" -o "${folder}/${name}.o"
      DEPENDS ${source} reproducibility/hashes.hpp reproducibility/hash.hpp ${headers}
      COMMAND_EXPAND_LISTS VERBATIM)
    list(APPEND objects "${folder}/${name}.o")
  endforeach()
  add_custom_command(OUTPUT "${folder}/program"
    COMMAND "${compiler}" ${objects} -o "${folder}/program" DEPENDS ${objects} VERBATIM)
  add_custom_target(precise_hashes_${variant} DEPENDS "${folder}/program")
  eigenact_add_hash_test(${variant} "${folder}/program")
endfunction()

if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64" AND NOT MSVC)
  add_executable(fast_without_fma EXCLUDE_FROM_ALL reproducibility/fast_without_fma.cpp)
  target_compile_options(fast_without_fma PRIVATE -O1)
  target_link_libraries(fast_without_fma PRIVATE eigenact::eigenact eigenact_test_support)
  eigenact_add_script(fast_without_fma reproducibility FULL_ONLY fast_without_fma)
  eigenact_in_tier(fast_without_fma FULL)
  # Nothing can be contracted without the instruction, whatever is inlined.
  eigenact_add_hashes(sse2 0 -O1 -DEIGENACT_NO_ALWAYS_INLINE)
  eigenact_add_hashes(avx2 1 -O3 -mavx2 -mfma)
  eigenact_add_hashes(exact_fma 1 -O1 -DEIGENACT_NO_ALWAYS_INLINE -DEIGENACT_EXACT_FMA)
  eigenact_add_hashes(fast_math 2 -O2 -ffast-math)
  # Without registers g++ contracts operators of numbers.
  eigenact_add_hashes(scalar 2 -O1 $<$<CXX_COMPILER_ID:GNU>:-fexpensive-optimizations>
    -mavx2 -mfma -DEIGEN_DONT_VECTORIZE -DEIGENACT_HASHED_HALF)
  eigenact_add_variant(test_snake_scalar snake Snake ${EIGENACT_TEST_FLAGS} -DEIGEN_DONT_VECTORIZE)
  if(EIGENACT_OTHER_COMPILER)
    eigenact_add_foreign_hashes(${other} "${EIGENACT_OTHER_COMPILER}" -O1 -mavx2 -mfma
                                -ffp-contract=fast)
  else()
    message(STATUS "eigenact: there is no ${other}, whose results would be compared")
  endif()
endif()
