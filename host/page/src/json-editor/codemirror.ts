// CodeMirror as the settings' editor. Loaded when it is first needed. Its styles go into the shadow root's adopted style
// sheets, which a policy without 'unsafe-inline' allows.
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Options } from "./json-completion.js";

export interface EditorParts {
  parent: HTMLElement;
  root: ShadowRoot;
  text: string;
  label: string;
  changed(text: string): void;
  complete(text: string, position: number): Options | undefined;
}

export interface Mark {
  from: number;
  to: number;
  severity: "error" | "warning";
  message: string;
}

export class Editor {
  private readonly view: EditorView;
  private silent = false;

  constructor(parts: EditorParts) {
    this.view = new EditorView({
      parent: parts.parent,
      root: parts.root,
      state: EditorState.create({
        doc: parts.text,
        extensions: [
          basics,
          look,
          EditorView.contentAttributes.of({ "aria-label": parts.label, tabindex: "0" }),
          autocompletion({
            override: [(context) => completions(context, parts)],
            icons: false,
            maxRenderedOptions: 100,
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !this.silent) parts.changed(update.state.doc.toString());
          }),
        ],
      }),
    });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  // Puts other text there, which can be undone and is not told.
  replace(text: string): void {
    this.silent = true;
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } });
    this.silent = false;
  }

  mark(marks: Mark[]): void {
    const { length } = this.view.state.doc;
    const diagnostics: Diagnostic[] = marks.map(({ from, to, severity, message }) => ({
      from: Math.min(from, length),
      to: Math.min(Math.max(to, from), length),
      severity,
      message,
    }));
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics));
  }

  show(position: number): void {
    const at = Math.min(position, this.view.state.doc.length);
    this.view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
    this.view.focus();
  }

  focus(): void {
    this.view.focus();
  }

  destroy(): void {
    this.view.destroy();
  }
}

function completions(context: CompletionContext, parts: EditorParts): CompletionResult | null {
  const before = context.state.sliceDoc(Math.max(0, context.pos - 1), context.pos);
  if (!context.explicit && !/["\w${.[{]/.test(before)) return null;
  const found = parts.complete(context.state.doc.toString(), context.pos);
  if (!found) return null;
  return {
    from: found.from,
    to: found.to,
    filter: false,
    options: narrowed(found, context.state.sliceDoc(found.from, context.pos)).map(
      ({ label, insert, detail, info, kind }) => ({
        label,
        detail,
        info: info || undefined,
        type: kind,
        apply: insert,
      }),
    ),
  };
}

function narrowed(found: Options, typed: string): Options["options"] {
  const words = typed.replace(/^"/, "").toLowerCase();
  if (words === "" || words.startsWith("${")) return found.options;
  return found.options.filter(({ label }) => label.toLowerCase().includes(words));
}

const basics: Extension = [
  lineNumbers(),
  foldGutter(),
  highlightSpecialChars(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  highlightSelectionMatches(),
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  lintGutter(),
  json(),
  EditorView.lineWrapping,
  EditorState.tabSize.of(2),
  keymap.of([
    ...closeBracketsKeymap,
    ...defaultKeymap.filter(({ key }) => key !== "Mod-Enter"),
    ...searchKeymap,
    ...historyKeymap,
    ...foldKeymap,
    ...completionKeymap,
    ...lintKeymap,
  ]),
];

const look: Extension = [
  EditorView.theme({
    "&": { backgroundColor: "var(--surface)", color: "var(--text)", fontSize: "var(--size-dense)", height: "100%" },
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55" },
    ".cm-content": { caretColor: "var(--text)", padding: "8px 0" },
    ".cm-cursor": { borderLeftColor: "var(--text)" },
    ".cm-gutters": {
      backgroundColor: "var(--surface)",
      borderRight: "1px solid var(--line)",
      color: "var(--text-muted)",
    },
    ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--hover) 60%, transparent)" },
    "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
      backgroundColor: "var(--accent-soft)",
    },
    "&.cm-focused .cm-matchingBracket": {
      backgroundColor: "var(--accent-soft)",
      outline: "1px solid var(--line-strong)",
    },
    ".cm-selectionMatch, .cm-searchMatch": { backgroundColor: "var(--mark)" },
    ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--text)" },
    ".cm-panels-bottom": { borderTop: "1px solid var(--line)" },
    ".cm-textfield, .cm-button": {
      backgroundColor: "var(--surface)",
      backgroundImage: "none",
      border: "1px solid var(--line-strong)",
      borderRadius: "4px",
      color: "var(--text)",
    },
    ".cm-tooltip": {
      backgroundColor: "var(--raised)",
      border: "1px solid var(--line-strong)",
      borderRadius: "var(--radius)",
      boxShadow: "var(--shadow-high)",
      color: "var(--text)",
    },
    ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", fontSize: "var(--size-dense)" },
    ".cm-tooltip-autocomplete > ul > li": { padding: "3px 8px !important" },
    ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
      backgroundColor: "var(--accent-soft) !important",
      color: "var(--text) !important",
    },
    ".cm-completionDetail": { color: "var(--text-muted)", fontStyle: "normal" },
    ".cm-completionInfo": { fontFamily: "var(--font)", fontSize: "var(--size-small)", maxWidth: "300px" },
    ".cm-diagnostic": { fontFamily: "var(--font)", fontSize: "var(--size-dense)", padding: "6px 10px" },
    ".cm-diagnostic-error": { borderLeft: "4px solid var(--error)" },
    ".cm-diagnostic-warning": { borderLeft: "4px solid var(--warning)" },
    ".cm-lintRange-error": {
      backgroundImage: "none",
      textDecoration: "underline wavy var(--error) 1px",
      textUnderlineOffset: "3px",
    },
    ".cm-lintRange-warning": {
      backgroundImage: "none",
      textDecoration: "underline wavy var(--warning) 1px",
      textUnderlineOffset: "3px",
    },
    ".cm-lint-marker": { height: "0.8em", width: "0.8em" },
    ".cm-lint-marker-error": { backgroundColor: "var(--error)", borderRadius: "50%", content: "''" },
    ".cm-lint-marker-warning": { backgroundColor: "var(--warning)", borderRadius: "2px", content: "''" },
    ".cm-foldPlaceholder": {
      backgroundColor: "var(--sunken)",
      border: "1px solid var(--line)",
      color: "var(--text-muted)",
      padding: "0 6px",
    },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: tags.propertyName, color: "var(--text)", fontWeight: "600" },
      { tag: tags.string, color: "var(--ok)" },
      { tag: tags.number, color: "var(--info)" },
      { tag: [tags.bool, tags.null], color: "var(--violet)" },
      { tag: [tags.separator, tags.brace, tags.squareBracket], color: "var(--text-muted)" },
    ]),
  ),
];
