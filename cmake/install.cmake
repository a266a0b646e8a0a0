# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# The headers, the CMake package and the pkg-config file. Nothing in them depends on the machine,
# so they go to share/, and the installed tree may be moved.
include(CMakePackageConfigHelpers)

set(package_dir share/cmake/eigenact)
set(generated "${PROJECT_BINARY_DIR}/package")

configure_package_config_file(cmake/eigenactConfig.cmake.in "${generated}/eigenactConfig.cmake"
  INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file("${generated}/eigenactConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
configure_file(cmake/eigenact.pc.in "${generated}/eigenact.pc" @ONLY)

install(TARGETS eigenact EXPORT eigenactTargets)
install(EXPORT eigenactTargets NAMESPACE eigenact:: DESTINATION ${package_dir})
install(FILES "${generated}/eigenactConfig.cmake" "${generated}/eigenactConfigVersion.cmake"
              cmake/eigen_version.cmake
  DESTINATION ${package_dir})
install(FILES "${generated}/eigenact.pc" DESTINATION share/pkgconfig)
install(DIRECTORY include/eigenact DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp")
