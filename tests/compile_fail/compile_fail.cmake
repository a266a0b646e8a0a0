# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# One test per program that must not compile.
file(GLOB cases CONFIGURE_DEPENDS compile_fail/*.cpp)
if(NOT (CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64"))
  list(FILTER cases EXCLUDE REGEX "/x87\\.cpp$")  # only g++ takes its flag
endif()
set(eigen_dirs "$<JOIN:$<TARGET_PROPERTY:Eigen3::Eigen,INTERFACE_INCLUDE_DIRECTORIES>,|>")
foreach(case IN LISTS cases)
  get_filename_component(name "${case}" NAME_WE)
  eigenact_add_script(compile_fail_${name} compile_fail ${CMAKE_COMMAND}
    "-DCOMPILER=${CMAKE_CXX_COMPILER}" "-DMSVC=${MSVC}" "-DSOURCE=${case}"
    "-DINCLUDE_DIRS=${EIGENACT_INCLUDE_DIR}|${eigen_dirs}"
    -P "${CMAKE_CURRENT_LIST_DIR}/expect.cmake")
endforeach()
