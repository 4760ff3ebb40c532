# What `cmake --install` puts where. The tree works where it lies: the program looks for the plugin beside itself.
include(CMakePackageConfigHelpers)

# Not CMAKE_INSTALL_LIBDIR, which differs between systems: hosts of every language look below "lib".
set(http_task_plugin_dir lib/http-task)
set(http_task_package_dir lib/cmake/http_task)

install(TARGETS http_task_plugin LIBRARY DESTINATION ${http_task_plugin_dir})
install(FILES manifest.json DESTINATION ${http_task_plugin_dir})
install(DIRECTORY schemas DESTINATION ${http_task_plugin_dir} FILES_MATCHING PATTERN "*.json")
if(TARGET http_task_cli)
  install(TARGETS http_task_cli RUNTIME DESTINATION bin)
endif()
install(FILES LICENSE README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/http-task)

# The SDK. Two exports: a host in C needs no more than the headers, and no Boost.
install(DIRECTORY sdk/include/http_task DESTINATION include FILES_MATCHING PATTERN "*.h" PATTERN "*.hpp")
install(TARGETS http_task_headers EXPORT http_task_headers)
install(TARGETS http_task_sdk EXPORT http_task_sdk ARCHIVE DESTINATION lib)
install(EXPORT http_task_headers NAMESPACE http_task:: DESTINATION ${http_task_package_dir})
install(EXPORT http_task_sdk NAMESPACE http_task:: DESTINATION ${http_task_package_dir})

configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/http_task-config.cmake.in"
  "${PROJECT_BINARY_DIR}/http_task-config.cmake"
  INSTALL_DESTINATION ${http_task_package_dir} PATH_VARS http_task_plugin_dir)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/http_task-config-version.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/http_task-config.cmake" "${PROJECT_BINARY_DIR}/http_task-config-version.cmake"
  DESTINATION ${http_task_package_dir})
