// The editor's HTTP API, one method per call. Failures are thrown as `ApiProblem`: what the server said (RFC 9457), or
// that it could not be reached. An aborted call throws the browser's AbortError.
import { parse, stringify, type Json, type JsonObject } from "./json.js";
import { serverEvents } from "./sse.js";
import type {
  Api,
  Completion,
  CurlImport,
  DifferenceLine,
  Endpoint,
  FormModel,
  Place,
  Prefill,
  Problem,
  Progress,
  ResolvedExpression,
  SearchFilter,
  SearchResult,
  Session,
  StructuredResponse,
  Tag,
  TestMode,
  Validation,
  Workflow,
  WorkflowSummary,
} from "./types.js";

export class ApiProblem extends Error {
  constructor(
    readonly status: number, // 0: no answer
    readonly problem: Problem,
  ) {
    super(problem.detail ?? problem.title);
  }
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

interface Call {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export type TestEvent =
  | { kind: "progress"; progress: Progress }
  | { kind: "completed"; response: StructuredResponse; bodyOmitted: boolean };

export class EditorApi {
  // `base` is the address of the API without a slash at its end: "/api/v1".
  constructor(
    readonly base: string,
    readonly token: string,
  ) {}

  session(): Promise<Session> {
    return this.json("session");
  }

  async search(query: string, filter: SearchFilter, limit: number, signal?: AbortSignal): Promise<SearchResult[]> {
    const found = await this.json<{ results: SearchResult[] }>(`search${parameters({ q: query, limit, ...filter })}`, {
      signal,
    });
    return found.results;
  }

  async apis(): Promise<Api[]> {
    return (await this.json<{ apis: Api[] }>("apis")).apis;
  }

  // Of what the search finds.
  async tags(query: string, filter: SearchFilter): Promise<Tag[]> {
    const { api, method } = filter;
    return (await this.json<{ tags: Tag[] }>(`tags${parameters({ q: query, api, method })}`)).tags;
  }

  endpoint(id: string, signal?: AbortSignal): Promise<Endpoint> {
    return this.json(`endpoint${parameters({ id })}`, { signal });
  }

  // The part of a form that was cut (Field.more).
  formPart(id: string, schemaPointer: string, pointer: string): Promise<FormModel> {
    return this.json(`form${parameters({ id, schemaPointer, pointer })}`);
  }

  prefill(endpoint: string, settings?: Json, example?: string, signal?: AbortSignal): Promise<Prefill> {
    return this.json("prefill", { method: "POST", body: { endpoint, settings, example }, signal });
  }

  validate(settings: Json, place: Place, signal?: AbortSignal): Promise<Validation> {
    return this.json("validate", { method: "POST", body: { settings, ...place }, signal });
  }

  async expressions(expressions: string[], place: Place, signal?: AbortSignal): Promise<ResolvedExpression[]> {
    const body = { expressions, ...place };
    return (await this.json<{ results: ResolvedExpression[] }>("expressions", { method: "POST", body, signal })).results;
  }

  async completions(place: Place): Promise<Completion[]> {
    return (await this.json<{ items: Completion[] }>("completions", { method: "POST", body: place })).items;
  }

  async startTest(settings: Json, place: Place, mode: TestMode, confirmed: boolean): Promise<string> {
    const body = { settings, ...place, mode, level: "TRACE", confirmed };
    return (await this.json<{ id: string }>("tests", { method: "POST", body })).id;
  }

  async *testEvents(id: string, signal?: AbortSignal): AsyncGenerator<TestEvent> {
    const answer = await this.send(`tests/${encodeURIComponent(id)}/events`, { signal });
    if (answer.body === null) return;
    for await (const { event, data } of serverEvents(answer.body)) {
      if (event === "progress") {
        yield { kind: "progress", progress: JSON.parse(data) as Progress };
      } else if (event === "completed") {
        const response = parse(data) as unknown as StructuredResponse;
        yield { kind: "completed", response, bodyOmitted: bodyIsOmitted(response) };
        return;
      }
    }
  }

  test(id: string): Promise<StructuredResponse> {
    return this.json(`tests/${encodeURIComponent(id)}`);
  }

  testBodyUrl(id: string): string {
    return `${this.base}/tests/${encodeURIComponent(id)}/body`;
  }

  async cancelTest(id: string): Promise<void> {
    await this.send(`tests/${encodeURIComponent(id)}`, { method: "DELETE" });
  }

  async exportTest(id: string, format: "curl" | "har"): Promise<string> {
    return (await this.send(`tests/${encodeURIComponent(id)}/export${parameters({ format })}`)).text();
  }

  // Of a file that is not there yet: a new definition.
  workflow(path: string): Promise<Workflow> {
    return this.json(`workflow${parameters({ path })}`);
  }

  async workflows(): Promise<WorkflowSummary[]> {
    const found = await this.json<WorkflowSummary[] | { workflows: WorkflowSummary[] }>("workflows");
    return Array.isArray(found) ? found : found.workflows;
  }

  async difference(definition: JsonObject, path: string): Promise<DifferenceLine[]> {
    const body = { path, definition };
    return (await this.json<{ difference: DifferenceLine[] }>("workflow/difference", { method: "POST", body }))
      .difference;
  }

  // The file must still be the one with that etag.
  async saveWorkflow(definition: JsonObject, path: string, etag: string): Promise<string> {
    const call = { method: "PUT", body: { path, definition }, headers: { "If-Match": etag } };
    return (await this.json<{ etag: string }>("workflow", call)).etag;
  }

  importCurl(command: string): Promise<CurlImport> {
    return this.json("import/curl", { method: "POST", body: { command } });
  }

  async setSecret(name: string, value: string): Promise<void> {
    await this.send(`secrets/${encodeURIComponent(name)}`, { method: "PUT", body: { value } });
  }

  async removeSecret(name: string): Promise<void> {
    await this.send(`secrets/${encodeURIComponent(name)}`, { method: "DELETE" });
  }

  async examples(endpoint: string): Promise<{ name: string; settings: JsonObject }[]> {
    const found = await this.json<{ examples: { name: string; settings: JsonObject }[] }>(
      `examples${parameters({ endpoint })}`,
    );
    return found.examples;
  }

  async saveExample(endpoint: string, name: string, settings: Json): Promise<void> {
    await this.send("examples", { method: "POST", body: { endpoint, name, settings } });
  }

  private async json<T>(path: string, call: Call = {}): Promise<T> {
    return parse(await (await this.send(path, call)).text()) as unknown as T;
  }

  private async send(path: string, call: Call = {}): Promise<Response> {
    const headers: Record<string, string> = { Authorization: `Bearer ${this.token}`, ...call.headers };
    if (call.body !== undefined) headers["Content-Type"] = "application/json";
    let answer: Response;
    try {
      answer = await fetch(`${this.base}/${path}`, {
        method: call.method ?? "GET",
        headers,
        body: call.body === undefined ? undefined : stringify(call.body),
        signal: call.signal,
        cache: "no-store",
        credentials: "omit",
      });
    } catch (error) {
      if (isAbort(error)) throw error;
      throw new ApiProblem(0, {
        type: "page.unreachable",
        title: "The server does not answer",
        detail: "http-task serve cannot be reached.",
        advice: "Start it again; what you typed is still here.",
      });
    }
    if (!answer.ok) throw new ApiProblem(answer.status, await problemOf(answer));
    return answer;
  }
}

function bodyIsOmitted(response: StructuredResponse): boolean {
  const body = response.response?.body as { omitted?: boolean } | undefined | null;
  return typeof body === "object" && body !== null && body.omitted === true && Object.keys(body).length === 1;
}

async function problemOf(answer: Response): Promise<Problem> {
  try {
    const problem = JSON.parse(await answer.text()) as Problem;
    if (typeof problem.title === "string") return problem;
  } catch {
    // Not from the API: something between says no.
  }
  return { type: "page.status", title: `The server answered ${answer.status} ${answer.statusText}` };
}

function parameters(values: Record<string, string | number | boolean | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
