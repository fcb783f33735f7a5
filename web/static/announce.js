// Says a sentence to people who do not see the page change.
export function announce(text) {
  const status = document.getElementById("announced");
  if (!status) return;
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = text; });
}
