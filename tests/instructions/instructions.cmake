# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# Instructions per element of the hot loops, against counts.txt. They depend on the compiler and its
# options, not on the machine.
find_program(EIGENACT_VALGRIND valgrind)
find_program(EIGENACT_PYTHON python3)
set(counted_with "g++ 12, Eigen 3.4.0, x86-64, no CMAKE_CXX_FLAGS, valgrind and python3")
set(here "${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}, Eigen ${Eigen3_VERSION}, ${CMAKE_SYSTEM_PROCESSOR}")
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION MATCHES "^12\\."
   AND Eigen3_VERSION VERSION_EQUAL 3.4.0 AND CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$"
   AND CMAKE_CXX_FLAGS STREQUAL "" AND EIGENACT_VALGRIND AND EIGENACT_PYTHON)
  add_executable(instructions EXCLUDE_FROM_ALL instructions/fast.cpp instructions/precise.cpp)
  target_link_libraries(instructions PRIVATE eigenact::eigenact)
  target_compile_options(instructions PRIVATE -O3 -mavx2 -mfma -mf16c)
  target_compile_definitions(instructions PRIVATE NDEBUG)
  set(count "${EIGENACT_PYTHON}" "${PROJECT_SOURCE_DIR}/tools/instructions.py"
      --valgrind "${EIGENACT_VALGRIND}" "$<TARGET_FILE:instructions>"
      "${CMAKE_CURRENT_LIST_DIR}/counts.txt")
  eigenact_in_tier(instructions FULL)
  eigenact_add_script(instructions structure FULL_ONLY ${count})
  add_custom_target(renew_instructions COMMAND ${count} --renew VERBATIM)
else()
  eigenact_add_script(instructions structure FULL_ONLY "${CMAKE_COMMAND}" -E echo
    "skipped: the instructions are counted with ${counted_with}; here is ${here}, flags '${CMAKE_CXX_FLAGS}'")
  set_tests_properties(instructions PROPERTIES SKIP_REGULAR_EXPRESSION "^skipped")
endif()
