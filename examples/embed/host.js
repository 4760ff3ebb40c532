// What a host does with the element: sets attributes, hears events. Everything else is the element's own.
const editor = document.querySelector("http-task-editor");
const theme = document.querySelector("#theme");
const said = document.querySelector("#said");

theme.addEventListener("change", () => (editor.theme = theme.value));
editor.addEventListener("theme-change", (event) => (theme.value = event.detail.theme));
editor.addEventListener("workflow-change", (event) => (said.textContent = `Editing ${event.detail.path || "a new one"}`));
editor.addEventListener("saved", (event) => (said.textContent = `Saved ${event.detail.path}`));
