// The design's measures and colours, as custom properties of the outermost element; everything inside inherits them.
// `color-scheme` decides between the two values of light-dark(): the system's choice, or the attribute theme.
import { css } from "lit";

export const tokens = css`
  :host {
    color-scheme: light dark;

    --ground: light-dark(#f5f6f8, #0f1115);
    --surface: light-dark(#ffffff, #16191f);
    --raised: light-dark(#ffffff, #1e222a);
    --sunken: light-dark(#eff1f4, #0b0d11);
    --hover: light-dark(#f0f2f6, #22262f);
    --line: light-dark(#dfe2e8, #2a2f39);
    --line-strong: light-dark(#858c9b, #6d7584);
    --text: light-dark(#171a21, #e8eaef);
    --text-muted: light-dark(#565d6b, #a3aab8);

    --accent: light-dark(#3b4fd8, #9aa8ff);
    --accent-hover: light-dark(#2f41bb, #b3beff);
    --accent-soft: light-dark(#eceefc, #242b4d);
    --on-accent: light-dark(#ffffff, #10142e);
    --mark: light-dark(#ffe9a8, #5c4a12);

    --ok: light-dark(#0f6b3a, #62d195);
    --ok-soft: light-dark(#e2f4e9, #12301f);
    --warning: light-dark(#854a00, #f2b866);
    --warning-soft: light-dark(#fdf0dc, #38290f);
    --error: light-dark(#b0211d, #ff938a);
    --error-soft: light-dark(#fde8e6, #3f1a18);
    --info: light-dark(#1a56a8, #86b8ff);
    --info-soft: light-dark(#e4eefb, #14294a);
    --violet: light-dark(#6b35b8, #c5a2ff);
    --violet-soft: light-dark(#f0e8fb, #2d1f47);

    --font: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
    --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace;
    --size-small: 0.75rem;
    --size-dense: 0.8125rem;
    --size-text: 0.875rem;
    --size-title: 1rem;
    --size-large: 1.25rem;

    --space-1: 4px;
    --space-2: 8px;
    --space-3: 12px;
    --space-4: 16px;
    --space-5: 24px;
    --space-6: 32px;
    --radius: 6px;
    --radius-large: 10px;
    --control: 32px; /* the height of buttons and inputs */
    --shadow: 0 1px 2px light-dark(rgb(20 25 40 / 8%), rgb(0 0 0 / 40%));
    --shadow-high: 0 16px 48px light-dark(rgb(20 25 40 / 22%), rgb(0 0 0 / 60%));
    --focus-ring: 0 0 0 2px var(--surface), 0 0 0 4px var(--accent);
    --quick: 120ms;

    color: var(--text);
    font-family: var(--font);
    font-size: var(--size-text);
    line-height: 1.45;
  }

  :host([theme="light"]) {
    color-scheme: light;
  }

  :host([theme="dark"]) {
    color-scheme: dark;
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      --quick: 0ms;
    }
  }
`;
