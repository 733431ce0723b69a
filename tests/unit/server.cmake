tiski_test(test_server
  SOURCES html_test.cc messages_test.cc request_test.cc server_state_test.cc views_test.cc warm_up_test.cc
  USES tiski_server spdlog::spdlog)
