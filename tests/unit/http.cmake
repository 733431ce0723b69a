tiski_test(test_http_front CONCURRENT
  SOURCES ../http/allowed_hosts_test.cc ../http/front_crowds_test.cc ../http/front_test.cc ../http/http_client.cc ../http/listener_test.cc
    ../http/request_vetting_test.cc ../http/router_test.cc ../http/turns_test.cc
  USES tiski_server ZLIB::ZLIB)

tiski_test(test_http_site GUIDANCE ONE_PROCESS
  SOURCES ../http/api_test.cc ../http/http_client.cc ../http/pages_test.cc
    ../http/test_server.cc ../support/guidance_index.cc
  USES tiski_server tiski_indexer nlohmann_json::nlohmann_json spdlog::spdlog ZLIB::ZLIB)

tiski_test(test_http_publishing CONCURRENT ONE_PROCESS
  SOURCES ../http/http_client.cc ../http/publish_test.cc ../http/test_server.cc
  USES tiski_server tiski_indexer nlohmann_json::nlohmann_json spdlog::spdlog ZLIB::ZLIB)

tiski_test(test_http_program GUIDANCE ONE_PROCESS
  SOURCES ../http/http_client.cc ../http/program.cc ../http/program_test.cc ../http/test_server.cc
    ../support/guidance_index.cc
  USES tiski_server tiski_indexer spdlog::spdlog ZLIB::ZLIB)
add_dependencies(test_http_program tiski-server)

# Tens of thousands of requests: the program as it is served, not a sanitizer's, asks them all (script/test answers).
tiski_test(test_facet_truth AS_SERVED GUIDANCE
  SOURCES ../http/facet_truth_test.cc ../http/http_client.cc ../http/test_server.cc ../support/guidance_index.cc
  USES tiski_server tiski_indexer nlohmann_json::nlohmann_json spdlog::spdlog ZLIB::ZLIB)

tiski_test(test_hostile AS_SERVED GUIDANCE ONE_PROCESS
  SOURCES ../http/hostile_bodies.cc ../http/hostile_requests.cc ../http/hostile_test.cc ../http/http_client.cc ../http/program.cc
    ../http/test_server.cc ../support/guidance_index.cc
  USES tiski_server tiski_indexer spdlog::spdlog ZLIB::ZLIB)
add_dependencies(test_hostile tiski-server)
