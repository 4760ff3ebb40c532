# Builds the editor page: cmake -D NODE=... -D NPM=... -D SOURCE=host/page -D FOLDER=... -P build_page.cmake
# Writes FOLDER/page_files.cpp, and FOLDER/stamp when the page is in it. See http_task_page.cmake.
include("${CMAKE_CURRENT_LIST_DIR}/npm_ci.cmake")
file(MAKE_DIRECTORY "${FOLDER}")
file(REMOVE "${FOLDER}/stamp")

function(without_page reason)
  if("$ENV{CI}" STREQUAL "true")
    message(FATAL_ERROR "The editor page was not built: ${reason}")
  endif()
  string(REGEX REPLACE "[\r\n]+" " " reason "${reason}")
  string(SUBSTRING "${reason}" 0 300 reason)
  message("Without the editor page, everything else works: ${reason}")
  file(COPY_FILE "${SOURCE}/no_files.cpp" "${FOLDER}/page_files.cpp")
endfunction()

# npm installs beside package.json, and nothing is written to the source tree.
file(REMOVE_RECURSE "${FOLDER}/src")
file(COPY "${SOURCE}/src" "${SOURCE}/build.mjs" "${SOURCE}/embed.mjs" "${SOURCE}/package.json" "${SOURCE}/tsconfig.json"
  "${SOURCE}/package-lock.json" DESTINATION "${FOLDER}")
npm_ci("${NPM}" "${FOLDER}" errors)
if(errors)
  without_page("${errors}")
  return()
endif()

execute_process(COMMAND "${NODE}" build.mjs --out dist WORKING_DIRECTORY "${FOLDER}" TIMEOUT 300
  OUTPUT_VARIABLE printed ERROR_VARIABLE errors RESULT_VARIABLE failed)
if(NOT failed)
  execute_process(COMMAND "${NODE}" embed.mjs dist "${FOLDER}/page_files.cpp" WORKING_DIRECTORY "${FOLDER}" TIMEOUT 60
    ERROR_VARIABLE errors RESULT_VARIABLE failed)
endif()
if(failed)
  # Not for want of anything: the page's own sources are wrong.
  message(FATAL_ERROR "The editor page does not build:\n${printed}${errors}")
endif()
string(STRIP "${printed}" printed)
message("${printed}")
file(TOUCH "${FOLDER}/stamp")
