// How the parts of the editor lie beside each other. The element's own width decides, not the window's: it may be
// embedded in a page of a host. Its parts ask the same container for their own layout.
import { css } from "lit";

export const shellStyles = css`
  :host {
    background: var(--ground);
    container-type: inline-size;
    display: block;
    min-height: 360px;
    overflow: hidden;
    position: relative;
  }

  .app {
    display: grid;
    grid-template: "top top top" auto "tabs tabs tabs" auto "steps request side" minmax(0, 1fr) "bar bar bar" auto /
      232px minmax(0, 1fr) minmax(0, 0.9fr);
    height: 100%;
  }

  http-task-top-bar {
    grid-area: top;
  }

  .narrow-tabs {
    background: var(--surface);
    display: none;
    grid-area: tabs;
  }

  http-task-steps {
    background: var(--surface);
    border-right: 1px solid var(--line);
    grid-area: steps;
  }

  http-task-request {
    background: var(--surface);
    grid-area: request;
  }

  http-task-side {
    background: var(--ground);
    border-left: 1px solid var(--line);
    grid-area: side;
  }

  http-task-test-bar {
    grid-area: bar;
  }

  .full {
    display: grid;
    height: 100%;
    place-items: center;
  }

  .card {
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    box-shadow: var(--shadow);
    margin: var(--space-4);
    max-width: 460px;
    padding: var(--space-5);
  }

  .card h1 {
    font-size: var(--size-large);
    margin: 0 0 var(--space-2);
  }

  .card p {
    color: var(--text-muted);
    margin: 0 0 var(--space-4);
  }

  @container (max-width: 1180px) {
    .app {
      grid-template-columns: 196px minmax(0, 1fr) minmax(0, 0.9fr);
    }
  }

  @container (max-width: 900px) {
    .app {
      grid-template: "top" auto "tabs" auto "main" minmax(0, 1fr) "bar" auto / minmax(0, 1fr);
    }

    .narrow-tabs {
      display: flex;
    }

    .narrow-tabs [role="tab"] {
      flex: 1;
      font-size: var(--size-dense);
      min-height: 40px;
      padding: 0 4px;
    }

    http-task-steps,
    http-task-request,
    http-task-side {
      border: 0;
      grid-area: main;
    }

    .app:not([data-view="steps"]) http-task-steps,
    .app:not([data-view="request"]) http-task-request,
    .app:is([data-view="steps"], [data-view="request"]) http-task-side {
      display: none;
    }
  }
`;
