# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# The shape of the library: every header alone, two translation units together, the floors, the list.

# Each header is included twice: alone, and again, which must change nothing.
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
find_package(nlohmann_json QUIET CONFIG)
if(NOT nlohmann_json_FOUND)
  list(REMOVE_ITEM headers eigenact/ext/json.hpp)
endif()
# Eigen/Core is most of what they read. It is precompiled for those that include it, by themselves
# or through another header of the library; the rest must do without it.
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
set(units "")
foreach(header IN LISTS headers)
  set(unit "${CMAKE_CURRENT_BINARY_DIR}/headers_alone/${header}.cpp")
  file(CONFIGURE OUTPUT "${unit}" CONTENT "#include <${header}>\n#include <${header}>\n")
  list(APPEND units "${unit}")
  if(NOT has_${header})
    set_source_files_properties("${unit}" PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  endif()
endforeach()
add_library(test_headers_alone OBJECT ${units})
target_link_libraries(test_headers_alone PRIVATE eigenact::eigenact
                      $<TARGET_NAME_IF_EXISTS:nlohmann_json::nlohmann_json>)
target_compile_options(test_headers_alone PRIVATE ${EIGENACT_TEST_FLAGS}
                       $<IF:$<BOOL:${MSVC}>,/WX,-Werror>)
if(NOT MSVC)
  target_precompile_headers(test_headers_alone PRIVATE <Eigen/Core>)
endif()

eigenact_add_test(test_two_units structure structure/first_unit.cpp structure/second_unit.cpp)

eigenact_add_script(floors structure ${CMAKE_COMMAND} "-DINCLUDE_DIR=${EIGENACT_INCLUDE_DIR}"
  -P "${CMAKE_CURRENT_LIST_DIR}/floors.cmake")

eigenact_add_script(list structure ${CMAKE_COMMAND} "-DSOURCE_DIR=${PROJECT_SOURCE_DIR}"
  "-DSCRATCH_DIR=${CMAKE_CURRENT_BINARY_DIR}/list" -P "${CMAKE_CURRENT_LIST_DIR}/list.cmake")

find_package(Python3 3.8 COMPONENTS Interpreter QUIET)
if(Python3_Interpreter_FOUND)
  eigenact_add_script(performance_page structure ${Python3_EXECUTABLE}
    "${CMAKE_CURRENT_LIST_DIR}/performance/performance_test.py" "${PROJECT_SOURCE_DIR}/tools")
endif()
