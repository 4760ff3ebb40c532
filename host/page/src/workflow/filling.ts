// What fills a step: an endpoint that was searched, a preset, a curl command. Never takes away silently what was typed:
// shows what would change, asks, and can be undone.
import { isAbort } from "../api.js";
import { questions } from "../dialogs/questions.js";
import type { Question } from "../dialogs/http-task-ask-dialog.js";
import type { Json, JsonObject } from "../json.js";
import type { PickMode } from "../search/palette.js";
import type { SearchResult } from "../types.js";
import { suggestRef, type Step } from "./definition.js";
import { asProblem, type EditorModel } from "./model.js";

export interface FillingHost {
  ask(question: Question): Promise<string | null>;
  say(text: string, action?: string, act?: () => void): void;
}

export class Filling {
  constructor(
    private readonly host: FillingHost,
    private readonly model: EditorModel,
  ) {}

  // The search's choice becomes a new step, or the endpoint of this one.
  async pick(result: SearchResult, mode: PickMode): Promise<void> {
    const { definition, selected, step } = this.model;
    if (step !== null && isEmpty(step)) {
      this.model.renameStep(step.index, suggestRef(definition, result.title, step.index));
      await this.prefill(result.id);
    } else if (mode === "replace") await this.prefill(result.id);
    else {
      this.model.addStep(selected < 0 ? null : selected, {}, result.title);
      if (!(await this.prefill(result.id))) this.model.restore(definition, selected);
    }
  }

  // Whether the step is filled in now.
  async prefill(endpoint: string, example?: string): Promise<boolean> {
    try {
      const { settings, changes } = await this.model.prefill(endpoint, example);
      const step = this.model.step;
      const typed = step !== null && !isEmpty(step);
      if (typed && changes.length === 0) {
        this.host.say("Nothing changes: it is filled in already.");
        return true;
      }
      if (typed && changes.some((change) => change.op !== "add")) {
        if ((await this.host.ask(questions.change(changes, example))) === null) return false;
      }
      this.model.setSettings(settings);
      if (typed) this.host.say("Changed.", "Undo", () => this.putBack(step.ref, step.settings));
      return true;
    } catch (error) {
      if (!isAbort(error)) this.host.say(asProblem(error).message);
      return false;
    }
  }

  take(settings: JsonObject): void {
    const { selected, step } = this.model;
    if (isEmpty(step)) this.model.setSettings(settings);
    else this.model.addStep(selected < 0 ? null : selected, settings, titleOf(settings));
  }

  private putBack(ref: string, settings: Json): void {
    const index = this.model.steps.findIndex((step) => step.ref === ref);
    if (index < 0) return;
    this.model.select(index);
    this.model.setSettings(settings);
  }
}

// A step that nothing was filled into yet.
export function isEmpty(step: Step | null): boolean {
  return step !== null && step.editable && Object.keys(step.settings).length === 0;
}

function titleOf(settings: JsonObject): string {
  const uri = typeof settings["uri"] === "string" ? settings["uri"] : "";
  const method = typeof settings["method"] === "string" ? settings["method"] : "get";
  return `${method} ${uri.replace(/^https?:\/\/[^/]+/, "").split("/").slice(-1)[0] ?? ""}`;
}
