# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

option(EIGENACT_WERROR "Treat warnings in the tests, benchmarks and examples as errors" OFF)

# eigenact_warnings(<target>): the warnings that our own code is free of.
function(eigenact_warnings target)
  if(MSVC)
    target_compile_options(${target} PRIVATE /W4 $<$<BOOL:${EIGENACT_WERROR}>:/WX>)
  else()
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
                           $<$<BOOL:${EIGENACT_WERROR}>:-Werror>)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
      # Its AVX-512 intrinsics start from a variable set to itself (GCC bug 105593).
      target_compile_options(${target} PRIVATE -Wno-uninitialized -Wno-maybe-uninitialized)
    endif()
  endif()
endfunction()

# eigenact_add_folder(<folder>): add_subdirectory with our warnings on every target in it.
function(eigenact_add_folder folder)
  add_subdirectory(${folder})
  get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
  foreach(target IN LISTS targets)
    get_target_property(type ${target} TYPE)
    if(type MATCHES "EXECUTABLE|STATIC_LIBRARY|OBJECT_LIBRARY")
      eigenact_warnings(${target})
    endif()
  endforeach()
endfunction()
