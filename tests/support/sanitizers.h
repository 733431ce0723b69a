#pragma once

#include <chrono>

namespace tiski::test {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)  // g++
#define TISKI_SANITIZED 1
#elif defined(__has_feature)  // clang
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define TISKI_SANITIZED 1
#endif
#endif

#ifdef TISKI_SANITIZED
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif

// UBSan looks at memory through a pipe: where no descriptor is left, it takes good memory for bad.
#if defined(__has_feature)
#if __has_feature(undefined_behavior_sanitizer)
#define TISKI_CHECKED_FOR_UNDEFINED_BEHAVIOUR 1
#endif
#endif

#ifdef TISKI_CHECKED_FOR_UNDEFINED_BEHAVIOUR
inline constexpr bool kNeedsDescriptorsItself = true;
#else
inline constexpr bool kNeedsDescriptorsItself = false;
#endif

// A promise of time as a sanitizer's build is held to it: tests without optimisation, shadow memory and the search for
// leaks at the end cost several times the time, on machines that others use too. script/bench measures the promise
// itself.
constexpr std::chrono::milliseconds patience(std::chrono::milliseconds promised) {
  return kSanitized ? 6 * promised : promised;
}

}  // namespace tiski::test
