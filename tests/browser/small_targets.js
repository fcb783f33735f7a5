// Lists what can be clicked and is smaller than 24 by 24 pixels; links within running text may be.
() => [...document.querySelectorAll("a, button, input, select, summary")]
  .filter((one) => !one.closest(".cg-unseen, p, svg") && !one.matches(".skip") && one.checkVisibility())
  .map((one) => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < 23.5 || box.width < 23.5))
  .map(([html, box]) => `${html} ${Math.round(box.width)}x${Math.round(box.height)}`)
