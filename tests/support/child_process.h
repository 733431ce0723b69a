#pragma once

#include <functional>

namespace tiski {

struct ChildEnd {
  bool possible = true;  // false: this system does not let us trace a child
  bool killed = false;   // else it ended by itself, with `status` as from waitpid
  int status = 0;
  int changes = 0;  // system calls that change files, up to its end
};

// Runs `work` in a child process and waits: its exit status is what `work` returns, 99 when it throws.
int run_in_child(const std::function<int()>& work);

// Runs `work` in a child process and kills it (SIGKILL, as by kill -9) just before its `fatal`-th system call that
// changes files: a write, sync, rename, link, unlink, a created file or folder. 0: lets it live and counts the calls.
ChildEnd run_and_kill_at(int fatal, const std::function<int()>& work);

}  // namespace tiski
