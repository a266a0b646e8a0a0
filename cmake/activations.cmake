# The activations, as the list include/eigenact/elementwise.hpp names them.

# eigenact_elementwise(<headers> <types>): the headers listed (file names without .hpp) and, in the same
# order, the C++ type that each of them defines. Stops with a sentence if a header of the folder is not listed.
function(eigenact_elementwise headers_result types_result)
  set(folder "${EIGENACT_INCLUDE_DIR}/eigenact/elementwise")
  set(list "${EIGENACT_INCLUDE_DIR}/eigenact/elementwise.hpp")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${list}")
  file(STRINGS "${list}" lines REGEX "^#include <eigenact/elementwise/.*\\.hpp>")
  set(headers "")
  set(types "")
  foreach(line IN LISTS lines)
    string(REGEX REPLACE ".*/([a-z0-9_]+)\\.hpp>.*" "\\1" header "${line}")
    file(STRINGS "${folder}/${header}.hpp" entry REGEX "^EIGENACT_ELEMENTWISE\\(")
    # file(STRINGS) puts a backslash before a semicolon.
    if(NOT entry MATCHES "^EIGENACT_ELEMENTWISE\\(([A-Za-z0-9]+)\\)\\\\?;$")
      message(FATAL_ERROR "elementwise/${header}.hpp must end with one line EIGENACT_ELEMENTWISE(Type);")
    endif()
    list(APPEND headers "${header}")
    list(APPEND types "${CMAKE_MATCH_1}")
  endforeach()
  file(GLOB present RELATIVE "${folder}" CONFIGURE_DEPENDS "${folder}/*.hpp")
  foreach(file IN LISTS present)
    string(REGEX REPLACE "\\.hpp$" "" header "${file}")
    if(NOT header IN_LIST headers)
      message(FATAL_ERROR "elementwise/${file} is not listed in elementwise.hpp: add "
                          "#include <eigenact/elementwise/${file}> there.")
    endif()
  endforeach()
  set(${headers_result} "${headers}" PARENT_SCOPE)
  set(${types_result} "${types}" PARENT_SCOPE)
endfunction()

# eigenact_family(<family> <headers> <types>): the same of rowwise, gated or basis. Headers that define
# no activation of the list (gated/gated.hpp) are left out.
function(eigenact_family family headers_result types_result)
  set(list "${EIGENACT_INCLUDE_DIR}/eigenact/${family}.hpp")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${list}")
  file(STRINGS "${list}" lines REGEX "^#include <eigenact/${family}/.*\\.hpp>")
  set(headers "")
  set(types "")
  foreach(line IN LISTS lines)
    string(REGEX REPLACE ".*/([a-z0-9_]+)\\.hpp>.*" "\\1" header "${line}")
    file(STRINGS "${EIGENACT_INCLUDE_DIR}/eigenact/${family}/${header}.hpp" entry
         REGEX "^EIGENACT_(ROWWISE|ROWWISE_REDUCTION|GATED|BASIS|APPEND)\\(")
    if(entry MATCHES "\\((${family}_list, formula::)?([A-Za-z0-9]+)\\)")
      list(APPEND headers "${header}")
      list(APPEND types "${CMAKE_MATCH_2}")
    endif()
  endforeach()
  set(${headers_result} "${headers}" PARENT_SCOPE)
  set(${types_result} "${types}" PARENT_SCOPE)
endfunction()
