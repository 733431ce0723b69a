tiski_test(test_text SOURCES text_test.cc collation_test.cc spoken_finnish_test.cc USES tiski_language)
tiski_test(test_analyzer
  SOURCES analyzer_property_test.cc explain_test.cc finnish_analyzer_test.cc finnish_reading_test.cc snowball_analyzer_test.cc
  USES tiski_language)
tiski_test(test_freedict SOURCES freedict_test.cc USES tiski_language ZLIB::ZLIB)
