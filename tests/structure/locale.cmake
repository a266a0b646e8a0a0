# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# cmake -DINCLUDE_DIR=... -P locale.cmake: no header calls a function of C that goes by the locale of the
# program: std::tolower('I') is no i in Turkish, and strtod() reads 0,5 in German.

set(functions "isalnum|isalpha|isblank|iscntrl|isdigit|isgraph|islower|isprint|ispunct|isspace|isupper|isxdigit|tolower|\
toupper|atof|strtof|strtod|strtold|stof|stod|stold|strcoll|setlocale")
set(problems "")
file(GLOB_RECURSE headers RELATIVE "${INCLUDE_DIR}" "${INCLUDE_DIR}/eigenact/*.hpp")
list(LENGTH headers count)
if(count LESS 200)
  message(FATAL_ERROR "Only ${count} headers found in ${INCLUDE_DIR}.")
endif()
foreach(header IN LISTS headers)
  file(READ "${INCLUDE_DIR}/${header}" code)
  string(REGEX REPLACE "//[^\n]*" "" code "${code}")
  if(code MATCHES "<(cctype|cwctype|clocale)>|[^A-Za-z0-9_](${functions})[ ]*\\(")
    string(APPEND problems "  ${header}: ${CMAKE_MATCH_0}\n")
  endif()
endforeach()
if(problems)
  message(FATAL_ERROR "Functions that go by the locale:\n${problems}")
endif()
