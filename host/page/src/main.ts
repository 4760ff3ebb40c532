// The page that `http-task serve` opens: takes the start token out of the address and puts the editor into the body.
import "./editor.js";

const tokenKey = "http-task.token";
const themeKey = "http-task.theme";
const fragment = new URLSearchParams(location.hash.slice(1));
const fromAddress = fragment.get("token");
if (fromAddress !== null) {
  sessionStorage.setItem(tokenKey, fromAddress);
  history.replaceState(null, "", location.pathname + location.search);
}

const editor = document.createElement("http-task-editor");
editor.apiBase = `${location.origin}/api/v1`;
editor.token = sessionStorage.getItem(tokenKey) ?? "";
const theme = localStorage.getItem(themeKey);
if (theme === "light" || theme === "dark") editor.theme = theme;
// Each tab has a definition of its own, and a reload comes back to it.
editor.workflow = new URLSearchParams(location.search).get("workflow") ?? "";
editor.addEventListener("workflow-change", (event) => {
  const { path } = (event as CustomEvent<{ path: string }>).detail;
  history.replaceState(null, "", path === "" ? location.pathname : `?${new URLSearchParams({ workflow: path })}`);
  document.title = path === "" ? "HTTP Task" : `${path} · HTTP Task`;
});
editor.addEventListener("theme-change", (event) => {
  localStorage.setItem(themeKey, (event as CustomEvent<{ theme: string }>).detail.theme);
});
const heading = document.createElement("h1");
heading.className = "heading";
heading.textContent = "HTTP Task";
const main = document.createElement("main");
main.append(heading, editor);
document.body.append(main);
