# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# Gives eigenact_bench its rows. A unit is one activation in one scalar type, a file of its own: so
# that a build holds what it is asked for, and another choice compiles only what is new. The units
# follow from the lists of the library, include/eigenact/<family>.hpp.

set(families elementwise channelwise basis gated rowwise stochastic)
set(scalars_of_elementwise float double half bfloat16)
set(scalars_of_channelwise float)
set(scalars_of_basis float double)
set(scalars_of_gated float double half bfloat16)
set(scalars_of_rowwise float double half bfloat16)
set(scalars_of_stochastic float double)
set(types_of_float float)
set(types_of_double double)
set(types_of_half Eigen::half)
set(types_of_bfloat16 Eigen::bfloat16)

# eigenact_bench_list(<family> <names> <headers> <types>): what is in the list of a family, the
# header of each and the template that it defines. A header that ends without entering an activation
# in the list, such as gated/gated.hpp, has none.
function(eigenact_bench_list family names_result headers_result types_result)
  set(list ${family})
  if(family STREQUAL "channelwise")
    set(list elementwise)
  endif()
  set(file "${EIGENACT_INCLUDE_DIR}/eigenact/${list}.hpp")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
  file(STRINGS "${file}" lines REGEX "^#include <eigenact/${list}/.*\\.hpp>")
  set(names "")
  set(headers "")
  set(types "")
  foreach(line IN LISTS lines)
    string(REGEX REPLACE ".*<(eigenact/.*/([a-z0-9_]+)\\.hpp)>.*" "\\1;\\2" parts "${line}")
    list(GET parts 0 header)
    list(GET parts 1 name)
    file(READ "${EIGENACT_INCLUDE_DIR}/${header}" text)
    if(family STREQUAL "channelwise" AND NOT text MATCHES "\\.parameter\\(")
      continue()
    endif()
    # EIGENACT_GATED(GLU) or EIGENACT_APPEND(rowwise_list, formula::Maxout)
    if(text MATCHES "\nEIGENACT_[A-Z_]+\\(([a-z_]+, formula::)?([A-Za-z0-9]+)\\)")
      list(APPEND names ${name})
      list(APPEND headers ${header})
      list(APPEND types ${CMAKE_MATCH_2})
    endif()
  endforeach()
  set(${names_result} "${names}" PARENT_SCOPE)
  set(${headers_result} "${headers}" PARENT_SCOPE)
  set(${types_result} "${types}" PARENT_SCOPE)
endfunction()

# eigenact_bench_unit(<name> <header> <call>): a source file that adds rows.
function(eigenact_bench_unit name header call)
  set(file "${CMAKE_CURRENT_BINARY_DIR}/units/${name}.cpp")
  file(CONFIGURE OUTPUT "${file}" @ONLY CONTENT "// Written by bench/units.cmake.
@header@
namespace {
[[maybe_unused]] const bool added = eigenact::bench::@call@();
}
")
  target_sources(eigenact_bench PRIVATE "${file}")
endfunction()

set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/subset.txt")
file(STRINGS subset.txt subset REGEX "^[a-z]")
set(wanted ${EIGENACT_BENCH_ONLY})
if("subset" IN_LIST wanted)
  list(TRANSFORM subset REPLACE "\\(.*" "" OUTPUT_VARIABLE subset_units)
  list(TRANSFORM subset_units APPEND "/float")
  list(REMOVE_ITEM wanted subset)
  list(APPEND wanted ${subset_units})
endif()
list(JOIN subset " " subset_text)
set_property(SOURCE selection.cpp APPEND PROPERTY COMPILE_DEFINITIONS
             "EIGENACT_BENCH_SUBSET=\"${subset_text}\"")

# The activations, in all families.
set(chosen "")       # family/name/scalar
set(unknown ${wanted})
foreach(family IN LISTS families)
  eigenact_bench_list(${family} names headers types)
  foreach(name header type IN ZIP_LISTS names headers types)
    foreach(scalar IN LISTS scalars_of_${family})
      set(keys ${name} ${family}/${name} ${family}/${name}/${scalar})
      set(is_wanted FALSE)
      foreach(key IN LISTS keys)
        if(key IN_LIST wanted)
          set(is_wanted TRUE)
        endif()
      endforeach()
      list(REMOVE_ITEM unknown ${keys})
      if(is_wanted OR NOT wanted)
        list(APPEND chosen ${family}/${name}/${scalar})
        eigenact_bench_unit(${family}_${name}_${scalar}
          "#include <${header}>\n#include \"rows/${family}.hpp\""
          "add_${family}<eigenact::${type}, ${types_of_${scalar}}>")
      endif()
    endforeach()
  endforeach()
endforeach()
if(unknown)
  list(JOIN unknown ", " text)
  message(FATAL_ERROR "EIGENACT_BENCH_ONLY names ${text}, but eigenact has no activation of that name: "
                      "write subset, gelu, elementwise/gelu or elementwise/gelu/float.")
endif()

# Their peers, in float and double, where one of those that the file names was chosen.
foreach(file smooth gaussian exponential rectified gated rowwise basis)
  set(family elementwise)
  set(function add_${file})
  if(file IN_LIST families)
    set(family ${file})
    set(function add_${file}_expressions)
  endif()
  file(READ expressions/${file}.hpp text)
  foreach(scalar float double)
    foreach(unit IN LISTS chosen)
      if(NOT unit MATCHES "^${family}/(.*)/${scalar}$")
        continue()
      endif()
      if(text MATCHES "(EIGENACT_PEER\\(|\")${CMAKE_MATCH_1}[,\"]")
        eigenact_bench_unit(peers_${file}_${scalar} "#include \"expressions/${file}.hpp\""
          "${function}<${types_of_${scalar}}>")
        break()
      endif()
    endforeach()
  endforeach()
endforeach()
foreach(scalar float double half bfloat16)
  if("${chosen};" MATCHES "/${scalar};")
    eigenact_bench_unit(copies_${scalar} "#include \"expressions/copies.hpp\""
      "add_copies<${types_of_${scalar}}>")
  endif()
endforeach()

list(LENGTH chosen count)
message(STATUS "eigenact_bench: ${count} units, each an activation in one scalar type")
if(wanted)
  set_property(SOURCE selection.cpp APPEND PROPERTY COMPILE_DEFINITIONS EIGENACT_BENCH_PARTIAL)
endif()
