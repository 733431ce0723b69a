#include "tests/http/program.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <thread>

#include "tests/http/test_server.h"
#include "tests/support/guidance_index.h"

namespace tiski::test {
namespace {

using Clock = std::chrono::steady_clock;

const std::string kProgram = std::string(TISKI_BINARY_DIR) + "/server/tiski-server";

std::string all_of(int fd) {
  std::string text;
  std::array<char, 4096> bytes{};
  for (ssize_t got = 0; (got = ::read(fd, bytes.data(), bytes.size())) > 0;) {
    text.append(bytes.data(), static_cast<std::size_t>(got));
  }
  return text;
}

}  // namespace

std::vector<std::string> usual_arguments(const std::string& listen) {
  return {"--index=" + guidance_index().string(), "--listen=" + listen, kTemplatesOption,
          "--state=" + (new_folder("program") / "tiski.db").string(), "--log-level=warn"};
}

Program::Program(std::vector<std::string> arguments, const std::vector<std::string>& environment) {
  std::array<int, 2> out{};
  std::array<int, 2> err{};
  if (::pipe2(out.data(), O_CLOEXEC) != 0 || ::pipe2(err.data(), O_CLOEXEC) != 0) std::abort();
  arguments.insert(arguments.begin(), kProgram);
  std::vector<char*> raw;
  for (auto& argument : arguments) raw.push_back(argument.data());
  raw.push_back(nullptr);
  pid_ = ::fork();
  if (pid_ == 0) {
    ::dup2(out[1], STDOUT_FILENO);
    ::dup2(err[1], STDERR_FILENO);
    for (const auto& each : environment) ::putenv(const_cast<char*>(each.c_str()));
    ::execv(kProgram.c_str(), raw.data());
    ::_exit(127);
  }
  ::close(out[1]);
  ::close(err[1]);
  out_ = Socket(out[0]);
  err_ = Socket(err[0]);
}

Program::~Program() {
  if (!is_running_) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

std::string Program::first_line() {
  std::string line;
  char byte = 0;
  while (::read(out_.fd(), &byte, 1) == 1 && byte != '\n') line += byte;
  return line;
}

int Program::port() {
  const auto line = first_line();
  const auto colon = line.rfind(':');
  return line.starts_with("http://") ? std::stoi(line.substr(colon + 1)) : 0;
}

void Program::signal(int number) const { ::kill(pid_, number); }

int Program::wait(std::chrono::milliseconds limit) {
  const auto end = Clock::now() + limit;
  int status = 0;
  while (::waitpid(pid_, &status, WNOHANG) == 0) {
    if (Clock::now() > end) return -1;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  is_running_ = false;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string Program::errors() const { return all_of(err_.fd()); }
std::string Program::output() const { return all_of(out_.fd()); }

}  // namespace tiski::test
