tiski_test(test_index
  SOURCES digest_test.cc document_builder_test.cc incremental_build_test.cc index_file_test.cc index_writer_test.cc publication_test.cc
          schema_test.cc text_map_test.cc ${PROJECT_SOURCE_DIR}/tests/support/child_process.cc
  USES tiski_index OpenSSL::Crypto)
tiski_test(test_snapshot CONCURRENT SOURCES snapshot_test.cc USES tiski_index)
