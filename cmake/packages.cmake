# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# The packages that the library and its tests, benchmarks and examples are built with.

# eigenact_find_package(<name> <repository> <tag>): the installed package; where there is none, and
# CMake (3.24 or later) can make it answer later find_package calls too, the sources of that tag.
macro(eigenact_find_package name repository tag)
  find_package(${name} CONFIG QUIET)
  if(NOT ${name}_FOUND)
    if(CMAKE_VERSION VERSION_LESS 3.24)
      message(FATAL_ERROR "eigenact: ${name} was not found: install it, or name its folder with "
                          "-D${name}_DIR=..., or use CMake 3.24, which can download it.")
    endif()
    message(STATUS "eigenact: ${name} is not installed; using ${repository} ${tag}")
    include(FetchContent)
    set(eigenact_fetch_options OVERRIDE_FIND_PACKAGE)
    if(CMAKE_VERSION VERSION_GREATER_EQUAL 3.25)
      list(APPEND eigenact_fetch_options SYSTEM)  # its warnings are not ours
    endif()
    FetchContent_Declare(${name} GIT_REPOSITORY ${repository} GIT_TAG ${tag} GIT_SHALLOW ON
                         ${eigenact_fetch_options})
    FetchContent_MakeAvailable(${name})
  endif()
endmacro()

# Eigen3::Eigen, 3.4 or 5. The version is not asked of find_package: Eigen 5 refuses a request for
# 3.4, and Eigen 3.4.0 refuses a range.
macro(eigenact_find_eigen)
  if(NOT TARGET Eigen3::Eigen)
    set(CMAKE_EXPORT_PACKAGE_REGISTRY OFF)  # Eigen as a sub-project would enter its build folder
    eigenact_find_package(Eigen3 https://gitlab.com/libeigen/eigen.git 5.0.1)
  endif()
  include("${CMAKE_CURRENT_LIST_DIR}/cmake/eigen_version.cmake")
endmacro()
