#pragma once

#include <cstddef>
#include <functional>

namespace tiski {

// The number of threads to use: `wanted`, or one a core for 0, but not more than there is work.
unsigned thread_count(unsigned wanted, std::size_t work);

// Calls work(0) … work(count - 1), each once, on all cores and in no order; returns when all are done. `work` must be
// fit to run beside itself. Throws what the first failing call threw, after the others have ended.
void for_each_in_parallel(std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace tiski
