#pragma once

#include <utility>

#include <xapian.h>

#include "search/error.h"

namespace tiski {

// The only translation of Xapian's errors: runs `work`, throws our Error with a hint for any Xapian::Error.
// `what` begins the message: "opening var/tiski.index".
[[noreturn]] void throw_translated(const Xapian::Error& error, const std::string& what);

template <typename Work>
auto with_translated_errors(const std::string& what, Work&& work) {
  try {
    return std::forward<Work>(work)();
  } catch (const Xapian::Error& error) {
    throw_translated(error, what);
  }
}

}  // namespace tiski
