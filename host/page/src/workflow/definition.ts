// A workflow definition in Conductor's JSON as the page reads and changes it. Definitions are values: each function
// returns a new one and leaves what it does not change, fields it does not know included.
import { isObject, type Json, type JsonObject } from "../json.js";

export interface Step {
  index: number; // in `tasks`
  ref: string;
  type: string;
  editable: boolean; // an HTTP task whose settings are there, not an expression
  settings: JsonObject;
}

export const newDefinition: JsonObject = { name: "workflow", version: 1, schemaVersion: 2, tasks: [] };

export function steps(definition: JsonObject): Step[] {
  return tasks(definition).map((task, index) => {
    const fields = isObject(task) ? task : {};
    const type = typeof fields["type"] === "string" ? fields["type"] : "";
    const place = settingsOf(fields);
    return {
      index,
      ref: typeof fields["taskReferenceName"] === "string" ? fields["taskReferenceName"] : "",
      type,
      editable: type === "HTTP" && place !== null,
      settings: place ?? {},
    };
  });
}

export function withSettings(definition: JsonObject, index: number, settings: Json): JsonObject {
  return changeTask(definition, index, (task) => {
    const input = isObject(task["inputParameters"]) ? task["inputParameters"] : {};
    const inside = "http_request" in input || !looksLikeSettings(input);
    return { ...task, inputParameters: inside ? { ...input, http_request: settings } : settings };
  });
}

// After the step `after`, or at the end.
export function withNewStep(definition: JsonObject, after: number | null, ref: string, settings: JsonObject): JsonObject {
  const list = [...tasks(definition)];
  const task = { name: ref, taskReferenceName: ref, type: "HTTP", inputParameters: { http_request: settings } };
  list.splice(after === null ? list.length : after + 1, 0, task);
  return { ...definition, tasks: list };
}

export function withoutStep(definition: JsonObject, index: number): JsonObject {
  return { ...definition, tasks: tasks(definition).filter((_task, position) => position !== index) };
}

// Expressions that name the step follow it.
export function withRef(definition: JsonObject, index: number, ref: string): JsonObject {
  const before = steps(definition)[index]?.ref ?? "";
  const renamed = changeTask(definition, index, (task) => ({
    ...task,
    taskReferenceName: ref,
    ...(task["name"] === before ? { name: ref } : {}),
  }));
  if (before === "") return renamed;
  const pattern = new RegExp(`\\$\\{${before.replace(/[^\w]/g, "\\$&")}(?=[.[}])`, "g");
  return mapStrings(renamed, (text) => text.replace(pattern, `\${${ref}`)) as JsonObject;
}

// What is wrong with a name for a step, or null.
export function refProblem(definition: JsonObject, index: number, ref: string): string | null {
  if (ref === "") return "A step needs a name: expressions of later steps use it.";
  if (!/^[A-Za-z_][\w-]*$/.test(ref)) return "Letters, digits, _ and -, beginning with a letter.";
  if (ref === "workflow" || ref === "secrets") return `\${${ref}...} means something else already.`;
  if (steps(definition).some((step) => step.index !== index && step.ref === ref)) return "Another step has this name.";
  return null;
}

// A free name made from what the endpoint is called: "Call Event -- Create" is call_event_create.
export function suggestRef(definition: JsonObject, title: string, index = -1): string {
  const words = title.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const telling = words.filter((word) => !["a", "an", "the", "of", "by", "for", "to"].includes(word)).slice(0, 5);
  let base = telling.join("_");
  if (!/^[a-z]/.test(base)) base = `step_${base}`.replace(/_$/, "");
  for (let number = 1; ; ++number) {
    const ref = number === 1 ? base : `${base}_${number}`;
    if (refProblem(definition, index, ref) === null) return ref;
  }
}

function tasks(definition: JsonObject): Json[] {
  return Array.isArray(definition["tasks"]) ? definition["tasks"] : [];
}

function settingsOf(task: JsonObject): JsonObject | null {
  const input = task["inputParameters"];
  if (!isObject(input)) return {};
  if (!("http_request" in input)) return input;
  const settings = input["http_request"];
  return isObject(settings) ? settings : null;
}

function looksLikeSettings(input: JsonObject): boolean {
  return "uri" in input || "method" in input || "endpoint" in input;
}

function changeTask(definition: JsonObject, index: number, change: (task: JsonObject) => JsonObject): JsonObject {
  const list = tasks(definition).map((task, position) =>
    position === index && isObject(task) ? change(task) : task,
  );
  return { ...definition, tasks: list };
}

function mapStrings(value: Json, change: (text: string) => string): Json {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapStrings(item, change)]));
}
