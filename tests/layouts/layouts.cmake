# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# The members of all families with their types erased, compiled once for test_layouts and test_fuzz;
# those of the full tier with all that -O2 does, as users compile them, but for the loop over channels
# and for sanitizers, which take ten minutes for that.

set(layouts_sources "${CMAKE_CURRENT_LIST_DIR}/members.cpp" "${CMAKE_CURRENT_LIST_DIR}/channels.cpp")
foreach(part IN ITEMS members channels)
  foreach(end IN ITEMS "" _full)
    set(target eigenact_test_${part}${end})
    add_library(${target} OBJECT EXCLUDE_FROM_ALL "${CMAKE_CURRENT_LIST_DIR}/${part}.cpp")
    target_link_libraries(${target} PRIVATE eigenact::eigenact eigenact_test_support)
    if(target STREQUAL "eigenact_test_members_full" AND NOT EIGENACT_SANITIZE)
      target_compile_options(${target} PRIVATE ${EIGENACT_TEST_FLAGS})
    else()
      target_compile_options(${target} PRIVATE ${EIGENACT_QUICK_FLAGS})
      if(NOT MSVC)
        target_precompile_headers(${target} REUSE_FROM eigenact_precompiled_tests)
      endif()
    endif()
    if(end)
      target_compile_definitions(${target} PRIVATE EIGENACT_FULL)
    endif()
  endforeach()
endforeach()

# eigenact_use_members(<program>): links them, of the tier that the program is of, and the registry.
function(eigenact_use_members program)
  set(end "")
  if(program MATCHES "_full$")
    set(end _full)
  endif()
  foreach(part IN ITEMS members channels)
    target_sources(${program} PRIVATE $<TARGET_OBJECTS:eigenact_test_${part}${end}>)
  endforeach()
  eigenact_use_catalogue(${program})
endfunction()
eigenact_use_members(test_layouts)
eigenact_use_members(test_layouts_full)
