# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# cmake -DCOMPILER=... -DMSVC=... -DINCLUDE_DIR=... -DEIGEN_DIRS=a|b -DSOURCE=.../names.cpp -DUNIT=...
# -DFULL=... -P names.cmake: SOURCE compiles with the types of all families named in it, and no header has a name
# that SOURCE defines as a macro, also where this machine does not compile it.

file(STRINGS "${SOURCE}" lines REGEX "^#define [A-Za-z]")
set(macros "")
foreach(line IN LISTS lines)
  string(REGEX REPLACE "^#define ([A-Za-z0-9_]+).*" "\\1" macro "${line}")
  list(APPEND macros "${macro}")
endforeach()
list(REMOVE_ITEM macros min max)  # which simd/config.hpp takes back
list(JOIN macros "|" macros)

set(families "ELEMENTWISE|GATED|ROWWISE|ROWWISE_REDUCTION|STOCHASTIC|BASIS|COMBINATOR")
set(types "")
set(problems "")
file(GLOB_RECURSE headers RELATIVE "${INCLUDE_DIR}" "${INCLUDE_DIR}/eigenact/*.hpp")
foreach(header IN LISTS headers)
  file(STRINGS "${INCLUDE_DIR}/${header}" entries
       REGEX "^(EIGENACT_(${families})\\(|EIGENACT_APPEND\\([a-z_]+, formula::)[A-Za-z0-9]+\\)")
  foreach(entry IN LISTS entries)
    string(REGEX REPLACE ".*[(:]([A-Za-z0-9]+)\\).*" "\\1" type "${entry}")
    list(APPEND types "${type}")
  endforeach()
  file(READ "${INCLUDE_DIR}/${header}" code)
  string(REGEX REPLACE "#include[^\n]*|\"[^\"\n]*\"|//[^\n]*" "" code "${code}")
  if(code MATCHES "\n([^\n]*[^A-Za-z0-9_\n]|)(${macros})[^A-Za-z0-9_\n][^\n]*")
    string(APPEND problems "  ${header}: ${CMAKE_MATCH_2} in the line${CMAKE_MATCH_0}\n")
  endif()
endforeach()
if(problems)
  message(FATAL_ERROR "Names that other libraries define as macros:\n${problems}")
endif()
list(LENGTH types count)
if(count LESS 150)
  message(FATAL_ERROR "Only ${count} types found in ${INCLUDE_DIR}.")
endif()

set(text "")
if(FULL)
  string(APPEND text "#define EIGENACT_FULL\n")
endif()
string(APPEND text "#include \"${SOURCE}\"\n")
foreach(type IN LISTS types)
  if(type MATCHES "^(Affine|Spline)$")  # Eigen has these names too
    string(APPEND type "Activation")
  endif()
  string(APPEND text "using Name_${type} = Names<${type}>;\n")
endforeach()
file(WRITE "${UNIT}" "${text}")
set(flags -std=c++17 -fsyntax-only)
if(MSVC)
  set(flags /nologo /std:c++17 /EHsc /Zs)
endif()
string(REPLACE "|" ";" include_dirs "${INCLUDE_DIR}|${EIGEN_DIRS}")
list(TRANSFORM include_dirs PREPEND "-I")
execute_process(COMMAND "${COMPILER}" ${flags} ${include_dirs} "${UNIT}" RESULT_VARIABLE code)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "${SOURCE} does not compile.")
endif()
