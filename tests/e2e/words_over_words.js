// Which words of the page lie over other words; the body of a function for WebDriver.
// Of each line the middle half counts: the space above and below the letters may lie over that of the next line.
const lines = [];
/** What can be seen of a box inside of what scrolls or cuts by itself. */
const seen = ({ left, right, top, bottom }, around) => {
  for (let element = around; element; element = element.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(element);
    const frame = element.getBoundingClientRect();
    if (overflowX !== "visible") [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
    if (overflowY !== "visible") [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
  }
  return { left, right, top, bottom };
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode;
  const around = node.parentElement;
  if (!node.data.trim() || !around.checkVisibility({ visibilityProperty: true })) continue;
  if (around.closest(".unseen, .skip, .total, noscript, option, script, style")) continue;
  const range = document.createRange();
  range.selectNodeContents(node);
  for (const box of range.getClientRects()) {
    const middle = { left: box.left, right: box.right, top: box.top + box.height / 4, bottom: box.bottom - box.height / 4 };
    const line = seen(middle, around);
    if (line.right - line.left >= 2 && line.bottom > line.top) lines.push({ ...line, words: node.data.trim() });
  }
}
lines.sort((one, other) => one.top - other.top);
const pairs = [];
lines.forEach((line, at) => {
  for (let next = at + 1; next < lines.length && lines[next].top < line.bottom - 1; next += 1) {
    const other = lines[next];
    if (other.left < line.right - 1 && line.left < other.right - 1) {
      pairs.push(`“${line.words.slice(0, 50)}” and “${other.words.slice(0, 50)}”`);
    }
  }
});
return [...new Set(pairs)];
