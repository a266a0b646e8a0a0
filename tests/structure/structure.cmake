# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# The shape of the library: every header alone, two translation units together, the floors, the list.

# Each header is included twice: alone, and again, which must change nothing. Only the syntax is
# checked, which takes a third of the time.
file(GLOB_RECURSE headers RELATIVE "${EIGENACT_INCLUDE_DIR}" CONFIGURE_DEPENDS
     "${EIGENACT_INCLUDE_DIR}/eigenact/*.hpp")
if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES "^(aarch64|arm64|ARM64)$")
  list(REMOVE_ITEM headers eigenact/simd/packet_neon.hpp)
endif()
if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|i[3-6]86)$")
  list(REMOVE_ITEM headers eigenact/simd/packet_x86.hpp)
endif()
# The optional headers need packages of their own.
list(FILTER headers EXCLUDE REGEX "^eigenact/ext/ceres")

set(alone "${CMAKE_CURRENT_BINARY_DIR}/headers_alone")
set(eigen "$<JOIN:$<TARGET_PROPERTY:Eigen3::Eigen,INTERFACE_INCLUDE_DIRECTORIES>,$<SEMICOLON>-isystem$<SEMICOLON>>")
set(json "$<JOIN:$<TARGET_PROPERTY:nlohmann_json::nlohmann_json,INTERFACE_INCLUDE_DIRECTORIES>,$<SEMICOLON>-idirafter$<SEMICOLON>>")
if(MSVC)
  set(check /Zs /nologo /std:c++17 /EHsc /W4 /WX ${EIGENACT_TEST_FLAGS} "/I${EIGENACT_INCLUDE_DIR}")
  list(APPEND check "/I$<TARGET_PROPERTY:Eigen3::Eigen,INTERFACE_INCLUDE_DIRECTORIES>")
else()
  set(check -std=c++17 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
      "-I${EIGENACT_INCLUDE_DIR}" -isystem "${eigen}" -idirafter "${json}")  # which may be /usr/include
endif()
# Eigen/Core is most of what they read. It is precompiled for those that include it, by themselves
# or through another header of the library; the rest must do without it. The instructions of the tests
# make it twice as large, so only the headers of simd/, which have code for them, are checked with them.
# For elementwise activations, which begin with a header of ours, that is precompiled too.
set(begin eigenact/core/elementwise.hpp)
set(header_of_eigen Eigen/Core)
set(header_of_instructions Eigen/Core)
set(header_of_elementwise ${begin})
set(options_of_instructions ${EIGENACT_TEST_FLAGS})
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  list(APPEND check -Wno-uninitialized -Wno-maybe-uninitialized)
  set(needs_of_elementwise ${headers})
  list(FILTER needs_of_elementwise INCLUDE REGEX "^eigenact/(core|math|simd)/")
  list(TRANSFORM needs_of_elementwise PREPEND "${EIGENACT_INCLUDE_DIR}/")
  foreach(name IN ITEMS eigen instructions elementwise)
    set(precompiled "${alone}/precompiled/${name}.hpp")
    file(CONFIGURE OUTPUT "${precompiled}" CONTENT "#include <${header_of_${name}}>\n")
    add_custom_command(OUTPUT "${precompiled}.gch"
      COMMAND "${CMAKE_CXX_COMPILER}" ${check} ${options_of_${name}} -w -x c++-header "${precompiled}"
              -o "${precompiled}.gch"
      DEPENDS "${precompiled}" ${needs_of_${name}} COMMAND_EXPAND_LISTS VERBATIM)
  endforeach()
endif()
foreach(header IN LISTS headers)
  file(STRINGS "${EIGENACT_INCLUDE_DIR}/${header}" includes_of_${header}
       REGEX "^#include <(Eigen|eigenact)/.*>")
  list(TRANSFORM includes_of_${header} REPLACE "^#include <(.*)>.*" "\\1")
endforeach()
set(has_Eigen/Core ON)
set(found ON)
while(found)
  set(found OFF)
  foreach(header IN LISTS headers)
    foreach(include IN LISTS includes_of_${header})
      if(has_${include} AND NOT has_${header})
        set(has_${header} ON)
        set(found ON)
      endif()
    endforeach()
  endforeach()
endwhile()
set(stamps "")
foreach(header IN LISTS headers)
  set(unit "${alone}/${header}.cpp")
  file(CONFIGURE OUTPUT "${unit}" CONTENT "#include <${header}>\n#include <${header}>\n")
  set(name eigen)
  if(header MATCHES "^eigenact/simd/")
    set(name instructions)
  elseif(header MATCHES "^eigenact/elementwise/" AND "${begin}" IN_LIST includes_of_${header})
    set(name elementwise)
  endif()
  set(options ${options_of_${name}})
  set(needs "${unit}")
  if(has_${header} AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    list(APPEND options -include "${alone}/precompiled/${name}.hpp")
    list(APPEND needs "${alone}/precompiled/${name}.hpp.gch")
  endif()
  set(dependencies "")
  if(NOT MSVC)
    list(APPEND options -fsyntax-only -MD -MF "${unit}.d" -MT "${unit}.checked")
    set(dependencies DEPFILE "${unit}.d")
  endif()
  add_custom_command(OUTPUT "${unit}.checked"
    COMMAND "${CMAKE_CXX_COMPILER}" ${check} ${options} "${unit}"
    COMMAND "${CMAKE_COMMAND}" -E touch "${unit}.checked"
    DEPENDS ${needs} ${dependencies} COMMENT "Checking ${header} alone" COMMAND_EXPAND_LISTS VERBATIM)
  list(APPEND stamps "${unit}.checked")
endforeach()
add_custom_target(headers_alone DEPENDS ${stamps})
eigenact_in_tier(headers_alone FULL)

eigenact_add_test(test_two_units structure structure/first_unit.cpp structure/second_unit.cpp)

# Without exceptions, by both compilers.
if(NOT MSVC)
  set(options -fno-exceptions -fno-rtti)
  add_executable(without_exceptions EXCLUDE_FROM_ALL structure/without_exceptions.cpp)
  target_compile_options(without_exceptions PRIVATE ${options} ${EIGENACT_QUICK_FLAGS})
  target_link_libraries(without_exceptions PRIVATE eigenact::eigenact Threads::Threads)
  eigenact_in_tier(without_exceptions SHORT FULL)
  eigenact_add_script(without_exceptions structure without_exceptions)
  if(EIGENACT_OTHER_COMPILER)
    set(stamp "${alone}/without_exceptions.checked")
    add_custom_command(OUTPUT "${stamp}"
      COMMAND "${EIGENACT_OTHER_COMPILER}" -std=c++17 -fsyntax-only ${options} "-I${EIGENACT_INCLUDE_DIR}"
              -isystem "${eigen}" "${CMAKE_CURRENT_SOURCE_DIR}/structure/without_exceptions.cpp"
      COMMAND "${CMAKE_COMMAND}" -E touch "${stamp}"
      DEPENDS structure/without_exceptions.cpp ${stamps} COMMAND_EXPAND_LISTS VERBATIM)
    add_custom_target(without_exceptions_elsewhere DEPENDS "${stamp}")
    eigenact_in_tier(without_exceptions_elsewhere FULL)
  endif()
endif()

eigenact_add_script(locale structure ${CMAKE_COMMAND} "-DINCLUDE_DIR=${EIGENACT_INCLUDE_DIR}"
  -P "${CMAKE_CURRENT_LIST_DIR}/locale.cmake")
eigenact_add_script(floors structure ${CMAKE_COMMAND} "-DINCLUDE_DIR=${EIGENACT_INCLUDE_DIR}"
  -P "${CMAKE_CURRENT_LIST_DIR}/floors.cmake")

# eigenact_add_names(<name> <compiler> <full> [FULL_ONLY])
function(eigenact_add_names name compiler full)
  eigenact_add_script(${name} structure ${ARGN} ${CMAKE_COMMAND} "-DCOMPILER=${compiler}" "-DMSVC=${MSVC}"
    "-DFULL=${full}" "-DINCLUDE_DIR=${EIGENACT_INCLUDE_DIR}"
    "-DEIGEN_DIRS=$<JOIN:$<TARGET_PROPERTY:Eigen3::Eigen,INTERFACE_INCLUDE_DIRECTORIES>,|>"
    "-DSOURCE=${CMAKE_CURRENT_SOURCE_DIR}/structure/names.cpp" "-DUNIT=${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp"
    -P "${CMAKE_CURRENT_SOURCE_DIR}/structure/names.cmake")
endfunction()
eigenact_add_names(names "${CMAKE_CXX_COMPILER}" OFF)
eigenact_add_names(names_full "${CMAKE_CXX_COMPILER}" ON FULL_ONLY)
if(EIGENACT_OTHER_COMPILER)
  eigenact_add_names(names_elsewhere "${EIGENACT_OTHER_COMPILER}" ON FULL_ONLY)
endif()

eigenact_add_script(list structure ${CMAKE_COMMAND} "-DSOURCE_DIR=${PROJECT_SOURCE_DIR}"
  "-DSCRATCH_DIR=${CMAKE_CURRENT_BINARY_DIR}/list" -P "${CMAKE_CURRENT_LIST_DIR}/list.cmake")

if(EIGENACT_SHELL AND NOT WIN32)
  eigenact_add_script(run_sh structure ${EIGENACT_SHELL} "${CMAKE_CURRENT_SOURCE_DIR}/run_sh_test.sh"
    "${PROJECT_SOURCE_DIR}")
endif()

find_package(Python3 3.8 COMPONENTS Interpreter QUIET)
if(Python3_Interpreter_FOUND)
  eigenact_add_script(bench_tools structure FULL_ONLY ${Python3_EXECUTABLE}
    "${CMAKE_CURRENT_LIST_DIR}/performance/bench_test.py" "${PROJECT_SOURCE_DIR}/tools")
  eigenact_add_script(mutants_list structure ${Python3_EXECUTABLE}
    "${CMAKE_CURRENT_SOURCE_DIR}/mutation/mutants_test.py")
  eigenact_add_script(performance_page structure FULL_ONLY ${Python3_EXECUTABLE}
    "${CMAKE_CURRENT_LIST_DIR}/performance/performance_test.py" "${PROJECT_SOURCE_DIR}/tools")
endif()
