#include "server/views/make_path_pages.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/request/url.h"
#include "server/views/make_results.h"
#include "server/views/make_shell.h"

namespace tiski {
namespace {

// Paths are read whole in one language: never a question in one and its answers in another.
std::string language_of(const Visit& visit, const TrainingPath& path) {
  if (path.title.count(visit.lang) > 0) return visit.lang;
  for (const auto& lang : visit.kb().languages) {
    if (path.title.count(lang) > 0) return lang;
  }
  return visit.lang;
}

std::string path_url(std::string_view lang, std::string_view id) {
  return fmt::format("/{}/paths/{}", lang, percent_encode(id));
}

class PathPageMaker {
 public:
  PathPageMaker(const Visit& visit, const TrainingPath& path)
      : visit_(visit), path_(path), lang_(language_of(visit, path)) {}

  views::PathPage make() {
    views::PathPage page;
    page.id = path_.id;
    page.url = path_url(visit_.lang, path_.id);
    page.title = text_in(path_.title, lang_);
    page.description = text_in(path_.description, lang_);
    page.foreign_lang = foreign(visit_, lang_);
    if (!page.foreign_lang.empty()) {
      page.only_in = visit_.words.format("path_only_in", {{"language", language_name(visit_.words, lang_)}});
    }
    page.list_url = fmt::format("/{}/paths", visit_.lang);
    for (std::size_t i = 0; i < path_.steps.size(); ++i) page.steps.push_back(make_step(i + 1, page.url));
    ShellContent content;
    content.page = "path";
    content.title = page.title;
    content.description = page.description;
    content.canonical_url = page.url;
    content.url_in = [this](const std::string& lang) { return build_url(path_url(lang, path_.id), given_); };
    page.shell = make_shell(visit_, std::move(content));
    return page;
  }

 private:
  views::PathStepView make_step(std::size_t number, const std::string& url) {
    const PathStep& step = path_.steps[number - 1];
    views::PathStepView view;
    view.step_id = fmt::format("step-{}", number);
    view.step_url = url + "#" + view.step_id;
    view.step_title = text_in(step.title, lang_);
    for (const auto& id : step.articles) add_guide(id, view.guides);
    std::size_t answered = 0;
    std::size_t right = 0;
    for (std::size_t i = 0; i < step.questions.size(); ++i) {
      view.questions.push_back(make_question(fmt::format("s{}q{}", number, i + 1), step.questions[i]));
      for (const auto& answer : view.questions.back().answers) {
        if (answer.chosen) ++answered;
        if (answer.chosen && answer.correct) ++right;
      }
    }
    if (answered > 0) {
      view.score = visit_.words.format(
          "path_score", {{"right", std::to_string(right)}, {"count", std::to_string(step.questions.size())}});
    }
    return view;
  }

  void add_guide(const std::string& id, std::vector<views::PathGuide>& guides) {
    const auto& db = visit_.database();
    const auto docid = find_article(visit_, db, id);
    if (!docid) return;
    const auto article = Snapshot::article(db, *docid);
    guides.push_back({fmt::format("{}/{}", article.lang, article.id), article.body_digest, article.title,
                      article_url(article.lang, article.slug), article.summary, foreign(visit_, article.lang)});
  }

  views::PathQuestionView make_question(const std::string& name, const PathQuestion& question) {
    views::PathQuestionView view{name, text_in(question.text, lang_), {}};
    const auto given = visit_.request.parameter(name);
    for (std::size_t i = 0; i < question.options.size(); ++i) {
      const auto& option = question.options[i];
      const auto value = std::to_string(i + 1);
      const bool chosen = given == value;
      if (chosen) given_.emplace_back(name, value);
      view.answers.push_back({fmt::format("{}-{}", name, value), value, text_in(option.text, lang_),
                              text_in(option.why, lang_), option.correct, chosen});
    }
    return view;
  }

  const Visit& visit_;
  const TrainingPath& path_;
  std::string lang_;
  Parameters given_;  // the answers of the address that are some question's
};

}  // namespace

std::vector<views::PathLink> make_path_links(const Visit& visit) {
  std::vector<views::PathLink> links;
  for (const auto& path : visit.snapshot().paths()) {
    const auto lang = language_of(visit, path);
    links.push_back({path.id, text_in(path.title, lang), path_url(visit.lang, path.id), text_in(path.description, lang),
                     visit.words.count("path_steps", path.steps.size()), foreign(visit, lang)});
  }
  return links;
}

views::PathsPage make_paths_page(const Visit& visit) {
  views::PathsPage page;
  ShellContent content;
  content.page = "paths";
  content.title = visit.words.text("paths_heading");
  content.canonical_url = fmt::format("/{}/paths", visit.lang);
  content.url_in = [](const std::string& lang) { return fmt::format("/{}/paths", lang); };
  page.shell = make_shell(visit, std::move(content));
  page.paths = make_path_links(visit);
  return page;
}

const TrainingPath* find_path(const Visit& visit, std::string_view id) {
  const auto& paths = visit.snapshot().paths();
  const auto found = std::find_if(paths.begin(), paths.end(), [&](const TrainingPath& path) { return path.id == id; });
  return found == paths.end() ? nullptr : &*found;
}

views::PathPage make_path_page(const Visit& visit, const TrainingPath& path) {
  return PathPageMaker(visit, path).make();
}

bool is_on_path(const Visit& visit, std::string_view article) {
  for (const auto& path : visit.snapshot().paths()) {
    for (const auto& step : path.steps) {
      if (std::find(step.articles.begin(), step.articles.end(), article) != step.articles.end()) return true;
    }
  }
  return false;
}

}  // namespace tiski
