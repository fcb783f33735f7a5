// Single keys: "/" jumps to the role field; in a picture the arrows go from step to step, Enter to the table.
import { announce } from "./announce.js";

const OFF = "careergraph-keys-off";

export function enhanceKeys(root) {
  enhanceSwitch(root.querySelector("[data-keys]"));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const place = event.target;
    if (event.key === "/" && !isOff() && !place.closest("input, select, textarea")) {
      const field = document.querySelector("[data-first-field]");
      if (!field) return;
      event.preventDefault();
      field.focus();
      field.select();
    }
    const step = place.closest?.("svg [role=listitem]");
    if (step) walk(event, step);
  });
}

function walk(event, step) {
  const steps = [...step.parentElement.querySelectorAll("[role=listitem]")];
  const to = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (to) {
    event.preventDefault();
    steps[steps.indexOf(step) + to]?.focus();
  } else if (event.key === "Enter" && event.target === step) {
    const row = document.getElementById(`r-step-${steps.indexOf(step) + 1}`);
    if (!row) return;
    event.preventDefault();
    for (let fold = row.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    row.focus();
  }
}

function isOff() {
  try { return localStorage.getItem(OFF) !== null; } catch { return false; }
}

function enhanceSwitch(button) {
  if (!button) return;
  const say = () => { button.textContent = isOff() ? button.dataset.off : button.dataset.on; };
  button.hidden = false;
  say();
  button.addEventListener("click", () => {
    try { isOff() ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, ""); } catch { return; }
    say();
    announce(button.textContent);
  });
}
