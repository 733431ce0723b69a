#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "search/error.h"
#include "server/html/escape.h"
#include "server/html/templates.h"
#include "server/views/article_page.h"
#include "server/views/browse_pages.h"
#include "server/views/opensearch.h"
#include "server/views/search_page.h"

namespace tiski {
namespace {

using ::testing::ContainerEq;
using ::testing::HasSubstr;

const std::filesystem::path kTemplates = std::filesystem::path(TISKI_SOURCE_DIR) / "templates";

std::string asset_url(std::string_view file) { return "/assets/" + std::string(file); }

const TemplateConstants kConstants{[](std::string_view key) { return "<" + std::string(key) + ">"; }, asset_url};

TEST(Escape, LeavesNothingThatEndsTextOrAQuotedAttribute) {
  EXPECT_EQ(html_escape(R"(<a href="x" title='y'>&)"), "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;");
}

TEST(ExpandTemplate, PutsPartialsMessagesAndAssetsIn) {
  const TemplateSources sources = {{"page", "{{> head}}|{{x}}|{{asset.a.css}}"}, {"partials/head", "{{t.title}}\n"}};
  EXPECT_EQ(expand_template(sources, "page", "fi", kConstants), "&lt;title&gt;|{{x}}|/assets/a.css");
}

TEST(ExpandTemplate, PrefersTheTemplateOfTheLanguage) {
  const TemplateSources sources = {{"help", "any"}, {"help.sv", "svenska"}};
  EXPECT_EQ(expand_template(sources, "help", "sv", kConstants), "svenska");
  EXPECT_EQ(expand_template(sources, "help", "fi", kConstants), "any");
}

TEST(ExpandTemplate, NamesTheFileAndTheLineOfWhatCannotBeRight) {
  const TemplateConstants constants{
      [](std::string_view key) -> std::string { throw Error("no key " + std::string(key)); }, asset_url};
  const TemplateSources sources = {
      {"triple", "\n{{{x}}}"},
      {"ampersand", "{{& x}}"},
      {"delimiters", "{{=<% %>=}}"},
      {"unclosed", "{{#x}}\n\n{{x"},
      {"absent", "\n{{> nobody}}"},
      {"itself", "{{> loop}}"},
      {"partials/loop", "{{> loop}}"},
      {"open.fi", "a\n{{#x}}{{^y}}\n{{/y}}\n"},
      {"crossed", "{{#x}}\n{{#y}}{{/x}}{{/y}}"},
      {"ended", "\n\n{{/x}}"},
      {"message", "a\n\n{{t.nothing}}"},
      {"below", "{{> broken}}"},
      {"partials/broken", "\n{{#x}}"},
  };
  const std::vector<std::pair<const char*, const char*>> table = {
      {"triple", "triple.mustache:2: only partials/trusted_html may write without escaping"},
      {"ampersand", "ampersand.mustache:1: only"},
      {"delimiters", "delimiters.mustache:1: delimiters may not be changed"},
      {"unclosed", "unclosed.mustache:3: a tag is not closed"},
      {"absent", "absent.mustache:2: there is no partials/nobody.mustache"},
      {"itself", "partials/loop.mustache:1: this template holds itself"},
      {"open", "open.fi.mustache:2: the section x does not end"},
      {"crossed", "crossed.mustache:2: the section x ends here, but y is open"},
      {"ended", "ended.mustache:3: the section x ends here but has not begun"},
      {"message", "message.mustache:3: no key nothing"},
      {"below", "partials/broken.mustache:2: the section x does not end"},
      {"no-such-page", "there is no template no-such-page.mustache"},
  };
  for (const auto& [name, says] : table) {
    try {
      expand_template(sources, name, "fi", constants);
      ADD_FAILURE() << name;
    } catch (const Error& error) {
      EXPECT_THAT(error.what(), HasSubstr(says)) << name;
    }
  }
}

TEST(HideBlanks, KeepsThoseBesideATagAndHidesTheOthers) {
  EXPECT_EQ(hide_blanks("a b {{x}} c d"),
            "a\xfe"
            "b {{x}} c\xfe"
            "d");
  EXPECT_EQ(hide_blanks("<p>\n  {{#x}}\n  <b> c </b>\n  <i>\n  {{/x}}\n</p>\n"),
            "<p>\n  {{#x}}\n\xfe\xfe<b>\xfe"
            "c\xfe</b>\xff\xfe\xfe<i>\n  {{/x}}\n</p>\n");
  EXPECT_EQ(hide_blanks("  {{#x}}  \n\n\n  {{/x}}  "), "  {{#x}}  \n\xff\n  {{/x}}  ");
  auto shown = hide_blanks("one two\nthree\n\n four {{x}}\n");
  show_blanks(shown);
  EXPECT_EQ(shown, "one two\nthree\n\n four {{x}}\n");
}

// What hiding must not change: lines of tags alone are left out, all other blanks stay.
TEST(Templates, LeaveOutLinesOfTagsAloneAndKeepEveryOtherBlank) {
  const auto folder = std::filesystem::temp_directory_path() / "tiski-blanks-test";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "page.mustache") << "<ul>\n  {{#list}}\n  <li> a b {{.}} c\n\n  </li>\n  {{/list}}\n</ul>\n"
                                          << "{{#no}} x y {{/no}}\n  {{^no}} n o {{/no}}\n \nend  .\n";
  const auto messages = Messages::load(kTemplates / "messages");
  const auto templates = Templates::load(folder, messages, asset_url);
  const Data data{Data::Object{{"list", Data{Data::List{Data{std::string("1")}, Data{std::string("2")}}}}}};
  EXPECT_EQ(templates.render("page", "fi", data),
            "<ul>\n  <li> a b 1 c\n\n  </li>\n  <li> a b 2 c\n\n  </li>\n</ul>\n\n   n o \n \nend  .\n");
  std::filesystem::remove_all(folder);
}

TEST(Templates, WriteUnescapedTextInExactlyOnePlace) {
  std::vector<std::string> places;
  for (const auto& [name, source] : read_template_sources(kTemplates)) {
    for (std::size_t i = 0; i < count_unescaped_tags(source); ++i) places.push_back(name);
  }
  EXPECT_THAT(places, ContainerEq(std::vector<std::string>{std::string(kTrustedTemplate)}));
}

// A view model with every text and optional there, one item in every list, and every flag as given: fields() reaches
// all of them, so no branch of a template stays unseen.
template <typename View>
View filled(bool flag) {
  View view;
  if constexpr (std::same_as<View, bool>) {
    view = flag;
  } else if constexpr (std::same_as<View, std::string>) {
    view = flag ? "text" : "";
  } else if constexpr (std::integral<View>) {
    view = flag ? 1 : 0;
  } else if constexpr (detail::IsOptional<View>::value) {
    if (flag) view = filled<typename View::value_type>(flag);
  } else if constexpr (detail::IsVector<View>::value) {
    view.push_back(filled<typename View::value_type>(flag));
  } else {
    view.fields([flag](std::string_view, const auto& field) {
      using Field = std::remove_cvref_t<decltype(field)>;
      const_cast<Field&>(field) = filled<Field>(flag);
    });
  }
  return view;
}

TEST(Templates, NameOnlyWhatTheViewModelsHave) {
  const auto messages = Messages::load(kTemplates / "messages");
  const auto templates = Templates::load(kTemplates, messages, asset_url, UnknownNames::kRefuse);
  for (const bool flag : {true, false}) {
    for (const auto* lang : {"fi", "en", "sv"}) {
      const auto render = [&](std::string_view name, const auto& view) {
        EXPECT_NO_THROW(templates.render(name, lang, to_data(view))) << name << ' ' << lang << ' ' << flag;
      };
      render("search", filled<views::SearchPage>(flag));
      render("article", filled<views::ArticlePage>(flag));
      render("home", filled<views::HomePage>(flag));
      render("topic", filled<views::TopicPage>(flag));
      render("az", filled<views::AzPage>(flag));
      render("glossary", filled<views::GlossaryPage>(flag));
      render("paths", filled<views::PathsPage>(flag));
      render("path", filled<views::PathPage>(flag));
      render("offline", filled<views::PlainPage>(flag));
      render("help", filled<views::PlainPage>(flag));
      render("accessibility", filled<views::PlainPage>(flag));
      render("not_found", filled<views::NotFoundPage>(flag));
      render("error", filled<views::ErrorPage>(flag));
      render("opensearch", filled<views::OpenSearch>(flag));
    }
  }
}

TEST(Templates, EscapeWhatTheyAreGiven) {
  const auto messages = Messages::load(kTemplates / "messages");
  const auto templates = Templates::load(kTemplates, messages, asset_url);
  views::HomePage home;
  home.shell.search.q = "\"><script>alert(1)</script>";
  const auto html = templates.render("home", "fi", to_data(home));
  EXPECT_THAT(html, HasSubstr("value=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\""));
}

TEST(Templates, RefuseANameThatTheDataLacksWhenAskedTo) {
  const auto folder = std::filesystem::temp_directory_path() / "tiski-templates-test";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "page.mustache") << "{{known}}{{#list}}{{no_such_name}}{{/list}}";
  const auto messages = Messages::load(kTemplates / "messages");
  const auto templates = Templates::load(folder, messages, asset_url, UnknownNames::kRefuse);
  Data data{Data::Object{{"known", Data{std::string("x")}}, {"list", Data{Data::List{Data{true}}}}}};
  EXPECT_THROW(templates.render("page", "fi", data), Error);
  std::filesystem::remove_all(folder);
}

TEST(Data, SaysWhetherAListIsEmptyAndTreatsEmptyTextAsNone) {
  const auto data = to_data(views::AzLetter{"A", "", {}});
  const auto& object = std::get<Data::Object>(data.value);
  EXPECT_EQ(object[2].first, "has_entries");
  EXPECT_EQ(std::get<bool>(object[2].second.value), false);
}

}  // namespace
}  // namespace tiski
