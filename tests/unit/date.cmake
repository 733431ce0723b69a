tiski_test(test_date SOURCES date_test.cc USES tiski_article)
