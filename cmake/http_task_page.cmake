# http_task_page(<target>): builds the editor page (host/page) with node and embeds it into the target, which then has
# page_files() of page/files.hpp. Without node 18 and npm, or without a package registry the first time, page_files() is
# empty and all else works; with CI=true that is an error.
function(http_task_page target)
  set(source "${CMAKE_CURRENT_SOURCE_DIR}/page")
  set(folder "${CMAKE_BINARY_DIR}/page")
  find_program(HTTP_TASK_NODE NAMES node nodejs DOC "node 18 or newer, for the editor page")
  find_program(HTTP_TASK_NPM NAMES npm DOC "npm, for the editor page")
  mark_as_advanced(HTTP_TASK_NODE HTTP_TASK_NPM)

  set(missing "")
  if(NOT HTTP_TASK_NODE OR NOT HTTP_TASK_NPM)
    set(missing "node and npm are not installed")
  else()
    execute_process(COMMAND "${HTTP_TASK_NODE}" --version OUTPUT_VARIABLE version OUTPUT_STRIP_TRAILING_WHITESPACE)
    if(NOT version MATCHES "^v([0-9]+)" OR CMAKE_MATCH_1 LESS 18)
      set(missing "node is ${version}")
    endif()
  endif()
  if(missing)
    if("$ENV{CI}" STREQUAL "true")
      message(FATAL_ERROR "The editor page needs node 18 or newer and npm: ${missing}.")
    endif()
    message(WARNING "Without the editor page: it needs node 18 or newer and npm, and ${missing}.")
    target_sources(${target} PRIVATE "${source}/no_files.cpp")
    return()
  endif()

  file(GLOB_RECURSE inputs CONFIGURE_DEPENDS "${source}/src/*")
  list(APPEND inputs "${source}/build.mjs" "${source}/embed.mjs" "${source}/package.json" "${source}/package-lock.json"
    "${source}/tsconfig.json")
  # The stamp is there only after success: what failed for want of a registry is tried again by the next build.
  add_custom_command(OUTPUT "${folder}/page_files.cpp" "${folder}/stamp"
    COMMAND "${CMAKE_COMMAND}" -D "NODE=${HTTP_TASK_NODE}" -D "NPM=${HTTP_TASK_NPM}" -D "SOURCE=${source}"
      -D "FOLDER=${folder}" -P "${PROJECT_SOURCE_DIR}/cmake/build_page.cmake"
    DEPENDS ${inputs} "${source}/no_files.cpp" "${PROJECT_SOURCE_DIR}/cmake/build_page.cmake"
      "${PROJECT_SOURCE_DIR}/cmake/npm_ci.cmake"
    COMMENT "Building the editor page" VERBATIM)
  target_sources(${target} PRIVATE "${folder}/page_files.cpp")
endfunction()
