# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# The members of all families with their types erased, compiled once for test_layouts and test_fuzz;
# those of the full tier with all that -O2 does, as users compile them, but for the loop over channels.

set(layouts_sources "${CMAKE_CURRENT_LIST_DIR}/members.cpp" "${CMAKE_CURRENT_LIST_DIR}/channels.cpp")
foreach(target eigenact_test_members eigenact_test_members_full)
  add_library(${target} OBJECT EXCLUDE_FROM_ALL ${layouts_sources})
  target_link_libraries(${target} PRIVATE eigenact::eigenact eigenact_test_support)
endforeach()
target_compile_options(eigenact_test_members PRIVATE ${EIGENACT_QUICK_FLAGS})
if(NOT MSVC)
  target_precompile_headers(eigenact_test_members REUSE_FROM eigenact_precompiled_tests)
endif()
target_compile_options(eigenact_test_members_full PRIVATE ${EIGENACT_TEST_FLAGS})
target_compile_definitions(eigenact_test_members_full PRIVATE EIGENACT_FULL)
set_source_files_properties("${CMAKE_CURRENT_LIST_DIR}/channels.cpp" PROPERTIES
  COMPILE_OPTIONS "${EIGENACT_QUICK_FLAGS}")

# eigenact_use_members(<program>): links them, of the tier that the program is of, and the registry.
function(eigenact_use_members program)
  set(members eigenact_test_members)
  if(program MATCHES "_full$")
    set(members eigenact_test_members_full)
  endif()
  target_sources(${program} PRIVATE $<TARGET_OBJECTS:${members}>)
  eigenact_use_catalogue(${program})
endfunction()
eigenact_use_members(test_layouts)
eigenact_use_members(test_layouts_full)
