tiski_test(test_text SOURCES text_test.cc collation_test.cc USES tiski_language)
