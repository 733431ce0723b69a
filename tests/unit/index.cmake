tiski_test(test_index
  SOURCES document_builder_test.cc
  USES tiski_index)
