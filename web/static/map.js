// On the map a choice is an address, so an undo is a step back in the history.
export function enhanceMap(root) {
  const frame = root.querySelector(".cg-network");
  if (!frame) return;
  const undo = (event) => {
    event.preventDefault();
    history.back();
  };
  frame.addEventListener("careergraph:undo", undo);
  root.querySelectorAll("[data-undo]").forEach((button) => {
    button.hidden = history.length < 2;
    button.addEventListener("click", undo);
  });
}
