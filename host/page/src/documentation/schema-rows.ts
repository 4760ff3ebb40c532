// The properties of a response's schema as nested rows. References into the description are followed; below a certain
// depth, or where a schema contains itself, a row names its type only.
import { html, nothing } from "lit";
import { isObject, type Json, type JsonObject } from "../json.js";
import { at } from "../pointer.js";
import { visible } from "../search/marks.js";

const deepest = 4;

export function schemaRows(schema: Json | undefined, document: JsonObject, depth = 0): unknown {
  const resolved = merged(schema, document);
  const properties = resolved && isObject(resolved["properties"]) ? resolved["properties"] : null;
  const items = resolved ? merged(resolved["items"], document) : null;
  if (properties === null) return items ? schemaRows(items, document, depth) : nothing;
  const required = Array.isArray(resolved?.["required"]) ? resolved["required"] : [];
  return html`<ul class="schema">
    ${Object.entries(properties).map(([name, value]) => {
      const property = merged(value, document) ?? {};
      const inner = depth < deepest ? schemaRows(property, document, depth + 1) : nothing;
      const description = typeof property["description"] === "string" ? property["description"].trim() : "";
      const line = html`<code>${visible(name)}</code> <span class="muted small">${typeOf(property, document)}</span>
        ${required.includes(name) ? html`<span class="badge required">always</span>` : nothing}
        ${description === "" ? nothing : html`<span class="about">${visible(description)}</span>`}`;
      return inner === nothing
        ? html`<li>${line}</li>`
        : html`<li>
            <details>
              <summary>${line}</summary>
              ${inner}
            </details>
          </li>`;
    })}
  </ul>`;
}

// The schema with its reference followed and the parts of allOf put together.
function merged(schema: Json | undefined, document: JsonObject, steps = 0): JsonObject | null {
  if (!isObject(schema) || steps > 8) return null;
  if (typeof schema["$ref"] === "string") {
    const target = schema["$ref"].startsWith("#") ? at(document, decodeURIComponent(schema["$ref"].slice(1))) : undefined;
    const { $ref: _reference, ...own } = schema;
    return { ...(merged(target, document, steps + 1) ?? {}), ...own };
  }
  const parts = schema["allOf"] ?? (Array.isArray(schema["anyOf"]) && schema["anyOf"].length <= 2 ? schema["anyOf"] : null);
  if (!Array.isArray(parts)) return schema;
  const all = [...parts.map((part) => merged(part, document, steps + 1)), schema];
  return all.reduce<JsonObject>(
    (sum, part) => ({
      ...sum,
      ...(part ?? {}),
      ...(isObject(sum["properties"]) || isObject(part?.["properties"])
        ? { properties: { ...(sum["properties"] as JsonObject), ...(part?.["properties"] as JsonObject) } }
        : {}),
    }),
    {},
  );
}

function typeOf(schema: JsonObject, document: JsonObject): string {
  const type = schema["type"];
  const name = Array.isArray(type) ? type.join(" or ") : typeof type === "string" ? type : "";
  if (name.startsWith("array")) {
    const inner = merged(schema["items"], document);
    return inner ? `list of ${typeOf(inner, document) || "anything"}` : "list";
  }
  return typeof schema["format"] === "string" ? `${name} (${schema["format"]})` : name;
}
