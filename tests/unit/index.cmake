tiski_test(test_index
  SOURCES document_builder_test.cc schema_test.cc text_map_test.cc
  USES tiski_index)
