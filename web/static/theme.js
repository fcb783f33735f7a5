// The theme link changes the page at once, and tells the server so that it is remembered.
export function enhanceTheme(root) {
  root.querySelectorAll("a[data-theme-to]").forEach((link) => {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      document.documentElement.dataset.theme = link.dataset.themeTo;
      fetch(link.href, { method: "GET" }).catch(() => {});
      root.querySelector(`a[data-theme-to]:not([data-theme-to=${link.dataset.themeTo}])`)?.focus();
      dispatchEvent(new Event("themechange"));
    });
  });
}
