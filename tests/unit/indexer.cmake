tiski_test(test_indexer
  SOURCES content_path_test.cc content_source_test.cc content_writer_test.cc front_matter_test.cc markdown_test.cc path_file_test.cc personal_data_test.cc
          report_test.cc rules_test.cc yaml_reader_test.cc ../support/child_process.cc
  USES tiski_indexer fmt::fmt nlohmann_json::nlohmann_json)
tiski_test(test_checks SOURCES indexer_checks_test.cc USES tiski_indexer)
tiski_test(test_build CONCURRENT SOURCES build_test.cc USES tiski_indexer)
tiski_test(test_indexer_program
  SOURCES indexer_program_test.cc ../support/run_program.cc
  USES tiski_index nlohmann_json::nlohmann_json)
target_compile_definitions(test_indexer_program PRIVATE TISKI_INDEXER="$<TARGET_FILE:tiski-indexer>")
add_dependencies(test_indexer_program tiski-indexer)
tiski_test(test_guidance ONE_PROCESS SOURCES ../content/guidance_test.cc USES tiski_indexer fmt::fmt nlohmann_json::nlohmann_json)
tiski_test(test_cases SOURCES ../content/cases_test.cc USES tiski_indexer fmt::fmt)
tiski_test(test_lenient_folder SOURCES ../content/lenient_folder_test.cc USES tiski_indexer)
# Thousands of searches: the optimised programs ask them all (script/test answers).
tiski_test(test_search_proof AS_SERVED GUIDANCE ONE_PROCESS
  SOURCES ../content/search_proof_test.cc ../support/guidance_index.cc
  USES tiski_indexer)
