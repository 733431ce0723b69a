#include "tests/support/run_program.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/temp_folder.h"

namespace tiski {
namespace {

constexpr int kNobody = 65534;
constexpr int kNotRun = 127;

[[noreturn]] void become(const std::vector<std::string>& command, int out, int err, RunAs who) {
  const int in = ::open("/dev/null", O_RDONLY);
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(err, STDERR_FILENO);
  const bool change = who == RunAs::kNobody && ::geteuid() == 0;
  if (change && (::setgid(kNobody) != 0 || ::setuid(kNobody) != 0)) ::_exit(kNotRun);
  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  ::execv(arguments[0], arguments.data());
  ::_exit(kNotRun);
}

}  // namespace

ProgramRun run_program(const std::vector<std::string>& command, RunAs who) {
  const TempFolder folder;
  const int out = ::open((folder / "out").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const int err = ::open((folder / "err").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const pid_t child = ::fork();
  if (child == 0) become(command, out, err, who);
  ::close(out);
  ::close(err);
  int status = 0;
  ::waitpid(child, &status, 0);
  ProgramRun run;
  run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  run.out = read_file(folder / "out");
  run.err = read_file(folder / "err");
  return run;
}

}  // namespace tiski
