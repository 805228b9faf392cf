// Which words of the page lie over other words; the body of a function for WebDriver.
// Of each line the middle half counts: the space above and below the letters may lie over that of the next line.
const lines = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode;
  const around = node.parentElement;
  if (!node.data.trim() || !around.checkVisibility({ visibilityProperty: true })) continue;
  if (around.closest(".unseen, .skip, .total, noscript, option, script, style")) continue;
  // What scrolls by itself shows its part only.
  const frame = around.closest(".table")?.getBoundingClientRect();
  const range = document.createRange();
  range.selectNodeContents(node);
  for (const box of range.getClientRects()) {
    const right = Math.min(box.right, frame?.right ?? box.right);
    const left = Math.max(box.left, frame?.left ?? box.left);
    if (right - left < 2) continue;
    lines.push({ left, right, top: box.top + box.height / 4, bottom: box.bottom - box.height / 4, words: node.data.trim() });
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
