#include "workflow/definition.hpp"

#include "document/layout.hpp"

#include <boost/json/serialize.hpp>

#include <set>

namespace http_task::host {
namespace {

std::string quoted(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

std::string json_string(std::string_view text) {
  return json::serialize(json::string_view(text.data(), text.size()));
}

problem invalid(std::string_view source, std::string detail, std::string advice = {}) {
  problem p = make_problem("workflow.invalid", std::move(detail), std::move(advice));
  p.source = source;
  return p;
}

result<json::object> parse_definition(std::string_view text, std::string_view source) {
  auto object = parse_object(text, source);
  if (object && array_of(*object, "tasks") == nullptr)
    return invalid(source, "A workflow definition is an object with a list of tasks; " + std::string(source) +
                               " has no \"tasks\".");
  return object;
}

// The references of all tasks, also of those within branches and loops.
void collect_references(const json::value& v, std::set<std::string, std::less<>>& references) {
  if (v.is_array()) {
    for (const json::value& item : v.get_array())
      collect_references(item, references);
  } else if (v.is_object()) {
    if (const std::string_view name = text_of(v.get_object(), "taskReferenceName"); !name.empty())
      references.emplace(name);
    for (const auto& member : v.get_object())
      collect_references(member.value(), references);
  }
}

// These names of the context are not the tasks'.
bool is_reserved(std::string_view reference) {
  return reference == "workflow" || reference == "secrets";
}

class reader {
public:
  explicit reader(std::string_view source) : source_(source) {}

  void read_task(const json::value& task, const std::string& pointer, definition& into) {
    const json::object* o = task.if_object();
    if (o == nullptr) return wrong(pointer, "Expected a task, which is an object.");
    const std::string reference(text_of(*o, "taskReferenceName"));
    if (reference.empty())
      wrong(pointer, "The task has no taskReferenceName.");
    else if (is_reserved(reference))
      wrong(pointer + "/taskReferenceName", "The reference " + quoted(reference) + " is reserved.");
    else if (!references_.insert(reference).second)
      wrong(pointer + "/taskReferenceName",
            "The reference " + quoted(reference) + " is taken by another task.");
    const std::string_view type = text_of(*o, "type");
    if (type != "HTTP")
      return unsupported(pointer + "/type", "Task " + quoted(reference) + " is of type " + quoted(type) +
                                                "; only HTTP tasks run here.");
    const json::object* input = object_of(*o, "inputParameters");
    const json::value* settings = input != nullptr ? input->if_contains("http_request") : nullptr;
    if (input == nullptr || (settings == nullptr && !input->contains("uri")))
      return wrong(pointer + "/inputParameters", "Expected the settings of the request, in http_request.");
    // What is one expression is resolved by the plugin, which takes inputParameters too.
    const bool bare = settings != nullptr && settings->is_object();
    http_step step;
    step.reference = reference;
    step.name = text_of(*o, "name");
    step.value = bare ? *settings : json::value(*input);
    step.settings = to_text(step.value);
    step.optional = flag_of(*o, "optional");
    into.steps.push_back(std::move(step));
  }

  result<void> verdict() {
    if (unsupported_.empty() && wrong_.empty()) return {};
    problem p = !wrong_.empty() ? make_problem("workflow.invalid", "Nothing was run.")
                                : make_problem("workflow.unsupported", "Nothing was run.",
                                               "A Conductor cluster runs such tasks.");
    p.source = source_;
    p.findings = std::move(wrong_);
    p.findings.insert(p.findings.end(), unsupported_.begin(), unsupported_.end());
    return p;
  }

private:
  void wrong(std::string pointer, std::string detail) {
    wrong_.push_back({std::move(pointer), std::move(detail), {}, {}});
  }
  void unsupported(std::string pointer, std::string detail) {
    unsupported_.push_back({std::move(pointer), std::move(detail), {}, {}});
  }

  std::string_view source_;
  std::set<std::string> references_;
  std::vector<finding> wrong_;
  std::vector<finding> unsupported_;
};

} // namespace

result<definition> read_definition(std::string_view text, std::string_view source) {
  const auto object = parse_definition(text, source);
  if (!object) return object.error();
  const json::array& tasks = object->at("tasks").get_array();
  if (tasks.empty())
    return invalid(source, std::string(source) + " has no task.", "http-task add-step adds one.");
  definition read;
  read.name = text_of(*object, "name");
  if (const json::object* values = object_of(*object, "inputTemplate")) read.input_template = *values;
  if (const json::object* output = object_of(*object, "outputParameters")) read.output_parameters = *output;
  reader tasks_reader(source);
  for (std::size_t i = 0; i < tasks.size(); ++i)
    tasks_reader.read_task(tasks[i], "/tasks/" + std::to_string(i), read);
  if (const auto verdict = tasks_reader.verdict(); !verdict) return verdict.error();
  return read;
}

std::string make_http_task(std::string_view reference, std::string_view name, std::string_view settings) {
  return R"({"name":)" + json_string(name) + R"(,"taskReferenceName":)" + json_string(reference) +
         R"(,"type":"HTTP","inputParameters":{"http_request":)" + std::string(settings) + "}}";
}

result<std::string> add_task(std::string_view text, std::string_view source, std::string_view reference,
                             std::string_view task) {
  const auto object = parse_definition(text, source);
  if (!object) return object.error();
  std::set<std::string, std::less<>> references;
  collect_references(object->at("tasks"), references);
  if (is_reserved(reference))
    return invalid(source, "The reference " + quoted(reference) + " is reserved.",
                   "Give another name with --ref.");
  if (references.contains(reference))
    return invalid(source, "A task of the reference " + quoted(reference) + " is there already.",
                   "Give another name with --ref.");
  const auto tasks = find_member(text, "tasks");
  return append_item(text, tasks.value(), task);
}

std::string new_definition(std::string_view name, std::string_view task) {
  return indent_json(R"({"name":)" + json_string(name) + R"(,"version":1,"schemaVersion":2,"tasks":[)" +
                     std::string(task) + R"(],"inputParameters":[],"outputParameters":{}})") +
         "\n";
}

} // namespace http_task::host
