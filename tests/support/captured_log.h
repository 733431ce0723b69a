#pragma once

#include <spdlog/details/null_mutex.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <mutex>
#include <string>

namespace tiski {

// What is logged while it lives, in place of the usual log. Lines may be written and read on different threads.
class CapturedLog {
 public:
  CapturedLog() : usual_(spdlog::default_logger()) {
    spdlog::set_default_logger(std::make_shared<spdlog::logger>("test", std::make_shared<Sink>(*this)));
  }
  ~CapturedLog() { spdlog::set_default_logger(usual_); }
  CapturedLog(const CapturedLog&) = delete;
  CapturedLog& operator=(const CapturedLog&) = delete;

  std::string text() const {
    const std::lock_guard lock(mutex_);
    return text_;
  }

 private:
  class Sink : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
   public:
    explicit Sink(CapturedLog& log) : log_(log) {}

   private:
    void sink_it_(const spdlog::details::log_msg& message) override {
      const std::lock_guard lock(log_.mutex_);
      log_.text_.append(message.payload.data(), message.payload.size()).push_back('\n');
    }
    void flush_() override {}
    CapturedLog& log_;
  };

  mutable std::mutex mutex_;
  std::string text_;
  std::shared_ptr<spdlog::logger> usual_;
};

}  // namespace tiski
