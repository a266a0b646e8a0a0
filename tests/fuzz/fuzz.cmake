# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# test_fuzz replays the targets on a corpus; with clang fuzz_names and fuzz_shapes look for more:
#   cmake --build build/fuzz --target fuzz_shapes && build/fuzz/tests/fuzz_shapes found tests/fuzz/corpus/shapes
set(fuzz_targets names shapes)
list(TRANSFORM fuzz_targets REPLACE "(.+)" "${CMAKE_CURRENT_LIST_DIR}/\\1.cpp" OUTPUT_VARIABLE fuzz_sources)
eigenact_add_test(test_fuzz unit "${CMAKE_CURRENT_LIST_DIR}/replay_test.cpp" ${fuzz_sources})
target_compile_definitions(test_fuzz PRIVATE EIGENACT_CORPUS="${CMAKE_CURRENT_LIST_DIR}/corpus")
target_sources(test_fuzz PRIVATE $<TARGET_OBJECTS:eigenact_test_catalogue>
  $<TARGET_OBJECTS:eigenact_kernels> $<TARGET_OBJECTS:eigenact_tables>)

if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  set(sanitizers -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined)
  foreach(target IN LISTS fuzz_targets)
    add_executable(fuzz_${target} EXCLUDE_FROM_ALL "${CMAKE_CURRENT_LIST_DIR}/libfuzzer.cpp"
      "${CMAKE_CURRENT_LIST_DIR}/${target}.cpp")
    target_compile_definitions(fuzz_${target} PRIVATE EIGENACT_FUZZ_TARGET=fuzz_${target})
    target_compile_options(fuzz_${target} PRIVATE -O1 ${sanitizers})
    target_link_options(fuzz_${target} PRIVATE ${sanitizers})
    target_link_libraries(fuzz_${target} PRIVATE eigenact::eigenact)
  endforeach()
endif()
