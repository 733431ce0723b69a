tiski_test(test_server
  SOURCES html_test.cc messages_test.cc
  USES tiski_server)
