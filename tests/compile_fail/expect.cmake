# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# cmake -DCOMPILER=... -DINCLUDE_DIRS=a|b -DSOURCE=... -P expect.cmake: SOURCE must not compile, and
# the compiler must print the sentence of its line "// expect: ...". Without such a line it must
# compile: such a program shows that the others fail for their own reason. A line "// flags: ..." adds
# options of the compiler.

set(flags -std=c++17 -fsyntax-only)
if(MSVC)
  set(flags /nologo /std:c++17 /EHsc /Zs)
endif()
file(STRINGS "${SOURCE}" own_flags REGEX "^// flags: ")
string(REPLACE "// flags: " "" own_flags "${own_flags}")
separate_arguments(own_flags)
list(APPEND flags ${own_flags})
string(REPLACE "|" ";" include_dirs "${INCLUDE_DIRS}")
list(TRANSFORM include_dirs PREPEND "-I")
execute_process(COMMAND "${COMPILER}" ${flags} ${include_dirs} "${SOURCE}"
  RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)

file(STRINGS "${SOURCE}" expected REGEX "^// expect: ")
string(REPLACE "// expect: " "" expected "${expected}")
string(REPLACE "\\;" ";" expected "${expected}")  # file(STRINGS) escapes it
string(FIND "${output}" "${expected}" position)
set(problem "")
if(expected STREQUAL "" AND NOT code EQUAL 0)
  set(problem "must compile, but does not")
elseif(NOT expected STREQUAL "" AND code EQUAL 0)
  set(problem "compiles, but must not")
elseif(position EQUAL -1)
  set(problem "does not compile, as it should not, but the compiler does not say \"${expected}\"")
endif()
if(problem)
  message("${output}")
  message(FATAL_ERROR "${SOURCE} ${problem}.")
endif()
