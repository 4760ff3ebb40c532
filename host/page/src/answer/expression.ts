// From a place in an answer's body to the words for it: the expression of later steps, and the JSONPath within the body.

type Path = readonly (string | number)[];

export function responseExpression(ref: string, path: Path): string {
  return `\${${ref || "this_step"}.output.response.body${members(path)}}`;
}

export function jsonPath(path: Path): string {
  return `$${members(path)}`;
}

// Header fields have their names in lower case there, each with its values in order.
export function responseHeaderExpression(ref: string, name: string, index: number): string {
  return `\${${ref || "this_step"}.output.response.headers${members([name.toLowerCase(), index])}}`;
}

function members(path: Path): string {
  return path
    .map((token) => {
      if (typeof token === "number") return `[${token}]`;
      return /^[A-Za-z_][\w-]*$/.test(token) ? `.${token}` : `['${token.replace(/['\\]/g, "\\$&")}']`;
    })
    .join("");
}
