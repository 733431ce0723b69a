tiski_test(test_article SOURCES article_test.cc stored_form_test.cc USES tiski_article)
