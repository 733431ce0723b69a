tiski_test(test_query
  SOURCES parsed_query_test.cc search_test.cc searcher_source_test.cc term_reader_test.cc
  USES tiski_query)
