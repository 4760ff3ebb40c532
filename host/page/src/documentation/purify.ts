// HTML of the server into nodes. It was made from CommonMark with an allow list already; this is the second lock.
// Nothing is loaded from elsewhere: no images, no frames. Links open apart and say nothing of where they came from.
import createPurifier from "dompurify";

const purifier = createPurifier(window);
purifier.addHook("afterSanitizeAttributes", (node) => {
  if (node.nodeName !== "A") return;
  const target = node.getAttribute("href") ?? "";
  if (!/^(https?:|mailto:)/i.test(target)) {
    node.removeAttribute("href");
    return;
  }
  node.setAttribute("target", "_blank");
  node.setAttribute("rel", "noopener noreferrer nofollow");
});

const tags = (
  "a abbr b blockquote br caption code dd del dl dt em h1 h2 h3 h4 h5 h6 hr i kbd li ol p pre s strong sub sup " +
  "table tbody td tfoot th thead tr ul"
).split(" ");

export function purified(html: string): DocumentFragment {
  return purifier.sanitize(html, {
    ALLOWED_TAGS: tags,
    ALLOWED_ATTR: ["href", "title", "align", "colspan", "rowspan", "start", "target", "rel"],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
}
