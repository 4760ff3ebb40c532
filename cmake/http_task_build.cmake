# Compiler settings of every target of the project, and the functions that declare modules and tests.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
# All symbols are hidden, so that the plugin loads beside a host's own Boost.
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)

add_library(http_task_options INTERFACE)
target_compile_options(http_task_options INTERFACE
  -pthread # as re2 asks of its users: precompiled headers need the same flags in all targets
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wcast-align -Wformat=2
  $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi>
  # GCC 12 sees overlaps in std::string::replace that are not there (GCC bug 105329), and in coroutines takes the
  # allocation of a frame that it has inlined for another function than the one that frees it.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-mismatched-new-delete>
  # Where sources are compiled together, what one declares shadows names in the next, and its anonymous namespace looks
  # like that of a header.
  $<$<BOOL:${HTTP_TASK_UNITY}>:-Wno-shadow>
  $<$<COMPILE_LANGUAGE:CXX>:$<$<BOOL:${HTTP_TASK_UNITY}>:-Wno-subobject-linkage>>
  $<$<BOOL:${HTTP_TASK_WERROR}>:-Werror>)

# -O3 makes the code of Boost larger, not faster.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")

if(HTTP_TASK_SANITIZE)
  add_compile_options(-fsanitize=${HTTP_TASK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${HTTP_TASK_SANITIZE})
  if(HTTP_TASK_SANITIZE MATCHES "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-Wno-tsan) # Asio's fences, which the sanitizer does not model; its locks it does
  endif()
  if(HTTP_TASK_SANITIZE MATCHES "undefined" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # A quarter of the time of the build. AddressSanitizer sees what goes through a null pointer, and the fuzz targets
    # (clang) check alignment.
    add_compile_options(-fno-sanitize=null,alignment)
  endif()
  # Line tables only and no optimisation: with sanitizers, -O1 takes GCC two and a half times as long.
  string(REPLACE "-g" "-g1" CMAKE_CXX_FLAGS_DEBUG "${CMAKE_CXX_FLAGS_DEBUG}")
  string(REPLACE "-g" "-g1" CMAKE_C_FLAGS_DEBUG "${CMAKE_C_FLAGS_DEBUG}")
endif()
if(HTTP_TASK_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# The headers that most sources include, compiled once per kind of target: up to half of the time of a build. Sources
# still include what they use; tests/architecture compiles each header alone. Only where nothing is optimised: with
# optimisation GCC 12 forgets that precompiled headers are the system's, and warns of what it takes for faults in them.
# So for modules on demand (HTTP_TASK_PCH), and for tests, which are not optimised in any build, always.
set(http_task_frequent_headers <algorithm> <array> <cstdint> <functional> <map> <memory> <optional> <string>
    <string_view> <vector> <boost/json.hpp> <boost/system/result.hpp>)
set(http_task_test_options $<$<CONFIG:Release>:-O0>)

function(http_task_precompile)
  if(HTTP_TASK_PCH)
    file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/precompiled/module.cpp" CONTENT "")
    add_library(http_task_precompiled_module STATIC "${CMAKE_BINARY_DIR}/precompiled/module.cpp")
    target_link_libraries(http_task_precompiled_module PRIVATE http_task_boost http_task_options)
    target_precompile_headers(http_task_precompiled_module PRIVATE ${http_task_frequent_headers})
  endif()
  if(HTTP_TASK_TESTS)
    file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/precompiled/test.cpp" CONTENT "int main() {}\n")
    add_executable(http_task_precompiled_test "${CMAKE_BINARY_DIR}/precompiled/test.cpp")
    set_target_properties(http_task_precompiled_test PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    target_compile_options(http_task_precompiled_test PRIVATE ${http_task_test_options})
    target_link_libraries(http_task_precompiled_test PRIVATE http_task_boost GTest::gmock GTest::gtest http_task_options)
    target_precompile_headers(http_task_precompiled_test PRIVATE
      ${http_task_frequent_headers} <gmock/gmock.h> <gtest/gtest.h>)
  endif()
endfunction()

# http_task_module(<name> SOURCES ... [USES module...] [LIBRARIES target...] [ONE_BY_ONE])
# One folder of plugin/: the static target http_task_<name>, included as "<name>/<file>.hpp". ONE_BY_ONE: its sources
# have helpers of the same name, each its own, and are never compiled together.
function(http_task_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "ONE_BY_ONE" "" "SOURCES;USES;LIBRARIES")
  add_library(http_task_${name} STATIC ${arg_SOURCES})
  target_include_directories(http_task_${name} PUBLIC "${PROJECT_SOURCE_DIR}/plugin")
  list(TRANSFORM arg_USES PREPEND http_task_)
  target_link_libraries(http_task_${name} PUBLIC ${arg_USES} http_task_boost ${arg_LIBRARIES}
                        PRIVATE http_task_options)
  if(TARGET http_task_precompiled_module)
    target_precompile_headers(http_task_${name} REUSE_FROM http_task_precompiled_module)
  endif()
  if(NOT arg_ONE_BY_ONE)
    http_task_compile_together(http_task_${name})
  endif()
endfunction()

# http_task_compile_together(<target>): with HTTP_TASK_UNITY several sources at once, which takes a third of the time.
function(http_task_compile_together target)
  if(HTTP_TASK_UNITY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 10)
  endif()
endfunction()

# What ThreadSanitizer runs: the tests with the label "concurrent". And all fuzz targets.
add_custom_target(concurrent_tests)
add_custom_target(fuzz_targets)

# http_task_test(<name> SOURCES ... [LIBRARIES target...] [LABELS ...] [ARGS ...])
# A GoogleTest program that ctest runs as one entry of that name.
function(http_task_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "SOURCES;LIBRARIES;LABELS;ARGS")
  add_executable(${name} ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} GTest::gtest GTest::gmock GTest::gtest_main http_task_options)
  target_compile_definitions(${name} PRIVATE
    HTTP_TASK_SOURCE_DIR="${PROJECT_SOURCE_DIR}" HTTP_TASK_BINARY_DIR="${CMAKE_BINARY_DIR}")
  target_compile_options(${name} PRIVATE ${http_task_test_options})
  # The same definitions as those of the precompiled headers, also where a test does without our Boost.
  target_compile_definitions(${name} PRIVATE $<TARGET_PROPERTY:http_task_boost,INTERFACE_COMPILE_DEFINITIONS>)
  target_precompile_headers(${name} REUSE_FROM http_task_precompiled_test)
  add_test(NAME ${name} COMMAND ${name} ${arg_ARGS})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300)
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}")
  if("concurrent" IN_LIST arg_LABELS)
    add_dependencies(concurrent_tests ${name})
  endif()
endfunction()

# http_task_fuzzer(<name> SOURCES ... [LIBRARIES target...]): a libFuzzer target; seeds lie in tests/fuzz/corpus/<name>.
function(http_task_fuzzer name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBRARIES")
  add_executable(fuzz_${name} ${arg_SOURCES})
  set_target_properties(fuzz_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/fuzz")
  target_link_libraries(fuzz_${name} PRIVATE ${arg_LIBRARIES} http_task_options)
  target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  add_dependencies(fuzz_targets fuzz_${name})
endfunction()

# http_task_embed(<target> <variable> <file>): the text of a file as `const std::string_view http_task::embedded::<variable>`,
# which its user declares extern. A change of the file configures anew.
function(http_task_embed target variable file)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
  file(READ "${file}" text)
  file(CONFIGURE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/embedded/${variable}.cpp" @ONLY CONTENT
[==[#include <string_view>
namespace http_task::embedded {
extern const std::string_view @variable@;
constinit const std::string_view @variable@ = R"embedded(@text@)embedded";
} // namespace http_task::embedded
]==])
  target_sources(${target} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/embedded/${variable}.cpp")
endfunction()
