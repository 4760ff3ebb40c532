// The definition and its file: opening, beginning, saving, and noticing that somebody else changed it. A controller of
// the editor, which lends it what it asks and tells people with.
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { questions } from "../dialogs/questions.js";
import type { Question } from "../dialogs/http-task-ask-dialog.js";
import { asProblem, type EditorModel } from "./model.js";

export interface FilesHost extends ReactiveControllerHost {
  ask(question: Question): Promise<string | null>;
  say(text: string): void;
  // Another definition is shown.
  moved(): void;
}

export class Files implements ReactiveController {
  changedElsewhere = false; // and there are changes here that are not saved

  constructor(
    private readonly host: FilesHost,
    private readonly model: EditorModel,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener("focus", this.look);
    window.addEventListener("beforeunload", this.leaving);
  }

  hostDisconnected(): void {
    window.removeEventListener("focus", this.look);
    window.removeEventListener("beforeunload", this.leaving);
  }

  async open(path: string): Promise<void> {
    if (!(await this.mayLeave())) return;
    if (await this.fetch(path)) this.host.moved();
  }

  async begin(): Promise<void> {
    if (!(await this.mayLeave())) return;
    const name = await this.host.ask(questions.newWorkflow());
    if (name === null) return;
    this.model.startAnew();
    this.model.rename(name.trim());
    this.keep();
    this.host.moved();
  }

  // The file as it is now in place of what is here.
  reload = async (): Promise<void> => {
    if (this.model.path !== null) await this.fetch(this.model.path);
  };

  wasSaved(path: string, etag: string): void {
    this.model.wasSaved(path, etag);
    this.keep();
  }

  // What is here stays, whatever the file is.
  keep = (): void => {
    this.changedElsewhere = false;
    this.host.requestUpdate();
  };

  private async fetch(path: string): Promise<boolean> {
    try {
      this.model.take(await this.model.required().workflow(path));
      this.keep();
      return true;
    } catch (error) {
      this.host.say(asProblem(error).message);
      return false;
    }
  }

  private async mayLeave(): Promise<boolean> {
    return !this.model.unsaved || (await this.host.ask(questions.leave())) !== null;
  }

  private look = async (): Promise<void> => {
    const { path, api } = this.model;
    if (path === null || api === null) return;
    try {
      const workflow = await api.workflow(path);
      if (path !== this.model.path || workflow.etag === this.model.etag) return;
      if (this.model.unsaved) this.changedElsewhere = true;
      else {
        this.model.take(workflow);
        this.host.say("The file changed elsewhere; this is its new content.");
      }
      this.host.requestUpdate();
    } catch {
      // The next call that matters says what is wrong.
    }
  };

  private leaving = (event: BeforeUnloadEvent): void => {
    if (this.model.unsaved) event.preventDefault();
  };
}
