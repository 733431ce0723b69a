#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "server/views/shell.h"

namespace tiski::views {

// A training path, as the home page and the list of paths lead to it.
struct PathLink {
  std::string id;
  std::string title;
  std::string url;
  std::string description;
  std::string steps_text;    // "5 vaihetta"
  std::string foreign_lang;  // of the texts, where it is not the page's

  template <typename Visit>
  void fields(Visit&& field) const {
    field("id", id);
    field("title", title);
    field("url", url);
    field("description", description);
    field("steps_text", steps_text);
    field("foreign_lang", foreign_lang);
  }
};

struct PathsPage {
  Shell shell;
  std::vector<PathLink> paths;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("shell", shell);
    field("paths", paths);
  }
};

// A guide to read. The browser remembers under `key` the revision that was read.
struct PathGuide {
  std::string key;       // "fi/vihainen-asiakas"
  std::string revision;  // of its text
  std::string title;
  std::string url;
  std::string summary;
  std::string guide_lang;  // where it is not the page's

  template <typename Visit>
  void fields(Visit&& field) const {
    field("key", key);
    field("revision", revision);
    field("title", title);
    field("url", url);
    field("summary", summary);
    field("guide_lang", guide_lang);
  }
};

struct PathAnswer {
  std::string html_id;  // unique on the page
  std::string value;    // "2"
  std::string text;
  std::string why;
  bool correct = false;
  bool chosen = false;  // by the address: then `why` is shown

  template <typename Visit>
  void fields(Visit&& field) const {
    field("html_id", html_id);
    field("value", value);
    field("text", text);
    field("why", why);
    field("correct", correct);
    field("chosen", chosen);
  }
};

struct PathQuestionView {
  std::string name;  // of the answers' fields, and of the parameter in the address: "s1q2"
  std::string question;
  std::vector<PathAnswer> answers;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("name", name);
    field("question", question);
    field("answers", answers);
  }
};

struct PathStepView {
  std::string step_id;   // "step-1"
  std::string step_url;  // the page at this step
  std::string step_title;
  std::vector<PathGuide> guides;
  std::vector<PathQuestionView> questions;
  std::string score;  // "1/2 oikein"; empty when none was answered

  template <typename Visit>
  void fields(Visit&& field) const {
    field("step_id", step_id);
    field("step_url", step_url);
    field("step_title", step_title);
    field("guides", guides);
    field("questions", questions);
    field("score", score);
  }
};

struct PathPage {
  Shell shell;
  std::string id;
  std::string url;
  std::string title;
  std::string description;
  std::string foreign_lang;  // of the path's own texts, where it is not the page's
  std::string only_in;       // says so in words; empty otherwise
  std::string list_url;
  std::vector<PathStepView> steps;

  template <typename Visit>
  void fields(Visit&& field) const {
    field("shell", shell);
    field("id", id);
    field("url", url);
    field("title", title);
    field("description", description);
    field("foreign_lang", foreign_lang);
    field("only_in", only_in);
    field("list_url", list_url);
    field("steps", steps);
  }
};

}  // namespace tiski::views
