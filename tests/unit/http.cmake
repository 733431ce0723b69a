tiski_test(test_http_front CONCURRENT
  SOURCES ../http/front_test.cc ../http/request_vetting_test.cc ../http/http_client.cc
  USES tiski_server ZLIB::ZLIB)
