// Says whether the focused element, or its mark within a picture, is outlined with three pixels or more.
() => {
  const focused = document.activeElement;
  if (focused === document.body) return true;
  const parts = [focused, ...focused.querySelectorAll(".cg-focus, .cg-target, .cg-tile, circle")];
  return parts.some((one) => {
    const style = getComputedStyle(one);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 3;
    return outlined || (style.stroke !== "none" && parseFloat(style.strokeWidth) >= 3);
  });
}
