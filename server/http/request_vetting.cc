#include "server/http/request_vetting.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "search/language/text.h"
#include "server/request/url.h"

namespace tiski {
namespace {

// What handlers read. Everything else ends here: Range (2,000 ranges on one file cost 552 MB inside the library),
// Expect (the library answers it before any handler), Accept-Encoding (the library would compress by itself) …
constexpr std::array<std::string_view, 11> kKeptHeaders = {
    "accept",        "accept-encoding", "accept-language", "content-type",   "cookie",       "if-match",
    "if-none-match", "origin",          "sec-fetch-site",  "x-tiski-action", "x-tiski-token"};

// Those that decide whose request it is and what it means: which of two would count?
constexpr std::array<std::string_view, 5> kSingleHeaders = {"content-type", "if-match", "origin", "sec-fetch-site",
                                                            "x-tiski-token"};

constexpr const char* kMethods = "GET, HEAD, POST, PUT";

bool is_token_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lower;
}

std::string_view without_blanks(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

template <typename Names>
bool is_one_of(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_there(const HeaderList& headers, std::string_view name) {
  return std::any_of(headers.begin(), headers.end(), [name](const auto& each) { return each.first == name; });
}

// Is `item` one of the comma-separated values?
bool lists(std::string_view values, std::string_view item) {
  while (!values.empty()) {
    const auto value = values.substr(0, values.find(','));
    if (lower_case(without_blanks(value)) == item) return true;
    values.remove_prefix(std::min(values.size(), value.size() + 1));
  }
  return false;
}

class HeadVetting {
 public:
  HeadVetting(const AllowedHosts& hosts, const HttpLimits& limits) : hosts_(hosts), limits_(limits) {}

  std::variant<Head, Refusal> vet(std::string_view text) {
    auto rest = text;
    const auto line = take_line(rest);
    refusal_.is_api = line.substr(std::min(line.size(), line.find(' '))).starts_with(" /api/");
    refusal_.is_head = line.starts_with("HEAD ");
    if (!vet_request_line(line)) return refusal_;
    while (!rest.empty()) {
      const auto header = take_line(rest);
      if (header.empty()) break;
      if (!vet_header(header)) return refusal_;
    }
    if (!vet_framing()) return refusal_;
    return std::move(head_);
  }

 private:
  static std::string_view take_line(std::string_view& rest) {
    const auto line = rest.substr(0, rest.find("\r\n"));
    rest.remove_prefix(std::min(rest.size(), line.size() + 2));
    return line;
  }

  bool refuse(int status, std::string reason, std::string allow = {}) {
    refusal_.status = status;
    refusal_.reason = std::move(reason);
    refusal_.allow = std::move(allow);
    return false;
  }

  bool vet_request_line(std::string_view line) {
    const auto first = line.find(' ');
    const auto second = first == std::string_view::npos ? first : line.find(' ', first + 1);
    if (second == std::string_view::npos || line.find(' ', second + 1) != std::string_view::npos) {
      return refuse(400, "the request line is not METHOD TARGET VERSION");
    }
    return vet_version(line.substr(second + 1)) && vet_method(line.substr(0, first)) &&
           vet_target(line.substr(first + 1, second - first - 1));
  }

  bool vet_version(std::string_view version) {
    if (version == "HTTP/1.1") return true;
    if (version == "HTTP/1.0") {
      head_.request.http_1_0 = true;
      return true;
    }
    const bool is_http = version.size() == 8 && version.starts_with("HTTP/") && version[6] == '.';
    return is_http ? refuse(400, "only HTTP/1.1 and HTTP/1.0 are spoken here") : refuse(400, "no HTTP version");
  }

  bool vet_method(std::string_view method) {
    for (const auto known : {Method::kGet, Method::kHead, Method::kPost, Method::kPut}) {
      if (method == to_string(known)) {
        head_.request.method = known;
        return true;
      }
    }
    for (const auto* known : {"DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT"}) {
      if (method == known) return refuse(405, "the method is not allowed", kMethods);
    }
    return is_token(method) ? refuse(405, "the method is unknown", kMethods) : refuse(400, "the method is no token");
  }

  bool vet_target(std::string_view target) {
    if (target.size() > limits_.max_target) return refuse(414, "the address is too long");
    if (!target.starts_with('/')) return refuse(400, "the target must be a path");
    const auto is_visible = [](char c) { return c > 0x20 && c < 0x7f && c != '#'; };
    if (!std::all_of(target.begin(), target.end(), is_visible)) {
      return refuse(400, "a character of the target must be percent-encoded");
    }
    const auto path = target.substr(0, target.find('?'));
    if (path.size() > limits_.max_path) return refuse(414, "the path is too long");
    auto decoded = percent_decode(path);
    if (!decoded || std::any_of(decoded->begin(), decoded->end(), is_control) || sanitize(*decoded) != *decoded) {
      return refuse(400, "the path has a broken or forbidden character");
    }
    if (!vet_segments(*decoded)) return false;
    head_.request.path = std::move(*decoded);
    if (path.size() < target.size()) head_.request.query = target.substr(path.size() + 1);
    return true;
  }

  bool vet_segments(std::string_view path) {
    if (path.find('\\') != std::string_view::npos) return refuse(400, "the path has a backslash");
    auto rest = path.substr(1);
    while (!rest.empty()) {
      const auto segment = rest.substr(0, rest.find('/'));
      if (segment.empty() || segment == "." || segment == "..") {
        return refuse(400, "the path has an empty or a dot segment");
      }
      rest.remove_prefix(std::min(rest.size(), segment.size() + 1));
    }
    return true;
  }

  bool vet_header(std::string_view line) {
    if (++header_count_ > limits_.max_headers) return refuse(431, "too many headers");
    const auto colon = line.find(':');
    const auto name = line.substr(0, colon);
    if (colon == std::string_view::npos || !is_token(name)) return refuse(400, "a header is not NAME: VALUE");
    const auto value = without_blanks(line.substr(colon + 1));
    if (std::any_of(value.begin(), value.end(), [](char c) { return is_control(c) && c != '\t'; })) {
      return refuse(400, "a header has a control character");
    }
    return take_header(lower_case(name), value);
  }

  bool take_header(const std::string& name, std::string_view value) {
    if (name == "host") {
      ++host_count_;
      head_.request.host = value;
    } else if (name == "content-length") {
      if (content_length_) return refuse(400, "more than one Content-Length");
      return take_content_length(value);
    } else if (name == "transfer-encoding") {
      return refuse(411, "Transfer-Encoding is not accepted; send Content-Length");
    } else if (name == "content-encoding") {
      return refuse(415, "Content-Encoding is not accepted");
    } else if (name == "connection") {
      head_.request.wants_close = head_.request.wants_close || lists(value, "close");
    } else if (is_one_of(kKeptHeaders, name)) {
      if (is_one_of(kSingleHeaders, name) && is_there(head_.request.headers, name)) {
        return refuse(400, "a header is there twice");
      }
      head_.request.headers.emplace_back(name, value);
    }
    return true;
  }

  bool take_content_length(std::string_view digits) {
    std::size_t length = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) {
      return refuse(400, "Content-Length is no number");
    }
    if (failure != std::errc()) return refuse(413, "the body is too large");
    content_length_ = length;
    return true;
  }

  // What the headers say together: whose request this is, and how long its body.
  bool vet_framing() {
    if (host_count_ != 1) return refuse(421, "exactly one Host header is needed");
    if (!hosts_.allows(head_.request.host)) return refuse(421, "this server is not known under that Host");
    head_.request.base_url = hosts_.base_url(head_.request.host);
    const auto& request = head_.request;
    if (request.method == Method::kGet || request.method == Method::kHead) {
      return content_length_.value_or(0) == 0 || refuse(400, "a GET or HEAD request has no body here");
    }
    if (!content_length_) return refuse(411, "Content-Length is missing");
    const auto limit = is_trainer_path(request.path) ? limits_.max_trainer_body : limits_.max_body;
    if (*content_length_ > limit) return refuse(413, "the body is over " + std::to_string(limit) + " bytes");
    head_.body_size = *content_length_;
    return true;
  }

  const AllowedHosts& hosts_;
  const HttpLimits& limits_;
  Head head_;
  Refusal refusal_;
  std::size_t header_count_ = 0;
  std::size_t host_count_ = 0;
  std::optional<std::size_t> content_length_;
};

}  // namespace

bool is_trainer_path(std::string_view path) {
  return path.starts_with("/trainer/") || path.starts_with("/api/v1/trainer/");
}

Arrival find_head(std::string_view bytes, std::size_t scanned, const HttpLimits& limits) {
  const auto refused = [](int status, std::string reason) {
    return Arrival{Arrival::State::kRefused, 0, Refusal{status, std::move(reason)}};
  };
  // TLS on the wrong port, most often: no end of lines would ever come.
  if (!bytes.empty() && is_control(bytes.front()) && bytes.front() != '\r' && bytes.front() != '\n') {
    return refused(400, "what begins is no request");
  }
  const auto within = bytes.substr(0, limits.max_head);
  for (auto newline = within.find('\n', scanned); newline != std::string_view::npos;
       newline = within.find('\n', newline + 1)) {
    if (newline == 0 || within[newline - 1] != '\r') return refused(400, "a line ends without CR LF");
    if (newline == 1) return refused(400, "the request begins with an empty line");
    if (newline >= 3 && within[newline - 2] == '\n') {
      return Arrival{Arrival::State::kHeadComplete, newline + 1, {}};
    }
  }
  if (bytes.size() < limits.max_head) return {};
  const bool in_request_line = within.find('\n') == std::string_view::npos;
  return in_request_line ? refused(414, "the address is too long") : refused(431, "the headers are too large");
}

std::variant<Head, Refusal> vet_head(std::string_view head, const AllowedHosts& hosts, const HttpLimits& limits) {
  return HeadVetting(hosts, limits).vet(head);
}

}  // namespace tiski
