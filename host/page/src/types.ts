// What the HTTP API under /api/v1 sends and takes; schemas/editor-api.openapi.json is its formal description.
import type { Json, JsonObject } from "./json.js";

export interface Finding {
  pointer: string;
  detail: string;
  expected?: string;
  suggestion?: string; // as JSON text or a name
  missing?: boolean; // a required field without a value
}

export interface Problem {
  type: string;
  title: string;
  detail?: string;
  pointer?: string;
  advice?: string;
  phase?: string;
  errors?: Finding[];
  etag?: string;
}

export interface Session {
  version: string;
  plugin?: Json;
  workflow: string | null; // that the server was started for
  catalog: { endpoints: number; apis: number };
  secrets: string[];
  sandbox: boolean;
  allow: string[];
}

export interface Match {
  field: "api" | "method" | "path" | "title" | "summary";
  offset: number; // in bytes of the field's UTF-8
  length: number;
}

export interface SearchResult {
  id: string;
  api: string;
  method: string;
  path: string;
  title: string;
  summary: string;
  deprecated: boolean;
  matches: Match[];
  versions?: string[];
}

export interface SearchFilter {
  api?: string;
  method?: string;
  tag?: string;
  deprecated?: boolean;
}

export interface Api {
  id: string;
  title: string;
  version?: string;
  endpoints: number;
}

export interface Tag {
  name: string;
  endpoints: number;
}

export type FieldType = "string" | "integer" | "number" | "boolean" | "object" | "array" | "null" | "any";
export type Widget =
  | "text"
  | "multiline"
  | "number"
  | "checkbox"
  | "select"
  | "date"
  | "date-time"
  | "time"
  | "file"
  | "password"
  | "object"
  | "list"
  | "map"
  | "choice"
  | "json";
export type FieldGroup = "server" | "path" | "query" | "header" | "cookie" | "body" | "authentication" | "more";

export interface Constraints {
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  pattern?: string;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  multipleOf?: number;
}

export interface Field {
  pointer: string; // into the request settings; the items of a list end in /-
  name: string;
  title?: string;
  type: FieldType;
  widget: Widget;
  group: FieldGroup;
  required: boolean;
  default?: Json;
  const?: Json;
  enum?: Json[];
  examples?: Json[];
  format?: string;
  constraints?: Constraints;
  documentation?: string; // CommonMark; the rendered text is in Endpoint.documentation
  deprecated?: boolean;
  nullable?: boolean;
  fields?: Field[];
  items?: Field;
  additional?: Field;
  choices?: { title: string; field: Field }[];
  schemaPointer: string;
  more?: boolean; // cut here: ask for the rest with schemaPointer and pointer
}

export interface FormModel {
  endpoint: string;
  title: string;
  fields: Field[];
}

export interface Server {
  url: string;
  description?: string;
  variables?: Json;
}

export interface ResponseDescription {
  description?: string; // html
  schema?: Json;
  examples?: Json;
}

export interface Endpoint {
  id: string;
  description: JsonObject;
  form: FormModel;
  documentation: Record<string, string>; // pointer to html; "" is the endpoint's own
  responses: Record<string, ResponseDescription>;
  examples: string[];
  servers: Server[];
}

export interface Change {
  op: "add" | "replace" | "remove";
  path: string;
  value?: Json;
  from?: Json;
}

export interface Prefill {
  settings: JsonObject;
  changes: Change[];
}

export interface Validation {
  valid: boolean;
  errors: Finding[];
  warnings: Finding[];
}

// Where in which definition, as it is in the page.
export interface Place {
  path?: string; // of its file; a definition that was never saved has none
  ref?: string; // the step
  definition: JsonObject;
}

export interface Completion {
  expression: string; // "${workflow.input.x}"
  type?: string;
  source: "input" | "step" | "secret";
  ref?: string;
  value?: string; // short preview; never of a secret
}

export interface ResolvedExpression {
  expression: string;
  value?: Json;
  problem?: Problem;
}

export type TestMode = "real" | "sandbox";
export type Phase = "idle" | "starting" | "dns" | "connect" | "tls" | "send" | "wait" | "receive" | "completed";

export interface Progress {
  phase: Exclude<Phase, "idle" | "starting" | "completed">;
  received?: number;
}

export interface HeaderField {
  name: string;
  value: string;
}

// schemas/structured-response.schema.json
export interface StructuredResponse {
  status: "COMPLETED" | "FAILED" | "FAILED_WITH_TERMINAL_ERROR" | "CANCELED" | "TIMED_OUT";
  response?: {
    statusCode: number;
    reasonPhrase: string;
    headers: Record<string, string[]>;
    body?: Json;
    bodyEncoding?: "json" | "text" | "base64";
    bodyTruncated?: boolean;
  };
  output?: JsonObject;
  request: {
    sent?: boolean;
    method?: string;
    uri?: string;
    httpVersion?: string;
    headers?: HeaderField[];
    head?: string;
    body?: string;
    bodyEncoding?: "text" | "base64";
    curl?: string;
  };
  responseHeaders?: HeaderField[];
  timings: Record<string, number>;
  connection?: JsonObject;
  redirects?: JsonObject[];
  attempts: JsonObject[];
  sizes?: Record<string, number>;
  checks: { rule: string; pass: boolean; pointer?: string; message?: string }[];
  verdict: string;
  error?: Problem & { retryable?: boolean };
}

export interface Workflow {
  path: string;
  definition: JsonObject;
  etag: string;
}

export interface WorkflowSummary {
  path: string;
  name: string;
  steps: number;
}

export interface DifferenceLine {
  line: string;
  kind: "same" | "removed" | "added";
}

export interface CurlImport {
  settings: JsonObject;
  warnings: { option: string; detail: string }[];
}
