#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace tiski {

// What a template is given: a tree of flags, texts, lists and objects. An empty text counts as "none", as a section's
// condition and as its inverse alike. Beside a list `x` stands the flag `has_x`: mustache can only iterate a list.
struct Data {
  using List = std::vector<Data>;
  using Object = std::vector<std::pair<std::string, Data>>;
  std::variant<bool, std::string, List, Object> value = false;
};

template <typename Value>
Data to_data(const Value& value);

namespace detail {
template <typename Value>
struct IsVector : std::false_type {};
template <typename Item>
struct IsVector<std::vector<Item>> : std::true_type {};
template <typename Value>
struct IsOptional : std::false_type {};
template <typename Item>
struct IsOptional<std::optional<Item>> : std::true_type {};
}  // namespace detail

// Any view model, by its fields(): nothing is written by hand, so nothing is forgotten.
template <typename Value>
Data to_data(const Value& value) {
  if constexpr (std::same_as<Value, bool> || std::same_as<Value, std::string>) {
    return Data{value};
  } else if constexpr (std::integral<Value>) {
    return Data{std::to_string(value)};
  } else if constexpr (detail::IsOptional<Value>::value) {
    return value ? to_data(*value) : Data{false};
  } else if constexpr (detail::IsVector<Value>::value) {
    Data::List list;
    list.reserve(value.size());
    for (const auto& item : value) list.push_back(to_data(item));
    return Data{std::move(list)};
  } else {
    Data::Object object;
    object.reserve(32);
    value.fields([&object](std::string_view name, const auto& field) {
      if constexpr (detail::IsVector<std::remove_cvref_t<decltype(field)>>::value) {
        object.emplace_back("has_" + std::string(name), Data{!field.empty()});
      }
      object.emplace_back(name, to_data(field));
    });
    return Data{std::move(object)};
  }
}

}  // namespace tiski
