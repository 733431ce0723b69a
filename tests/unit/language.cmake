tiski_test(test_text SOURCES text_test.cc collation_test.cc USES tiski_language)
tiski_test(test_analyzer SOURCES finnish_analyzer_test.cc USES tiski_language)
