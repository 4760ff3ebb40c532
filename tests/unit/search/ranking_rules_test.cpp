// What puts the operation first that was meant, each rule by itself.
#include "search/searcher.hpp"

#include "shop.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <thread>

namespace http_task::search {
namespace {

using test::operation;

class catalog {
public:
  catalog& with(const api_record& api, const std::vector<operation>& operations) {
    test::add_api(builder_, api, operations);
    return *this;
  }
  catalog& done() {
    bytes_ = builder_.finish().value();
    over_ = std::make_unique<searcher>(std::vector{index::open(bytes_).value()});
    return *this;
  }
  [[nodiscard]] std::vector<std::string> find(std::string_view text) const {
    return test::names(over_->find({.text = text}));
  }
  [[nodiscard]] std::string first(std::string_view text) const {
    const std::vector<std::string> found = find(text);
    return found.empty() ? "" : found.front();
  }

private:
  index_builder builder_;
  std::string bytes_;
  std::unique_ptr<searcher> over_;
};

TEST(ranking_rules, one_is_meant_or_all) {
  catalog c;
  c.with({.id = "crm.example", .title = "CRM"}, {{"GET", "/contacts/{id}", "Contact -- Get", "contacts.get"},
                                                 {"GET", "/contacts", "Contact -- List", "contacts.list"}})
      .done();
  EXPECT_EQ(c.first("get contact "), "crm.example GET /contacts/{id}");
  EXPECT_EQ(c.first("get all contacts "), "crm.example GET /contacts");
  EXPECT_EQ(c.first("list contacts "), "crm.example GET /contacts");
}

TEST(ranking_rules, the_last_noun_is_the_thing_itself) {
  catalog c;
  c.with({.id = "mail.example", .title = "Mail"},
         {{"POST", "/contacts", "Create"}, {"POST", "/lists", "Create"}})
      .done();
  EXPECT_EQ(c.first("create contact list "), "mail.example POST /lists");
}

TEST(ranking_rules, a_path_without_words_says_nothing_against_an_operation) {
  catalog c;
  c.with({.id = "store.example", .title = "Store"},
         {{"PUT", "/{Bucket}#object-lock", "PutObjectLockConfiguration", "PutObjectLockConfiguration"},
          {"PUT", "/{Bucket}/{Key}", "PutObject", "PutObject"}})
      .done();
  EXPECT_EQ(c.first("put object "), "store.example PUT /{Bucket}/{Key}");
}

TEST(ranking_rules, a_provider_has_names_of_its_own) {
  catalog c;
  c.with({.id = "slack.com", .title = "Slack"},
         {{"GET", "/conversations.list"}, {"GET", "/usergroups.listChannels"}, {"POST", "/reactions.add"}})
      .done();
  EXPECT_EQ(c.first("slack list rooms "), "slack.com GET /conversations.list");
  EXPECT_EQ(c.first("slack add emoji "), "slack.com POST /reactions.add");
  EXPECT_EQ(c.first("slack add emo"), "slack.com POST /reactions.add");
}

TEST(ranking_rules, verbs_stand_for_themselves) {
  catalog c;
  c.with({.id = "code.example", .title = "Code"}, {{"POST", "/repos/{id}/transfer", "Transfer a repository"},
                                                   {"GET", "/repos/{id}/forks", "List forks"},
                                                   {"POST", "/repos/{id}/forks", "Create a fork"}})
      .done();
  EXPECT_EQ(c.first("fork repo "), "code.example POST /repos/{id}/forks");
}

TEST(ranking_rules, verbs_may_have_two_words) {
  catalog c;
  c.with({.id = "cloud.example", .title = "Cloud"}, {{"POST", "/servers", "Create server"},
                                                     {"GET", "/servers", "List servers"},
                                                     {"POST", "/servers/{id}/shutdown", "Shut down server"}})
      .done();
  EXPECT_EQ(c.first("turn off server "), "cloud.example POST /servers/{id}/shutdown");
}

TEST(ranking_rules, a_list_is_the_next_best_where_nothing_is_searched) {
  catalog c;
  c.with({.id = "drive.example", .title = "Drive"},
         {{"GET", "/files/{id}", "files.get", "files.get"}, {"GET", "/files", "files.list", "files.list"}})
      .done();
  EXPECT_EQ(c.first("find file "), "drive.example GET /files");
}

TEST(ranking_rules, typing_errors_may_be_in_the_verb_and_in_short_names) {
  catalog c;
  c.with({.id = "zoom.us", .title = "Zoom"},
         {{"DELETE", "/meetings/{id}", "Delete a meeting"}, {"GET", "/meetings", "List meetings"}})
      .with({.id = "other.example", .title = "Other"}, {{"DELETE", "/meetings/{id}", "Delete meeting"}})
      .done();
  EXPECT_EQ(c.first("zoom lsit meetings "), "zoom.us GET /meetings");
  EXPECT_EQ(c.first("zom delete meeting "), "zoom.us DELETE /meetings/{id}");
}

TEST(ranking_rules, names_of_providers_may_be_without_vowels) {
  catalog c;
  c.with({.id = "stripe.com", .title = "Payments"}, {{"POST", "/customers", "Create a customer"}})
      .with({.id = "other.example", .title = "Other"}, {{"POST", "/customers", "Create a customer"}})
      .done();
  EXPECT_EQ(c.first("cust create strp "), "stripe.com POST /customers");
}

TEST(ranking_rules, a_corrected_word_keeps_what_the_tables_say_of_it) {
  catalog c;
  c.with({.id = "slack.com", .title = "Slack"},
         {{"GET", "/conversations.list"}, {"GET", "/usergroups.list"}, {"GET", "/files.list"}})
      .done();
  EXPECT_EQ(c.first("slackk list rooms "), "slack.com GET /conversations.list");
}

TEST(ranking_rules, plural_means_all) {
  catalog c;
  c.with({.id = "hub.example", .title = "Hub"},
         {{"GET", "/commits/{ref}", "Get a commit"}, {"GET", "/commits", "List commits"}})
      .done();
  EXPECT_EQ(c.first("show commits "), "hub.example GET /commits");
  EXPECT_EQ(c.first("show commit "), "hub.example GET /commits/{ref}");
}

TEST(ranking_rules, what_only_shows_a_thing_does_nothing_to_it) {
  catalog c;
  c.with({.id = "hub.example", .title = "Hub"},
         {{"GET", "/user/issues", "List issues assigned to the user"},
          {"POST", "/issues/{id}/assignees", "Add assignees to an issue"}})
      .done();
  EXPECT_EQ(c.first("assign issue "), "hub.example POST /issues/{id}/assignees");
}

TEST(ranking_rules, a_verb_may_be_done_again) {
  catalog c;
  c.with({.id = "site.example", .title = "Site"},
         {{"POST", "/sites", "Create site"}, {"POST", "/sites/{id}/deploys", "Deploy site"}})
      .done();
  EXPECT_EQ(c.first("redeploy site "), "site.example POST /sites/{id}/deploys");
}

TEST(ranking_rules, a_beginning_may_be_of_a_word_that_only_the_tables_know) {
  catalog c;
  c.with({.id = "mailchimp.com", .title = "Mailchimp"},
         {{"GET", "/lists", "Get lists info"}, {"GET", "/campaigns", "List campaigns of an audience"}})
      .done();
  EXPECT_EQ(c.first("mailchimp list audi"), "mailchimp.com GET /lists");
}

TEST(ranking_rules, a_typed_path_may_be_the_beginning_of_the_one_with_the_method) {
  catalog c;
  c.with({.id = "hub.example", .title = "Hub"},
         {{"GET", "/user/starred", "List starred"}, {"DELETE", "/user/starred/{owner}", "Unstar"}})
      .done();
  EXPECT_EQ(c.first("DELETE /user/starred"), "hub.example DELETE /user/starred/{owner}");
}

TEST(ranking_rules, several_things_without_a_verb_are_listed) {
  catalog c;
  c.with({.id = "radio.example", .title = "Radio"}, {{"GET", "/episodes/{id}", "Get an episode"},
                                                     {"POST", "/episodes", "Create an episode"},
                                                     {"DELETE", "/episodes/{id}", "Delete an episode"},
                                                     {"GET", "/episodes", "List of episodes"}})
      .done();
  EXPECT_EQ(c.first("radio episodes "), "radio.example GET /episodes");
  EXPECT_EQ(c.find("radio episode ").back(), "radio.example DELETE /episodes/{id}");
}

TEST(ranking_rules, my_things_are_those_of_the_one_who_calls) {
  catalog c;
  c.with({.id = "hub.example", .title = "Hub"},
         {{"GET", "/repos", "List repos"},
          {"GET", "/orgs/{org}/repos", "List organization repos"},
          {"GET", "/user/repos", "List repos for the authenticated user"}})
      .done();
  EXPECT_EQ(c.first("list my repos "), "hub.example GET /user/repos");
  EXPECT_EQ(c.first("list repos "), "hub.example GET /repos");
}

TEST(ranking_rules, the_form_that_was_typed_goes_before_other_forms) {
  catalog c;
  c.with({.id = "alert.example", .title = "Alert"},
         {{"POST", "/alerts/{id}/annotate", "Annotate alert"},
          {"POST", "/alerts/{id}/annotations", "Annotations alert"}})
      .done();
  EXPECT_EQ(c.first("alert annotations "), "alert.example POST /alerts/{id}/annotations");
}

TEST(ranking_rules, what_names_the_api_has_no_other_meaning_in_it) {
  catalog c;
  c.with({.id = "cloud.example/deploy", .title = "Cloud"},
         {{"GET", "/releases", "pipelines.releases.list", "pipelines.releases.list"},
          {"GET", "/pipelines", "pipelines.list", "pipelines.list"}})
      .done();
  EXPECT_EQ(c.first("cloud deploy list pipelines "), "cloud.example/deploy GET /pipelines");
}

TEST(ranking_rules, an_api_is_known_by_a_name_in_camel_case_and_by_the_parts_of_its_domain) {
  catalog c;
  c.with({.id = "docs.example", .title = "DocumentDB"}, {{"GET", "/tags", "List tags"}})
      .with({.id = "openstates.org", .title = "Bills"}, {{"GET", "/tags", "List tags"}})
      .with(
          {.id = "big.example", .title = "Big"},
          {{"GET", "/tags", "List tags"}, {"GET", "/document/tags", "List tags"}, {"GET", "/open", "States"}})
      .done();
  EXPECT_EQ(c.first("documentdb list tags "), "docs.example GET /tags");
  EXPECT_EQ(c.first("open states list tags "), "openstates.org GET /tags");
}

TEST(ranking_rules, a_method_may_be_named_and_the_newer_path_goes_first) {
  catalog c;
  c.with({.id = "bin.example", .title = "Bin"}, {{"GET", "/v1/sources", "List sources"},
                                                 {"GET", "/v2/sources", "List sources"},
                                                 {"PUT", "/bins/{id}", "Change a bin"},
                                                 {"PATCH", "/bins/{id}", "Change a bin"}})
      .done();
  EXPECT_EQ(c.first("bin patch "), "bin.example PATCH /bins/{id}");
  EXPECT_EQ(c.first("bin put "), "bin.example PUT /bins/{id}");
  EXPECT_EQ(c.first("list sources "), "bin.example GET /v2/sources");
}

TEST(ranking_rules, a_domain_names_its_api_and_is_no_verb) {
  catalog c;
  c.with({.id = "import.io/runs", .title = "Extractors"},
         {{"GET", "/extractors", "Extractors"}, {"POST", "/extractors/import", "Import extractors"}})
      .with({.id = "other.example", .title = "Other"}, {{"POST", "/import/extractors", "Import extractors"}})
      .done();
  EXPECT_EQ(c.first("import.io extractors "), "import.io/runs GET /extractors");
}

TEST(ranking_rules, by_id_means_one) {
  catalog c;
  c.with({.id = "schools.example", .title = "Digger"},
         {{"GET", "/schools", "List schools"}, {"GET", "/schools/{id}", "Detailed record for one school"}})
      .done();
  EXPECT_EQ(c.first("digger school by id "), "schools.example GET /schools/{id}");
}

TEST(ranking_rules, something_is_found_where_few_words_are_known_together) {
  catalog c;
  c.with({.id = "votes.example", .title = "Votes"}, {{"GET", "/divisions", "Divisions of members"}}).done();
  EXPECT_EQ(c.find("tell how each of the members in london really likes it ").size(), 1U);
}

TEST(ranking_rules, what_was_kept_for_the_next_keystroke_changes_nothing) {
  catalog one;
  one.with({.id = "stripe.com", .title = "Payments"}, {{"POST", "/customers", "Create a customer"},
                                                       {"GET", "/customers", "List customers"},
                                                       {"GET", "/charges", "List charges"}})
      .done();
  catalog two;
  two.with({.id = "zoom.us", .title = "Zoom"}, {{"GET", "/meetings", "List meetings"},
                                                {"POST", "/meetings", "Create a meeting"},
                                                {"GET", "/charges", "List charges"}})
      .done();
  for (const std::string_view query : {"list charges", "create meeting customer", "charges list meetings"})
    for (std::size_t end = 1; end <= query.size(); ++end)
      for (const catalog* c : {&one, &two}) {
        const std::string_view typed = query.substr(0, end);
        std::vector<std::string> alone;
        std::thread([&] { alone = c->find(typed); }).join(); // a thread that has kept nothing
        EXPECT_EQ(c->find(typed), alone) << typed;
      }
}

} // namespace
} // namespace http_task::search
