#include "tests/support/child_process.h"

#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <exception>

namespace tiski {
namespace {

int result_of(const std::function<int()>& work) {
  try {
    return work();
  } catch (const std::exception&) {
    return 99;
  }
}

bool changes_files(const __ptrace_syscall_info& call) {
  switch (call.entry.nr) {
    case SYS_openat:
      return (call.entry.args[2] & O_CREAT) != 0;
    case SYS_write:
    case SYS_pwrite64:
    case SYS_pwritev:
    case SYS_ftruncate:
    case SYS_fallocate:
    case SYS_fsync:
    case SYS_fdatasync:
    case SYS_renameat2:
    case SYS_linkat:
    case SYS_unlinkat:
    case SYS_mkdirat:
    case SYS_copy_file_range:
#ifdef SYS_rename
    case SYS_rename:
    case SYS_link:
    case SYS_unlink:
    case SYS_mkdir:
    case SYS_rmdir:
#endif
      return true;
    default:
      return false;
  }
}

}  // namespace

int run_in_child(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(result_of(work));
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

ChildEnd run_and_kill_at(int fatal, const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) ::_exit(98);
    ::raise(SIGSTOP);
    ::_exit(result_of(work));
  }
  ChildEnd end;
  ::waitpid(child, &end.status, 0);
  if (!WIFSTOPPED(end.status) ||
      ::ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL) != 0) {
    end.possible = false;
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    return end;
  }
  int signal = 0;
  while (::ptrace(PTRACE_SYSCALL, child, nullptr, static_cast<std::intptr_t>(signal)) == 0 &&
         ::waitpid(child, &end.status, 0) == child && WIFSTOPPED(end.status)) {
    signal = 0;
    if (WSTOPSIG(end.status) != (SIGTRAP | 0x80)) {
      signal = WSTOPSIG(end.status);
      continue;
    }
    __ptrace_syscall_info call{};
    ::ptrace(PTRACE_GET_SYSCALL_INFO, child, sizeof call, &call);
    if (call.op != PTRACE_SYSCALL_INFO_ENTRY || !changes_files(call) || ++end.changes != fatal) continue;
    ::kill(child, SIGKILL);
    ::waitpid(child, &end.status, 0);
    end.killed = true;
    break;
  }
  return end;
}

}  // namespace tiski
