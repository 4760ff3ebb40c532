// The page that `http-task serve` opens: takes the start token out of the address and puts the editor into the body.
import "./editor.js";

const tokenKey = "http-task.token";
const themeKey = "http-task.theme";
const fragment = new URLSearchParams(location.hash.slice(1));
const fromAddress = fragment.get("token");
if (fromAddress !== null) {
  sessionStorage.setItem(tokenKey, fromAddress);
  history.replaceState(null, "", location.pathname);
}

const editor = document.createElement("http-task-editor");
editor.apiBase = `${location.origin}/api/v1`;
editor.token = sessionStorage.getItem(tokenKey) ?? "";
const theme = localStorage.getItem(themeKey);
if (theme === "light" || theme === "dark") editor.theme = theme;
editor.addEventListener("theme-change", (event) => {
  localStorage.setItem(themeKey, (event as CustomEvent<{ theme: string }>).detail.theme);
});
const heading = document.createElement("h1");
heading.className = "heading";
heading.textContent = "HTTP Task";
const main = document.createElement("main");
main.append(heading, editor);
document.body.append(main);
