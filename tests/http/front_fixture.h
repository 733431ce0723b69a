#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/http/front.h"
#include "server/http/response_headers.h"
#include "tests/http/http_client.h"

namespace tiski::test {

using namespace std::chrono_literals;

inline std::string body_of(HttpClient& client) {
  const auto answer = client.receive();
  return answer ? answer->body : "(no answer)";
}

inline int status_of(HttpClient& client) {
  const auto answer = client.receive();
  return answer ? answer->status : 0;
}

inline constexpr std::size_t kLarge = 12UL * 1024 * 1024;  // more than sockets hold

inline const std::string& large_answer() {
  static const std::string answer =
      "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(kLarge) + "\r\n\r\n" + std::string(kLarge, 'x');
  return answer;
}

// The front alone: answers are the request's path, so that these tests are about connections and nothing else.
class FrontTest : public ::testing::Test {
 protected:
  void start(HttpLimits limits = {}, unsigned workers = 2) {
    auto listener = listen_on({"127.0.0.1", 0});
    port_ = listener.port;
    front_ = std::make_unique<Front>(
        std::move(listener), AllowedHosts(port_, {}), limits, workers,
        [this](const Request& request) { return answer(request); },
        [](const Refusal& refusal) { return refusal_bytes(refusal, "text/plain", refusal.reason, "id"); });
    thread_ = std::thread([this] { front_->run(); });
  }
  ~FrontTest() override { stop(); }

  void stop() {
    if (front_ == nullptr) return;
    release_ = true;
    front_->stop();
    thread_.join();
    front_.reset();
  }

  WireAnswer answer(const Request& request) {
    ++answered_;
    {
      const std::lock_guard lock(mutex_);
      order_.push_back(request.path);
    }
    while (request.path == "/wait" && !release_) std::this_thread::sleep_for(1ms);
    auto body = request.path + (request.body.empty() ? "" : "|" + std::to_string(request.body.size()));
    if (request.path == "/large") return {large_answer(), true};
    return {"HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body,
            request.method == Method::kGet};
  }

  std::string get(std::string_view path, std::string_view headers = "") const {
    return get_bytes(port_, path, headers);
  }

  // The paths in the order in which workers began with them.
  std::vector<std::string> order() {
    const std::lock_guard lock(mutex_);
    return order_;
  }

  int port_ = 0;
  std::atomic<int> answered_ = 0;
  std::atomic<bool> release_ = false;
  std::mutex mutex_;
  std::vector<std::string> order_;
  std::unique_ptr<Front> front_;
  std::thread thread_;
};

}  // namespace tiski::test
