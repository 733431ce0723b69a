#pragma once

#include <map>
#include <string>

namespace tiski {

using Files = std::map<std::string, std::string>;

// A small knowledge base: Finnish and English, one role, four facets.
inline std::string sample_kb() {
  return R"(name: {fi: Koe, en: Test}
languages: [fi, en]
roles:
  kouluttaja: {fi: Kouluttaja, en: Trainer}
review:
  default: P12M
  topics:
    reklamaatiot: P6M
facets:
  - name: topic
    label: {fi: Aihe, en: Topic}
    values:
      reklamaatiot: {fi: Reklamaatiot, en: Complaints}
      palvelu: {fi: Palvelu, en: Service}
  - name: group
    label: {fi: Asiakasryhmä, en: Customer group}
    multiple: true
    default: kaikki
    values:
      kaikki: {fi: Kaikki, en: All}
      kuulo: {fi: Kuulo, en: Hearing}
      nako: {fi: Näkö, en: Sight}
  - name: type
    label: {fi: Tyyppi, en: Type}
    values:
      ohje: {fi: Ohje, en: Guide}
  - name: level
    label: {fi: Taso, en: Level}
    values:
      uusi: {fi: Uusi, en: New}
)";
}

// An article without fault: `fields` are further lines of front matter.
inline std::string sample_article(const std::string& title, const std::string& body, const std::string& fields = "") {
  return "---\ntitle: " + title +
         "\nsummary: Lyhyt vastaus.\ntopic: palvelu\ntype: ohje\nowner: kouluttaja\nreviewed: 2026-11-01\n"
         "status: published\n" +
         fields + "---\n\n" + body + "\n";
}

}  // namespace tiski
