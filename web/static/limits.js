// Limits that answer while they move: the same page is asked for, and its answer takes the place of this one.
import { announce } from "./announce.js";
import { enhanceComboboxes } from "./combobox.js";
import { enhanceCopying } from "./copying.js";

const WAIT = 120;
const SAY_SO = 300;
const REPLACED = ["answer"];

let timer;
let request;

export function enhanceLimits(root) {
  const form = root.getElementById("question");
  if (!form) return;
  form.querySelectorAll("input[data-top]").forEach(asSlider);
  form.querySelectorAll("[data-step]").forEach((link) => link.addEventListener("click", (event) => step(event, link)));
  form.addEventListener("input", (event) => { if (event.target.matches("input[type=range]")) soon(form); });
  form.addEventListener("change", (event) => { if (event.target.closest(".limits, .further")) soon(form); });
  form.addEventListener("chosen", (event) => { if (event.target.closest(".limits")) soon(form); });
}

// Without script a slider is a number field; its far end means "any".
function asSlider(input) {
  const top = Number(input.dataset.top);
  const value = input.value === "" ? top : Math.min(Number(input.value), top);
  const output = input.labels[0]?.querySelector("output");
  const name = input.name;
  if (!output || !top) return;
  input.type = "range";
  Object.assign(input, { min: "0", max: String(top), step: input.dataset.by ?? "1" });
  input.value = String(value);
  const say = () => {
    const any = Number(input.value) >= top;
    output.textContent = any ? input.dataset.any : input.value;
    input.setAttribute("aria-valuetext", any ? input.dataset.any : `${input.value} ${input.dataset.unit}`);
    input.style.setProperty("--at", `${(100 * Number(input.value)) / top}%`);
    if (any) input.removeAttribute("name"); else input.name = name;
  };
  input.addEventListener("input", say);
  say();
}

function step(event, link) {
  event.preventDefault();
  const input = link.parentElement.querySelector("input");
  const now = Number(input.value === "" ? input.placeholder : input.value) || 0;
  const next = now + Number(link.dataset.step);
  if (next < Number(input.min) || next > Number(input.max)) return;
  input.value = String(next);
  soon(link.closest("form"));
}

function soon(form) {
  clearTimeout(timer);
  timer = setTimeout(() => ask(form), WAIT);
}

async function ask(form) {
  request?.abort();
  request = new AbortController();
  const { signal } = request;
  const pairs = [...new FormData(form)].filter(([, value]) => value !== "");
  const address = `${form.action.split(/[?#]/)[0]}?${new URLSearchParams(pairs)}`;
  const stopSaying = saySo(request);
  try {
    const response = await fetch(address, { signal, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (signal.aborted) return;
    if (!response.ok || !page.getElementById("answer")) { location.assign(address); return; }
    history.replaceState(history.state, "", response.url);
    replace(page);
  } catch (error) {
    if (error.name !== "AbortError") announce(document.getElementById("told").dataset.failed);
  } finally {
    stopSaying();
  }
}

function replace(page) {
  document.title = page.title;
  for (const id of REPLACED) {
    const old = document.getElementById(id);
    const fresh = page.getElementById(id);
    if (!old || !fresh) continue;
    old.style.minHeight = `${old.offsetHeight}px`;
    old.replaceChildren(...fresh.childNodes);
    enhanceComboboxes(old);
    enhanceCopying(old);
    requestAnimationFrame(() => { old.style.minHeight = ""; });
  }
  for (const field of document.querySelectorAll(".limits .field")) {
    const fresh = page.getElementById(field.id);
    if (fresh) field.classList.toggle("shaped", fresh.classList.contains("shaped"));
  }
  for (const link of document.querySelectorAll(".ways a, .places a")) {
    const fresh = page.getElementById(link.id);
    if (fresh) link.href = fresh.href;
  }
  announce(document.getElementById("result")?.dataset.announced ?? "");
}

// Nothing before 300 ms; then words, and a way to stop.
function saySo(asked) {
  const waiting = document.getElementById("waiting");
  if (!waiting) return () => {};
  const showing = setTimeout(() => {
    waiting.hidden = false;
    waiting.querySelector("button").onclick = () => asked.abort();
  }, SAY_SO);
  return () => {
    clearTimeout(showing);
    waiting.hidden = true;
  };
}
