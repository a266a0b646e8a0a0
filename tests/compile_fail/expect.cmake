# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# cmake -DCOMPILERS=a|b -DINCLUDE_DIRS=a|b -DSOURCE=... [-DFULL=ON -DPRECOMPILED=...] -P expect.cmake:
# SOURCE must not compile, and the compiler must print the sentence of its line "// expect: ..." within
# the first 12 lines. Without such a line it must compile: such a program shows that the others fail for
# their own reason. A line "// flags: ..." adds options of the compiler.
# FULL: and again with CALL defined as each line "// call: ..." says, and as each line "// compiles: ..."
# says, with which it must compile. PRECOMPILED, eigenact.hpp and Eigen's tensors, is read before them.

set(line_limit 12)
set(flags -std=c++17 -fsyntax-only)
if(MSVC)
  set(flags /nologo /std:c++17 /EHsc /Zs)
endif()
# The lines of SOURCE that begin with // key: .
function(read_lines result key)
  file(STRINGS "${SOURCE}" lines REGEX "^// ${key}: ")
  list(TRANSFORM lines REPLACE "^// ${key}: " "")
  set(${result} "${lines}" PARENT_SCOPE)
endfunction()
read_lines(own_flags flags)
separate_arguments(own_flags)
list(APPEND flags ${own_flags})
string(REPLACE "|" ";" include_dirs "${INCLUDE_DIRS}")
list(TRANSFORM include_dirs PREPEND "-I")
string(REPLACE "|" ";" COMPILERS "${COMPILERS}")
read_lines(sentence expect)
string(REPLACE "\\;" ";" sentence "${sentence}")  # file(STRINGS) escapes it

# Compiles SOURCE with further options; it must fail with the sentence, or succeed if that is empty.
function(expect compiler expected)
  execute_process(COMMAND "${compiler}" ${flags} ${include_dirs} ${ARGN} "${SOURCE}"
    RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
  string(FIND "${output}" "${expected}" position)
  set(line 0)
  if(position GREATER 0)
    string(SUBSTRING "${output}" 0 ${position} before)
    string(REGEX REPLACE "[^\n]" "" before "${before}")
    string(LENGTH "${before}" line)
  endif()
  set(problem "")
  if(expected STREQUAL "" AND NOT code EQUAL 0)
    set(problem "must compile, but does not")
  elseif(NOT expected STREQUAL "" AND code EQUAL 0)
    set(problem "compiles, but must not")
  elseif(position EQUAL -1)
    set(problem "does not compile, as it should not, but the compiler does not say \"${expected}\"")
  elseif(NOT line LESS line_limit)
    set(problem "says \"${expected}\" only after ${line} lines")
  endif()
  if(problem)
    message("${output}")
    message(FATAL_ERROR "${SOURCE} (${compiler} ${ARGN}) ${problem}.")
  endif()
endfunction()

foreach(compiler IN LISTS COMPILERS)
  expect("${compiler}" "${sentence}")
  if(NOT FULL)
    continue()
  endif()
  read_lines(calls call)
  read_lines(good_calls compiles)
  set(options "")
  file(STRINGS "${SOURCE}" umbrella REGEX "^#include <eigenact/eigenact.hpp>")
  if(umbrella AND PRECOMPILED)
    set(options -w -include "${PRECOMPILED}")
  endif()
  foreach(call IN LISTS calls)
    expect("${compiler}" "${sentence}" ${options} "-DCALL=${call}")
  endforeach()
  foreach(call IN LISTS good_calls)
    expect("${compiler}" "" ${options} "-DCALL=${call}")
  endforeach()
endforeach()
