# npm_ci(<npm> <folder> <errors>): installs into a folder what the package-lock.json in there names, unless that is there
# already, without running a script of any package. <errors> becomes "" or what npm said.
function(npm_ci npm folder errors)
  set(${errors} "" PARENT_SCOPE)
  file(SHA256 "${folder}/package-lock.json" lock)
  set(installed "")
  if(EXISTS "${folder}/node_modules/.http-task")
    file(READ "${folder}/node_modules/.http-task" installed)
  endif()
  if(installed STREQUAL lock)
    return()
  endif()
  execute_process(COMMAND "${npm}" ci --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=1
    --fetch-timeout=60000 WORKING_DIRECTORY "${folder}" TIMEOUT 600 OUTPUT_QUIET ERROR_VARIABLE said
    RESULT_VARIABLE failed)
  if(failed)
    set(${errors} "npm ci failed: ${said}" PARENT_SCOPE)
  else()
    file(WRITE "${folder}/node_modules/.http-task" "${lock}")
  endif()
endfunction()
