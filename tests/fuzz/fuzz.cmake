# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# test_fuzz replays the targets on a corpus; with clang fuzz_<target> looks for more, of which it
# keeps what is new in the folder named first:
#   cmake --build build/fuzz --target fuzz_shapes && mkdir -p build/found
#   build/fuzz/tests/fuzz_shapes -runs=1000000 build/found tests/fuzz/corpus/shapes
set(fuzz_targets names json shapes)
find_package(ZLIB QUIET)  # of the example, which not every build of the tests has
if(ZLIB_FOUND)
  list(APPEND fuzz_targets idx)
else()
  message(STATUS "eigenact: without zlib test_fuzz reads no IDX files")
endif()
list(TRANSFORM fuzz_targets REPLACE "(.+)" "${CMAKE_CURRENT_LIST_DIR}/\\1.cpp" OUTPUT_VARIABLE fuzz_sources)
foreach(program test_fuzz test_fuzz_full)
  if(program STREQUAL test_fuzz)
    eigenact_add_program(${program} unit SHORT "${CMAKE_CURRENT_LIST_DIR}/replay_test.cpp" ${fuzz_sources})
  else()
    eigenact_add_program(${program} unit FULL "${CMAKE_CURRENT_LIST_DIR}/replay_test.cpp" ${fuzz_sources})
    target_compile_definitions(${program} PRIVATE EIGENACT_FULL)
  endif()
  target_compile_definitions(${program} PRIVATE EIGENACT_CORPUS="${CMAKE_CURRENT_LIST_DIR}/corpus")
  target_link_libraries(${program} PRIVATE nlohmann_json::nlohmann_json)
  if(ZLIB_FOUND)
    target_compile_definitions(${program} PRIVATE EIGENACT_FUZZ_IDX)
    target_link_libraries(${program} PRIVATE ZLIB::ZLIB)
  endif()
  eigenact_use_members(${program})
endforeach()

if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  set(fuzz_options -O1 -UNDEBUG -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined)
  add_library(fuzz_catalogue OBJECT EXCLUDE_FROM_ALL "${CMAKE_CURRENT_LIST_DIR}/../registry/float_alone.cpp")
  target_compile_options(fuzz_catalogue PRIVATE ${fuzz_options})
  target_link_libraries(fuzz_catalogue PRIVATE eigenact::eigenact)
  foreach(target IN LISTS fuzz_targets)
    add_executable(fuzz_${target} EXCLUDE_FROM_ALL "${CMAKE_CURRENT_LIST_DIR}/libfuzzer.cpp"
      "${CMAKE_CURRENT_LIST_DIR}/${target}.cpp")
    target_compile_definitions(fuzz_${target} PRIVATE EIGENACT_FUZZ_TARGET=fuzz_${target})
    target_compile_options(fuzz_${target} PRIVATE ${fuzz_options})
    target_link_options(fuzz_${target} PRIVATE -fsanitize=fuzzer,address,undefined)
    target_link_libraries(fuzz_${target} PRIVATE eigenact::eigenact)
  endforeach()
  foreach(target names json shapes)
    target_sources(fuzz_${target} PRIVATE $<TARGET_OBJECTS:fuzz_catalogue>)
  endforeach()
  target_sources(fuzz_shapes PRIVATE ${layouts_sources})
  target_compile_definitions(fuzz_shapes PRIVATE EIGENACT_FULL)
  target_link_libraries(fuzz_json PRIVATE nlohmann_json::nlohmann_json)
  if(ZLIB_FOUND)
    target_link_libraries(fuzz_idx PRIVATE ZLIB::ZLIB)
  endif()
endif()
