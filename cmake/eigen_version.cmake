# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# Stops with a sentence if find_package(Eigen3) found an Eigen that eigenact is not made for.
if(DEFINED Eigen3_VERSION AND (Eigen3_VERSION VERSION_LESS 3.4 OR Eigen3_VERSION VERSION_GREATER_EQUAL 6))
  message(FATAL_ERROR "eigenact needs Eigen 3.4 or later and earlier than 6, but found Eigen "
                      "${Eigen3_VERSION} in ${Eigen3_DIR}: name another with -DEigen3_DIR=...")
endif()
