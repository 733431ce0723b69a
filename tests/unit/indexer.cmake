tiski_test(test_indexer
  SOURCES content_source_test.cc content_writer_test.cc front_matter_test.cc markdown_test.cc path_file_test.cc personal_data_test.cc
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
tiski_test(test_search_proof ONE_PROCESS SOURCES ../content/lenient_folder_test.cc ../content/search_proof_test.cc USES tiski_indexer)
