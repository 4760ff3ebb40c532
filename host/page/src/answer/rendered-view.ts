// A body as a person would see it. HTML is put into a frame that is sandboxed without scripts, forms or popups and,
// by the policy that it brings and the one it inherits, loads nothing from anywhere; a picture into an <img>, in which
// an SVG runs no script either.
import { html, type TemplateResult } from "lit";

export const renderedLimit = 2 << 20;

const policy =
  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">";

export function renderedHtml(text: string, cut: boolean): TemplateResult {
  return html`<p class="muted note">
      Without scripts, and without anything that it would load from elsewhere. ${cut ? "Only the first 2 MB." : ""}
    </p>
    <iframe
      class="page"
      sandbox=""
      referrerpolicy="no-referrer"
      title="The answer as a page"
      .srcdoc=${policy + text}
    ></iframe>`;
}

export function renderedImage(url: string, size: string, failed: () => void): TemplateResult {
  return html`<div class="picture">
    <img src=${url} alt=${`The picture that came as the answer, ${size}`} @error=${failed} />
  </div>`;
}
