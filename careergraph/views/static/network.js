// Draws a map in the place of its SVG, with vis-network. Names are text throughout; nothing here becomes markup.

const SIZES = { chosen: 9, you: 7, near: 6, other: 4 };
const WIDTHS = { yours: 3, near: 1.25, other: 1 };
const DASHES = { sideways: [4, 3], derived: [5, 4] };
const RANKS = ["other", "near", "you", "chosen"];
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function drawNetworks(root) {
  if (!window.vis) return;
  for (const frame of root.querySelectorAll(".cg-network")) new CareerMap(frame);
}

class CareerMap {
  constructor(frame) {
    this.frame = frame;
    this.canvas = frame.querySelector(".cg-canvas");
    this.status = frame.querySelector("[role=status]");
    this.scene = JSON.parse(frame.querySelector("script").textContent);
    this.nodes = new Map(this.scene.nodes.map((node) => [node.id, node]));
    this.edges = this.scene.edges;
    this.you = this.scene.nodes.find((node) => node.kind === "you")?.id;
    this.chosen = this.scene.nodes.find((node) => node.kind === "chosen")?.id;
    this.focused = this.chosen ?? this.you ?? this.scene.nodes[0]?.id;
    this.past = [];
    this.zoom = 1;
    this.draw();
    this.listen();
    this.tellPanel();
  }

  draw() {
    this.readColours();
    this.canvas.hidden = false;
    this.frame.querySelector(".cg-help").hidden = false;
    this.frame.querySelector(".cg-still").hidden = true;
    this.canvas.style.height = `${this.scene.height * this.scale()}px`;
    this.shown = { nodes: new vis.DataSet(this.scene.nodes.map((node) => this.dot(node))), edges: new vis.DataSet(this.edges.map((edge, place) => this.move(edge, place))) };
    this.network = new vis.Network(this.canvas, this.shown, {
      physics: false,
      layout: { randomSeed: 0 },
      interaction: { dragNodes: false, zoomView: false, selectConnectedEdges: false, hover: false, keyboard: false },
      nodes: { shape: "dot", chosen: false },
      edges: { chosen: false, selectionWidth: 0 },
    });
    this.network.on("beforeDrawing", (context) => this.drawStrips(context));
    this.network.on("afterDrawing", (context) => this.drawLabels(context));
    this.place();
  }

  listen() {
    this.network.on("click", ({ nodes }) => { if (nodes.length) this.choose(nodes[0]); });
    this.canvas.addEventListener("keydown", (event) => this.press(event));
    this.canvas.addEventListener("focus", () => { this.tell(); this.network.redraw(); });
    this.canvas.addEventListener("blur", () => this.network.redraw());
    this.canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    new ResizeObserver(() => this.place()).observe(this.frame);
    new MutationObserver(() => this.recolour()).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(query).addEventListener("change", () => this.recolour());
  }

  // Where everything stands: the scene fills the frame, in its own shape.
  scale() { return Math.min(1, this.frame.clientWidth / this.scene.width) || 1; }

  place() {
    const height = `${this.scene.height * this.scale()}px`;
    if (this.canvas.style.height !== height) this.canvas.style.height = height;
    this.network.setSize("100%", height);
    this.network.redraw();
    const position = this.zoom === 1 ? { x: 0, y: 0 } : this.nodes.get(this.focused);
    this.network.moveTo({ position: { x: position.x, y: position.y }, scale: this.scale() * this.zoom });
  }

  wheel(event) {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.resize(event.deltaY < 0 ? 1.1 : 1 / 1.1);
  }

  resize(times) {
    this.zoom = Math.min(4, Math.max(1, this.zoom * times));
    this.place();
  }

  // Colours are those of the page, read again whenever they may have changed.
  readColours() {
    const style = getComputedStyle(this.frame);
    this.colour = (name) => style.getPropertyValue(`--${name}`).trim();
    this.font = this.colour("font") || style.fontFamily;
  }

  recolour() {
    this.readColours();
    this.restyle();
  }

  restyle() {
    this.shown.nodes.update(this.scene.nodes.map((node) => this.dot(node)));
    this.shown.edges.update(this.edges.map((edge, place) => this.move(edge, place)));
  }

  dot(node) {
    const border = { chosen: "accent", you: "ink", near: "ink", other: "ink3" }[node.kind];
    const colour = { background: this.colour(node.kind === "you" ? "ink" : "paper"), border: this.colour(border) };
    const thick = { chosen: 3, you: 0, near: 2, other: 1.5 }[node.kind];
    return { id: node.id, x: node.x, y: node.y, size: SIZES[node.kind], color: { ...colour, highlight: colour, hover: colour }, borderWidth: thick, borderWidthSelected: thick };
  }

  move(edge, place) {
    const colour = this.colour({ yours: "accent", near: "ink", other: "rule" }[edge.kind]);
    const [tail, head] = [this.nodes.get(edge.from), this.nodes.get(edge.to)];
    const upright = tail.x === head.x;
    const bow = { enabled: true, type: tail.y < head.y ? "curvedCW" : "curvedCCW", roundness: Math.min(0.5, 60 / Math.abs(tail.y - head.y)) };
    const curve = { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.5 };
    return { id: place, from: edge.from, to: edge.to, width: WIDTHS[edge.kind], dashes: DASHES[edge.dash] ?? false, smooth: upright ? bow : curve, color: { color: colour, highlight: colour, hover: colour, inherit: false } };
  }

  drawStrips(context) {
    const { width, height, rows, columns } = this.scene;
    context.save();
    context.translate(-width / 2, -height / 2);
    context.strokeStyle = this.colour("rule");
    context.lineWidth = 1;
    context.beginPath();
    for (const y of rows.length ? [...rows.map((row) => row.start), height - 0.5] : []) { context.moveTo(0, y); context.lineTo(width, y); }
    context.stroke();
    context.textBaseline = "alphabetic";
    context.font = `600 13px ${this.font}`;
    context.fillStyle = this.colour("ink");
    for (const row of rows) this.wrap(context, row.name, 104).forEach((line, place) => context.fillText(line, 0, row.start + 21 + 17 * place));
    context.font = `400 13px ${this.font}`;
    context.textAlign = "center";
    context.fillStyle = this.colour("ink2");
    for (const column of columns) context.fillText(column.name, (column.start + column.end) / 2, (rows[0]?.start ?? 40) - 16);
    context.restore();
  }

  drawLabels(context) {
    const named = this.scene.nodes.length <= 150;
    context.save();
    context.textAlign = "center";
    context.textBaseline = "alphabetic";
    context.lineJoin = "round";
    context.lineWidth = 5;
    context.strokeStyle = this.colour("paper");
    for (const node of [...this.scene.nodes].sort((one, other) => RANKS.indexOf(one.kind) - RANKS.indexOf(other.kind))) {
      const labelled = node.label.trim();
      if (!labelled && node.kind === "other" && !named && node.id !== this.focused) continue;
      context.font = `${node.kind === "other" ? 400 : 600} 13px ${this.font}`;
      context.fillStyle = this.colour({ chosen: "accent", other: "ink2" }[node.kind] ?? "ink");
      const lines = labelled ? node.label.split("\n") : this.wrap(context, node.name, 120);
      lines.forEach((line, place) => {
        const y = node.y + (node.kind === "chosen" ? 22 : 20) + 14 * place;
        context.strokeText(line, node.x, y);
        context.fillText(line, node.x, y);
      });
    }
    const here = this.nodes.get(this.focused);
    if (here && document.activeElement === this.canvas) {
      context.strokeStyle = this.colour("ink");
      context.lineWidth = 3;
      context.beginPath();
      context.arc(here.x, here.y, SIZES[here.kind] + 6, 0, 2 * Math.PI);
      context.stroke();
    }
    context.restore();
  }

  wrap(context, text, room) {
    const lines = [""];
    for (const word of text.split(/(?<=[ \-/\u2e80-\ud7ff])/)) {
      if (lines.at(-1) && context.measureText((lines.at(-1) + word).trimEnd()).width > room) lines.push("");
      lines[lines.length - 1] += word;
    }
    return lines;
  }

  // Keys: arrows between neighbours, Enter to choose, U to undo, plus and minus for the size.
  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = DIRECTIONS[event.key];
    if (direction) this.walk(direction);
    else if (event.key === "Enter") this.choose(this.focused);
    else if (event.key === "u" || event.key === "U") this.undo();
    else if (event.key === "+" || event.key === "=") this.resize(1.25);
    else if (event.key === "-") this.resize(0.8);
    else return;
    event.preventDefault();
  }

  walk([across, down]) {
    const here = this.nodes.get(this.focused);
    const linked = new Set(this.around(this.focused).map(({ other }) => other));
    let best, least = Infinity;
    for (const node of this.scene.nodes) {
      const along = (node.x - here.x) * across + (node.y - here.y) * down;
      const aside = Math.abs((node.x - here.x) * down) + Math.abs((node.y - here.y) * across);
      const cost = along + 2 * aside + (linked.has(node.id) ? 0 : 1e5);
      if (along > 1 && (linked.has(node.id) || node.x === here.x) && cost < least) [best, least] = [node, cost];
    }
    if (!best) return;
    this.focused = best.id;
    if (this.zoom > 1) this.place();
    this.network.redraw();
    this.tell();
  }

  around(id) {
    return this.edges.flatMap((edge) => (edge.from === id ? [{ edge, other: edge.to, out: true }] : edge.to === id ? [{ edge, other: edge.from, out: false }] : []));
  }

  tell() {
    const node = this.nodes.get(this.focused);
    if (node) this.status.textContent = node.spoken;
  }

  send(name, detail) {
    return this.frame.dispatchEvent(new CustomEvent(`careergraph:${name}`, { bubbles: true, cancelable: true, detail }));
  }

  choose(id) {
    const node = this.nodes.get(id);
    if (!node || !this.send("choose", { id, href: node.href })) return;
    if (node.href) { location.assign(node.href); return; }
    this.past.push([this.chosen, this.scene.nodes.map((one) => one.kind), this.edges.map((edge) => edge.kind)]);
    this.bringForward(id);
  }

  undo() {
    if (!this.send("undo", { id: this.past.at(-1)?.[0] })) return;
    const before = this.past.pop();
    if (!before) return;
    [this.chosen] = before;
    this.focused = this.chosen ?? this.focused;
    this.scene.nodes.forEach((node, place) => { node.kind = before[1][place]; });
    this.edges.forEach((edge, place) => { edge.kind = before[2][place]; });
    this.restyle();
    this.tellPanel();
  }

  bringForward(id) {
    this.chosen = this.focused = id;
    const near = [...new Set(this.around(id).map(({ other }) => other))].slice(0, this.scene.most);
    for (const node of this.scene.nodes) node.kind = node.id === id ? "chosen" : node.id === this.you ? "you" : near.includes(node.id) ? "near" : "other";
    const shown = new Set([...near, id]);
    for (const edge of this.edges) {
      const touches = (edge.from === id || edge.to === id) && shown.has(edge.from) && shown.has(edge.to);
      edge.kind = touches ? (edge.from === this.you && edge.to === id ? "yours" : "near") : "other";
    }
    this.restyle();
    this.tell();
    this.tellPanel();
  }

  // What is around the chosen role, in words; only where the page has a panel for it.
  tellPanel() {
    const panel = document.querySelector(".cg-panel");
    if (!panel) return;
    panel.replaceChildren();
    const node = this.nodes.get(this.chosen);
    if (!node) return;
    panel.append(element("h2", node.name), element("p", node.spoken, "cg-note"));
    const around = this.around(node.id);
    const { words } = this.scene;
    this.listPart(panel, words.ways_in, around.filter(({ edge, out }) => !out && edge.dash !== "sideways"));
    this.listPart(panel, words.ways_out, around.filter(({ edge, out }) => out && edge.dash !== "sideways"));
    this.listPart(panel, words.sideways, around.filter(({ edge }) => edge.dash === "sideways"));
  }

  listPart(panel, heading, ways) {
    if (!ways.length) return;
    const list = document.createElement("ul");
    for (const { edge, other } of ways) {
      const button = element("button", this.nodes.get(other).name);
      button.type = "button";
      button.addEventListener("click", () => this.choose(other));
      const item = document.createElement("li");
      item.append(button, element("span", edge.said, "cg-note"));
      list.append(item);
    }
    panel.append(element("h3", heading), list);
  }
}

function element(name, text, style = "") {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = style;
  return made;
}

drawNetworks(document);
