// "Copy link" puts the address of the page, which holds the whole question, on the clipboard.
import { announce } from "./announce.js";

export function enhanceCopying(root) {
  if (!navigator.clipboard) return;
  root.querySelectorAll("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(location.href.split("#")[0]);
      const before = button.textContent;
      button.textContent = button.dataset.copy;
      announce(button.dataset.copy);
      setTimeout(() => { button.textContent = before; }, 2000);
    });
  });
}
