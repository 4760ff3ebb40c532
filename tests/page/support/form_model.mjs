// A form model with each kind of field, as the C++ core makes them.
const f = (pointer, type, widget, more = {}) => ({
  pointer,
  name: pointer.split("/").at(-1),
  type,
  widget,
  group: "body",
  required: false,
  schemaPointer: "/properties" + pointer,
  ...more,
});

export const formModel = {
  endpoint: "pets.example:POST:/pets/{id}",
  title: "Change a pet",
  body: { required: true, contentTypes: ["application/json"] },
  fields: [
    f("/method", "string", "text", { group: "server", required: true, const: "POST" }),
    f("/uri", "string", "text", { group: "server", required: true, documentation: "http or https; a URI template." }),
    f("/pathParameters/id", "integer", "number", {
      group: "path",
      required: true,
      documentation: "The *number* of the pet. It never changes.",
    }),
    f("/queryParameters/verbose", "boolean", "checkbox", { group: "query", default: false }),
    f("/queryParameters/limit", "integer", "number", {
      group: "query",
      examples: [50],
      constraints: { minimum: 1, maximum: 100 },
    }),
    f("/headers/X-Request-Id", "string", "text", { group: "header", deprecated: true }),
    f("/body/name", "string", "text", { required: true, examples: ["Rex"], documentation: "How it is called." }),
    f("/body/kind", "string", "select", { required: true, enum: ["dog", "cat", "parrot"] }),
    f("/body/born", "string", "date", { format: "date" }),
    f("/body/seen", "string", "date-time", { format: "date-time" }),
    f("/body/story", "string", "multiline", {}),
    f("/body/vaccinated", "boolean", "checkbox", { nullable: true }),
    f("/body/chip", "integer", "number", { documentation: "A number of 64 bits." }),
    f("/body/tags", "array", "list", { items: f("/body/tags/-", "string", "text") }),
    f("/body/owner", "object", "object", {
      fields: [
        f("/body/owner/name", "string", "text", { required: true }),
        f("/body/owner/email", "string", "text", { format: "email" }),
        f("/body/owner/address", "object", "object", { more: true }),
      ],
    }),
    f("/body/labels", "object", "map", { additional: f("/body/labels/*", "string", "text") }),
    f("/body/food", "any", "choice", {
      choices: [
        {
          title: "Dry",
          field: f("/body/food", "object", "object", {
            fields: [
              f("/body/food/type", "string", "text", { const: "dry", required: true }),
              f("/body/food/grams", "integer", "number", { required: true }),
            ],
          }),
        },
        {
          title: "Fresh",
          field: f("/body/food", "object", "object", {
            fields: [
              f("/body/food/type", "string", "text", { const: "fresh", required: true }),
              f("/body/food/meat", "string", "text", {}),
            ],
          }),
        },
        { title: "By its name", field: f("/body/food", "string", "text") },
      ],
    }),
    f("/body/picture", "string", "file", { format: "binary" }),
    f("/body/extra", "any", "json", {}),
    // Enough optional fields for a menu.
    ...["colour", "weight", "litter", "breeder", "notes"].map((name) => f(`/body/${name}`, "string", "text")),
    f("/authentication", "object", "choice", {
      group: "authentication",
      choices: [
        {
          title: "Bearer token",
          field: f("/authentication", "object", "object", {
            group: "authentication",
            fields: [
              f("/authentication/type", "string", "text", { const: "bearer", required: true }),
              f("/authentication/token", "string", "password", { required: true }),
            ],
          }),
        },
        {
          title: "Basic",
          field: f("/authentication", "object", "object", {
            group: "authentication",
            fields: [
              f("/authentication/type", "string", "text", { const: "basic", required: true }),
              f("/authentication/username", "string", "text", { required: true }),
              f("/authentication/password", "string", "password", { required: true }),
            ],
          }),
        },
      ],
    }),
    f("/readTimeOut", "integer", "number", { group: "more", default: 60000 }),
    f("/retry", "object", "object", {
      group: "more",
      fields: [f("/retry/maxAttempts", "integer", "number", { required: true })],
    }),
  ],
};

export const settingsText = `{
  "endpoint": { "id": "pets.example:POST:/pets/{id}" },
  "method": "POST",
  "uri": "https://pets.example/pets/{id}",
  "pathParameters": { "id": 9007199254740993 },
  "queryParameters": { "verbose": true, "undocumented": [1, 2.50] },
  "headers": { "Content-Type": "application/json" },
  "body": {
    "name": "Rex",
    "kind": "snake",
    "vaccinated": null,
    "chip": 12345678901234567890,
    "tags": ["good", "\${create.output.response.body.tag}"],
    "owner": { "name": "Ada", "unknown": { "deep": [12345678901234567891] } },
    "labels": { "a": "1", "__proto__": "2" },
    "food": { "type": "fresh", "meat": "beef" },
    "story": "Hello \${workflow.input.name}"
  },
  "authentication": { "type": "bearer", "token": "\${secrets.PETS}" }
}`;
