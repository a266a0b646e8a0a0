# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# cmake -DSOURCE_DIR=... -DSCRATCH_DIR=... -P list.cmake: configuring fails, with the sentence that
# says what to do, when a header of the folder is not in the list or does not define a type.

set(folder "${SCRATCH_DIR}/include/eigenact/elementwise")
file(REMOVE_RECURSE "${SCRATCH_DIR}")
file(COPY "${SOURCE_DIR}/include" DESTINATION "${SCRATCH_DIR}")

# Configures the copy; it must succeed if sentence is empty, and else fail saying the sentence.
function(expect sentence)
  execute_process(
    COMMAND ${CMAKE_COMMAND} -S "${SOURCE_DIR}/tests/structure/list" -B "${SCRATCH_DIR}/build"
            "-DMODULE=${SOURCE_DIR}/cmake/activations.cmake"
            "-DEIGENACT_INCLUDE_DIR=${SCRATCH_DIR}/include"
    RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
  string(REGEX REPLACE "[ \n]+" " " text "${output}")  # CMake breaks the lines of an error
  string(FIND "${text}" "${sentence}" position)
  set(problem "")
  if(sentence STREQUAL "" AND NOT code EQUAL 0)
    set(problem "The unchanged list does not configure.")
  elseif(NOT sentence STREQUAL "" AND code EQUAL 0)
    set(problem "Configured, but should have said \"${sentence}\".")
  elseif(position EQUAL -1)
    set(problem "Failed as it should, but did not say \"${sentence}\".")
  endif()
  if(problem)
    message("${output}")
    message(FATAL_ERROR "${problem}")
  endif()
endfunction()

expect("")

file(COPY_FILE "${folder}/relu.hpp" "${folder}/not_listed.hpp")
expect("elementwise/not_listed.hpp is not listed in elementwise.hpp")
file(REMOVE "${folder}/not_listed.hpp")

file(READ "${folder}/relu.hpp" text)
string(REPLACE "EIGENACT_ELEMENTWISE(ReLU);" "" text "${text}")
file(WRITE "${folder}/relu.hpp" "${text}")
expect("elementwise/relu.hpp must end with one line EIGENACT_ELEMENTWISE(Type);")
