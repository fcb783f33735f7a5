// A text field that offers roles or skills while one types (the ARIA combobox pattern, list variant).
import { announce } from "./announce.js";

const WAIT = 120;

export function enhanceComboboxes(root) {
  root.querySelectorAll("input[data-suggest]").forEach((input) => new Combobox(input));
}

class Combobox {
  constructor(input) {
    this.input = input;
    this.name = input.name;
    this.active = -1;
    this.asked = 0;
    this.typing = false; // what stands in the field from the start is no search
    input.removeAttribute("list");
    this.list = document.createElement("ul");
    this.list.id = `${input.id}-options`;
    this.list.className = "options";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.labels[0]?.textContent.trim() ?? "");
    this.list.hidden = true;
    input.after(this.list);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": this.list.id, autocomplete: "off",
    })) input.setAttribute(name, value);
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => this.close());
    input.addEventListener("click", () => { if (this.list.hidden) this.ask(); });
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("li");
      if (option) this.choose([...this.list.children].indexOf(option));
    });
    this.fit();
    document.fonts?.ready.then(() => this.fit());
    addEventListener("resize", () => this.fit());
  }

  typed() {
    this.forget();
    this.typing = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const turn = ++this.asked;
    const address = new URL(this.input.dataset.suggest, location.href);
    address.searchParams.set("q", this.typing ? this.input.value : "");
    let answer;
    try {
      answer = await (await fetch(address, { headers: { Accept: "application/json" } })).json();
    } catch {
      return;
    }
    if (turn !== this.asked || document.activeElement !== this.input) return;
    this.show(answer);
  }

  show({ matches, announced }) {
    this.matches = matches;
    this.active = -1;
    this.list.replaceChildren(...matches.map((match, place) => this.option(match, place)));
    this.open(matches.length > 0);
    announce(announced);
  }

  option(match, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const title = document.createElement("span");
    title.lang = match.lang;
    title.append(...underlined(match.title, this.typing ? this.input.value : ""));
    option.append(title, said("family", match.family));
    if (match.called) option.append(said("called", match.called));
    return option;
  }

  pressed(event) {
    if (event.isComposing) return;
    const act = {
      ArrowDown: () => this.move(1),
      ArrowUp: () => this.move(-1),
      Escape: () => this.close(),
      Enter: () => this.choose(this.active),
    }[event.key];
    if (!act || (this.list.hidden && event.key !== "ArrowDown")) return;
    if (event.key === "Enter" && this.active < 0) { this.close(); return; }
    event.preventDefault();
    act();
  }

  move(by) {
    if (this.list.hidden) { this.ask(); return; }
    const count = this.list.children.length;
    this.active = (this.active + by + count + (this.active < 0 && by < 0 ? 1 : 0)) % count;
    [...this.list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === this.active)));
    const current = this.list.children[this.active];
    this.input.setAttribute("aria-activedescendant", current.id);
    current.scrollIntoView({ block: "nearest" });
  }

  choose(place) {
    const match = this.matches[place];
    if (!match) return;
    this.forget();
    this.input.value = match.title;
    this.typing = false;
    // titles may repeat: the id is what is sent, until somebody types again
    this.hidden = document.createElement("input");
    Object.assign(this.hidden, { type: "hidden", name: this.name, value: match.value });
    this.input.removeAttribute("name");
    this.input.after(this.hidden);
    this.close();
    this.fit();
    this.input.dispatchEvent(new Event("chosen", { bubbles: true }));
    if ("submits" in this.input.dataset) this.input.form.requestSubmit();
  }

  forget() {
    this.hidden?.remove();
    this.hidden = null;
    this.input.name = this.name;
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    clearTimeout(this.timer); // what was typed before is no longer asked
    this.asked += 1;
    this.open(false);
    this.fit();
  }

  // A title wider than its blank is shown on several lines while nobody types in it.
  fit() {
    const blank = this.input.closest(".blank");
    if (!blank) return;
    delete blank.dataset.wrapped;
    this.input.style.height = "";
    if (this.input.scrollWidth <= this.input.clientWidth + 1 || document.activeElement === this.input) return;
    blank.dataset.wrapped = this.input.value;
    const style = getComputedStyle(blank);
    const measure = document.createElement("span");
    Object.assign(measure.style, { position: "absolute", visibility: "hidden", width: `${blank.clientWidth - 36}px`, fontWeight: "600", lineHeight: style.lineHeight });
    measure.textContent = this.input.value;
    blank.append(measure);
    this.input.style.height = `${measure.offsetHeight + 8}px`;
    measure.remove();
  }
}

function said(kind, text) {
  const span = document.createElement("span");
  span.className = kind;
  span.textContent = text;
  return span;
}

function underlined(title, typed) {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const marked = new Array(title.length).fill(false);
  const low = title.toLowerCase();
  for (const word of words) {
    const at = low.indexOf(word);
    if (at >= 0 && low.length === title.length) marked.fill(true, at, at + word.length);
  }
  const parts = [];
  for (let start = 0; start < title.length;) {
    let end = start;
    while (end < title.length && marked[end] === marked[start]) end += 1;
    const text = title.slice(start, end);
    if (marked[start]) {
      const mark = document.createElement("mark");
      mark.textContent = text;
      parts.push(mark);
    } else parts.push(text);
    start = end;
  }
  return parts;
}
