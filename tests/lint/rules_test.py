"""Each rule must find what it is there for, and leave alone what is well."""

import unittest

import rules


def found(rule, path: str, text: str) -> list[str]:
    return [message for _, message in rule(path, text)]


class Includes(unittest.TestCase):
    def test_a_module_uses_only_what_stands_to_its_left(self):
        self.assertTrue(found(rules.includes, "search/index/a.cc", '#include "search/query/searcher.h"\n'))
        self.assertFalse(found(rules.includes, "search/query/a.cc", '#include "search/index/schema.h"\n'))

    def test_a_third_party_header_stays_in_its_folder(self):
        self.assertTrue(found(rules.includes, "server/views/a.cc", "#include <httplib.h>\n"))
        self.assertTrue(found(rules.includes, "server/http/a.cc", "#include <unicode/coll.h>\n"))
        self.assertFalse(found(rules.includes, "search/language/text.cc", "#include <unicode/coll.h>\n"))

    def test_readers_are_served_without_the_indexer(self):
        self.assertTrue(found(rules.includes, "server/views/a.cc", '#include "indexer/build.h"\n'))
        self.assertFalse(found(rules.includes, "server/trainer/a.cc", '#include "indexer/build.h"\n'))


class Hygiene(unittest.TestCase):
    def test_finds_what_no_file_of_ours_has(self):
        for text in ("a \n", "a\tb\n", "a\r\n", "no end", "// TO" "DO: later\n", "see /ro" "ot/x\n", "in /wo" "rk/y\n"):
            self.assertTrue(found(rules.hygiene, "a.cc", text), text)

    def test_leaves_addresses_and_relative_paths_alone(self):
        for text in ("https://example.org/home/page\n", "docs/wo" "rk/plan.md\n", "/fi/search\n", ""):
            self.assertFalse(found(rules.hygiene, "a.cc", text), text)


class Template(unittest.TestCase):
    def test_finds_what_the_policy_or_the_escaping_forbids(self):
        for text in (
            "<p class={{x}}>",
            '<p style="color:red">',
            '<a href="/" onclick="go()">',
            "<script>go()</script>",
            "<style>p{}</style>",
            "<script>{{x}}</script>",
            '<a tabindex="1" href="/">',
            '<img src="/a.png">',
            '<link href="https://fonts.example/x">',
            "<p>{{name}}lla</p>",
        ):
            self.assertTrue(found(rules.template, "a.mustache", text), text)

    def test_leaves_sound_markup_alone(self):
        for text in (
            '<p class="{{x}}">{{y}} ohjetta</p>',
            '<input type="checkbox"{{#on}} checked{{/on}}>',
            '<script src="{{asset.app.js}}" type="module"></script>',
            '<img src="{{url}}" alt="">',
            "{{#items}}text{{/items}}",
            "{{> partial}}\n",
        ):
            self.assertFalse(found(rules.template, "a.mustache", text), text)


class Words(unittest.TestCase):
    def test_finds_words_in_a_template(self):
        self.assertTrue(found(rules.words, "home.mustache", "<p>Hae ohjeista</p>"))
        self.assertTrue(found(rules.words, "home.mustache", "{{> head}}\nHae"))
        self.assertTrue(found(rules.words, "home.mustache", '<nav aria-label="Sivut">{{x}}</nav>'))

    def test_leaves_messages_and_pages_of_one_language_alone(self):
        self.assertFalse(found(rules.words, "home.mustache", "<p>{{t.hello}} · {{#a}}({{b}}){{/a}}&nbsp;… <kbd>Esc</kbd></p>"))
        self.assertFalse(found(rules.words, "help.fi.mustache", "<p>Näin haet</p>"))


class Scripts(unittest.TestCase):
    def test_broken_ones_are_found(self):
        self.assertTrue(found(rules.shell, "script/x", "#!/bin/bash\nset -euo pipefail\nif true; then\n"))
        self.assertTrue(found(rules.shell, "script/x", "#!/bin/bash\ntrue\n"))
        self.assertTrue(found(rules.javascript, "a.mjs", "const = 1;\n"))
        self.assertTrue(found(rules.python, "a.py", "def (:\n"))

    def test_sound_ones_are_not(self):
        self.assertFalse(found(rules.shell, "script/x", "#!/bin/bash\nset -euo pipefail\ntrue\n"))
        self.assertFalse(found(rules.javascript, "a.mjs", "export const a = 1;\n"))
        self.assertFalse(found(rules.python, "a.py", "a = 1\n"))


if __name__ == "__main__":
    unittest.main()
