#pragma once

#include <string>
#include <string_view>

namespace tiski {

// The words of raw HTML, which pages do not show: tags and comments out, what stands in <script> and <style> too, runs
// of space as one. What only looks like a tag ("x<y and z>w") is text and stays.
std::string text_of_html(std::string_view html);

// Is "<b>", "</p>", "<!-- x -->" a tag or comment of HTML, judged by its name?
bool is_html_tag(std::string_view tag);

}  // namespace tiski
