// The questions that the editor asks, in words.
import { html } from "lit";
import { visible } from "../search/marks.js";
import type { Question } from "./http-task-ask-dialog.js";
import type { Change } from "../types.js";
import { changesText } from "./changes.js";

export const questions = {
  change: (changes: Change[], example?: string): Question => ({
    title: example === undefined ? "Change the endpoint of this step?" : `Take the preset “${visible(example)}”?`,
    text: changesText(changes),
    action: "Change it",
    no: "Keep it as it is",
  }),

  rename: (ref: string, problem: (value: string) => string | null): Question => ({
    title: "Rename the step",
    text: html`<p class="muted">Expressions of other steps that name it follow.</p>`,
    action: "Rename",
    field: { label: "Name", value: ref, problem },
  }),

  secret: (name: string): Question => ({
    title: `Secret ${visible(name)}`,
    text: html`<p class="muted">
      Kept in the memory of the server until it ends. It goes into requests, never into the file, and never back to this page.
    </p>`,
    action: "Set it",
    field: { label: "Value", value: "", secret: true, problem: (text) => (text === "" ? "" : null) },
  }),

  send: (method: string, uri: string): Question => ({
    title: "Send it to the real API?",
    text: html`<p>
      <strong>${method}</strong> <span class="mono">${visible(uri)}</span> may change things there. You are asked once for this
      method and server.
    </p>`,
    action: "Send it",
    danger: true,
  }),

  example: (): Question => ({
    title: "Save as example",
    text: html`<p class="muted">The request becomes a preset of this endpoint, on this machine.</p>`,
    action: "Save",
    field: { label: "Name", value: "", problem: (text) => (text.trim() === "" ? "" : null) },
  }),

  newWorkflow: (): Question => ({
    title: "New workflow",
    text: html`<p class="muted">A definition in Conductor's format. The file is made when you save.</p>`,
    action: "Begin",
    field: { label: "Name", value: "workflow", problem: (text) => (text.trim() === "" ? "A workflow needs a name." : null) },
  }),

  leave: (): Question => ({
    title: "Leave without saving?",
    text: html`<p>What you changed in this workflow is not in its file.</p>`,
    action: "Leave it",
    danger: true,
    no: "Stay",
  }),
};
