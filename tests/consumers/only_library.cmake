# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# In another project only the library is there: no tests, benchmarks, examples, documentation or
# install rules, and no build type or flags that the project did not choose.
foreach(part BUILD_TESTS BUILD_BENCH BUILD_EXAMPLES BUILD_DOCS INSTALL)
  if(EIGENACT_${part})
    message(FATAL_ERROR "EIGENACT_${part} must be off in a sub-project.")
  endif()
endforeach()
if(CMAKE_BUILD_TYPE OR CMAKE_CXX_FLAGS)
  message(FATAL_ERROR "The sub-project chose flags: '${CMAKE_BUILD_TYPE}', '${CMAKE_CXX_FLAGS}'.")
endif()
foreach(target eigenact_bench eigenact_test_support train_mlp)
  if(TARGET ${target})
    message(FATAL_ERROR "The sub-project defines ${target}.")
  endif()
endforeach()
