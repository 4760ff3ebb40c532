// One test request at a time: starts it, follows its events, cancels it. Lit elements use it as a controller.
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { ApiProblem, isAbort, type EditorApi } from "../api.js";
import type { Json } from "../json.js";
import type { Phase, Place, Problem, StructuredResponse, TestMode } from "../types.js";

export interface TestAnswer {
  id: string;
  ref: string;
  mode: TestMode;
  response: StructuredResponse;
  bodyOmitted: boolean;
}

export class TestRun implements ReactiveController {
  phase: Phase = "idle";
  received = 0;
  startedAt = 0;
  private ref = ""; // of the step that is shown
  private readonly answers = new Map<string, TestAnswer[]>(); // by ref, the last two
  private readonly failures = new Map<string, Problem>();
  private testing = "";
  private id: string | null = null;
  private canceled = false;
  private stream: AbortController | null = null;
  private clock: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  get answer(): TestAnswer | null {
    return this.answers.get(this.ref)?.at(-1) ?? null;
  }

  // The one before, to compare.
  get previous(): TestAnswer | null {
    return this.answers.get(this.ref)?.at(-2) ?? null;
  }

  // Why there is no answer.
  get problem(): Problem | null {
    return this.failures.get(this.ref) ?? null;
  }

  // `answer`, `previous` and `problem` are those of this step from now on.
  showOnce(ref: string): void {
    if (ref === this.ref) return;
    this.ref = ref;
    this.host.requestUpdate();
  }

  rename(before: string, after: string): void {
    const answers = this.answers.get(before);
    if (answers) this.answers.set(after, answers);
    this.answers.delete(before);
    this.failures.delete(before);
  }

  // Another definition: its steps may have the same names.
  clear(): void {
    this.answers.clear();
    this.failures.clear();
  }

  get running(): boolean {
    return this.phase !== "idle" && this.phase !== "completed";
  }

  hostDisconnected(): void {
    this.stream?.abort();
    clearInterval(this.clock);
  }

  // `place` names the step. Resolves when it is over; the outcome is in `answer` or `problem`. "unconfirmed": ask, and start again.
  async start(api: EditorApi, settings: Json, place: Place, mode: TestMode, confirmed: boolean): Promise<"unconfirmed" | "over"> {
    const ref = place.ref ?? "";
    if (this.running) return "over";
    this.set("starting");
    this.testing = ref;
    this.failures.delete(ref);
    this.canceled = false;
    this.received = 0;
    this.startedAt = performance.now();
    this.clock = setInterval(() => this.host.requestUpdate(), 200);
    try {
      this.id = await api.startTest(settings, place, mode, confirmed);
      if (this.canceled) await api.cancelTest(this.id);
      await this.follow(api, this.id, ref, mode);
    } catch (error) {
      if (error instanceof ApiProblem && error.problem.type === "test.unconfirmed") {
        this.set("idle");
        return "unconfirmed";
      }
      if (!isAbort(error)) this.fail(error);
      this.set("idle");
    } finally {
      clearInterval(this.clock);
      this.id = null;
    }
    return "over";
  }

  async cancel(api: EditorApi): Promise<void> {
    this.canceled = true;
    if (this.id === null) return;
    try {
      await api.cancelTest(this.id);
    } catch (error) {
      this.stream?.abort();
      this.fail(error);
    }
  }

  private async follow(api: EditorApi, id: string, ref: string, mode: TestMode): Promise<void> {
    this.stream = new AbortController();
    try {
      for await (const event of api.testEvents(id, this.stream.signal)) {
        if (event.kind === "progress") {
          this.received = event.progress.received ?? this.received;
          this.set(event.progress.phase);
        } else {
          const answer = { id, ref, mode, response: event.response, bodyOmitted: event.bodyOmitted };
          this.answers.set(ref, [...(this.answers.get(ref)?.slice(-1) ?? []), answer]);
          this.set("completed");
          return;
        }
      }
    } catch (error) {
      // The browser's own word for a stream that breaks off is a TypeError.
      if (isAbort(error) || error instanceof ApiProblem) throw error;
    }
    throw new ApiProblem(0, {
      type: "page.broken_off",
      title: "The server stopped in the middle of the test",
      detail: "The test ended without an answer.",
      advice: "See whether http-task serve still runs, then test again. Whether the request arrived is not known.",
    });
  }

  private fail(error: unknown): void {
    const problem =
      error instanceof ApiProblem ? error.problem : { type: "page.failure", title: "The test failed", detail: String(error) };
    this.failures.set(this.testing, problem);
    this.host.requestUpdate();
  }

  private set(phase: Phase): void {
    this.phase = phase;
    this.host.requestUpdate();
  }
}
