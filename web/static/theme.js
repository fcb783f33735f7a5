// The theme link changes the page at once, and notes the choice in the cookie that the server reads.
const YEAR = 365 * 24 * 60 * 60;

export function enhanceTheme(root) {
  root.querySelectorAll("a[data-theme-to]").forEach((link) => {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const theme = link.dataset.themeTo;
      document.documentElement.dataset.theme = theme;
      document.cookie = `careergraph-theme=${theme}; path=/; max-age=${YEAR}; samesite=lax`;
      root.querySelector(`a[data-theme-to]:not([data-theme-to=${theme}])`)?.focus();
    });
  });
}
