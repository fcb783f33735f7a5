// Touches everything on a page as a person would, and says what ran and what should not be there.
() => {
  const stop = (event) => event.preventDefault();
  for (const name of ["click", "submit"]) document.addEventListener(name, stop, true);
  const events = ["mouseover", "mouseenter", "pointerenter", "focus", "focusin", "click", "wheel", "toggle", "error", "load"];
  const everything = [...document.querySelectorAll("*")];
  for (const one of everything)
    if (!one.matches("[data-undo]"))
      for (const name of events) one.dispatchEvent(new Event(name, { bubbles: false, cancelable: true }));

  const addresses = ["href", "src", "action", "formaction", "srcdoc", "srcset", "background"];
  const isOurs = (said) => /^(?:\/(?!\/)|#|\?|$)/.test(said);
  const isLinkOut = (one, name, said) => name === "href" && /^https?:/.test(said) && one.rel.includes("noopener");
  const bad = everything.flatMap((one) => addresses
    .map((name) => [name, one.getAttribute(name)])
    .filter(([name, said]) => said !== null && !isOurs(said) && !isLinkOut(one, name, said))
    .map(([name, said]) => `${one.tagName} ${name}=${said}`));

  const handlers = everything.filter((one) => [...one.attributes].some(({ name }) => name.startsWith("on") || name === "style"));
  const strange = "img, iframe, object, embed, video, audio, base, marquee, math, style, meta[http-equiv]";
  const inline = "script:not([src]):not([type='application/json'])";
  const strangers = [...document.querySelectorAll(`${strange}, ${inline}`)].map((one) => one.outerHTML.slice(0, 80));
  const canvas = (one) => one.closest(".cg-canvas, .cg-network, .options, .blank") || one.matches("input[type=range]");
  return { ran: window.__x ?? 0, bad, handlers: handlers.filter((one) => !canvas(one)).length, strangers };
}
