# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# The whole catalogue by name, compiled once for the tests that need it.

add_library(eigenact_test_catalogue OBJECT
  "${CMAKE_CURRENT_LIST_DIR}/float.cpp" "${CMAKE_CURRENT_LIST_DIR}/double.cpp")
target_link_libraries(eigenact_test_catalogue PRIVATE eigenact::eigenact)
target_compile_options(eigenact_test_catalogue PRIVATE ${EIGENACT_QUICK_FLAGS})

find_package(nlohmann_json QUIET CONFIG)
if(nlohmann_json_FOUND)
  eigenact_add_test(test_json unit "${CMAKE_CURRENT_LIST_DIR}/json_test.cpp")
  target_link_libraries(test_json PRIVATE nlohmann_json::nlohmann_json)
endif()
foreach(test registry any_activation identities conventions json)
  if(TARGET test_${test})
    target_sources(test_${test} PRIVATE $<TARGET_OBJECTS:eigenact_test_catalogue>)
  endif()
endforeach()
