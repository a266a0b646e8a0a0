# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# One test per program that must not compile; in the full tier with all of its variants, and with both
# compilers.
file(GLOB cases CONFIGURE_DEPENDS compile_fail/*.cpp)
file(GLOB_RECURSE all_headers CONFIGURE_DEPENDS "${EIGENACT_INCLUDE_DIR}/*.hpp")
if(NOT (CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64"))
  list(FILTER cases EXCLUDE REGEX "/x87\\.cpp$")  # only g++ takes its flag
endif()
if(MSVC)
  list(FILTER cases EXCLUDE REGEX "/cxx14\\.cpp$")
endif()
set(eigen_dirs "$<JOIN:$<TARGET_PROPERTY:Eigen3::Eigen,INTERFACE_INCLUDE_DIRECTORIES>,|>")

# What the variants include, precompiled by each compiler: g++ reads the .gch, clang the .pch.
set(precompiled "")
if(NOT MSVC)
  set(precompiled "${CMAKE_CURRENT_BINARY_DIR}/compile_fail/precompiled.hpp")
  file(CONFIGURE OUTPUT "${precompiled}" CONTENT
    "#include <eigenact/eigenact.hpp>\n#include <unsupported/Eigen/CXX11/Tensor>\n")
  set(endings gch pch)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set(endings pch gch)
  endif()
  set(forms "")
  foreach(compiler IN ITEMS "${CMAKE_CXX_COMPILER}" ${EIGENACT_OTHER_COMPILER})
    list(POP_FRONT endings ending)
    set(form "${precompiled}.${ending}")
    set(options -std=c++17 -w)
    if(ending STREQUAL "pch")  # once, not for every variant
      list(APPEND options -fpch-instantiate-templates)
    endif()
    add_custom_command(OUTPUT "${form}"
      COMMAND "${compiler}" ${options} "-I${EIGENACT_INCLUDE_DIR}"
              "-I$<JOIN:$<TARGET_PROPERTY:Eigen3::Eigen,INTERFACE_INCLUDE_DIRECTORIES>,;-I>"
              -x c++-header "${precompiled}" -o "${form}"
      DEPENDS "${precompiled}" ${all_headers} COMMAND_EXPAND_LISTS VERBATIM)
    list(APPEND forms "${form}")
  endforeach()
  add_custom_target(compile_fail_precompiled DEPENDS ${forms})
  eigenact_in_tier(compile_fail_precompiled FULL)
endif()
foreach(case IN LISTS cases)
  get_filename_component(name "${case}" NAME_WE)
  set(script ${CMAKE_COMMAND} "-DMSVC=${MSVC}" "-DSOURCE=${case}"
      "-DINCLUDE_DIRS=${EIGENACT_INCLUDE_DIR}|${eigen_dirs}")
  set(compilers "${CMAKE_CXX_COMPILER}")
  if(EIGENACT_OTHER_COMPILER AND NOT name STREQUAL "x87")
    string(APPEND compilers "|${EIGENACT_OTHER_COMPILER}")
  endif()
  set(run -P "${CMAKE_CURRENT_LIST_DIR}/expect.cmake")
  eigenact_add_script(compile_fail_${name} compile_fail ${script} "-DCOMPILERS=${CMAKE_CXX_COMPILER}" ${run})
  eigenact_add_script(compile_fail_${name}_full compile_fail FULL_ONLY ${script} "-DCOMPILERS=${compilers}"
    -DFULL=ON "-DPRECOMPILED=${precompiled}" ${run})
endforeach()
