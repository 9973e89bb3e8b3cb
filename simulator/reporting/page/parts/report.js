"use strict";
// What every part of the page shares: the call's name, a memory that survives a reload, and a voice for screen readers.
const page = (() => {
  const one = (selector, inside = document) => inside.querySelector(selector);
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const call = JSON.parse(one("#call").textContent);
  const key = `rehearsal-report:${call.call}`;

  // A browser may forbid storage to pages from disk: then the page remembers until it is closed.
  const read = (name, otherwise) => {
    try { return JSON.parse(localStorage.getItem(name)) ?? otherwise; } catch { return otherwise; }
  };
  const write = (name, value) => {
    try { localStorage.setItem(name, JSON.stringify(value)); return true; } catch { return false; }
  };
  const tell = (words) => { one("#status").textContent = words; };
  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

  const theme = one("#theme");
  const isDark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };
  const showTheme = () => { one("span", theme).textContent = isDark() ? "Light" : "Dark"; };
  const chosen = read("rehearsal-report:theme", "");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
  theme.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    write("rehearsal-report:theme", document.documentElement.dataset.theme);
    showTheme();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showTheme);
  one("#print").addEventListener("click", () => print());
  showTheme();
  theme.hidden = one("#print").hidden = false;

  return { one, all, call, key, read, write, tell, clock };
})();
