// Finds a control as a person would, by the words beside it or on it; the body of a function for WebDriver.
// Exact words win over words that only start so; what is folded away is found too.
const [kind, words, legend] = arguments;
const text = (element) => element.innerText.replace(/\s+/g, " ").trim();
const fit = (elements) => {
  const all = [...elements];
  return all.find((element) => text(element) === words) ?? all.find((element) => text(element).startsWith(words));
};

let place = document;
if (legend) {
  const named = [...document.querySelectorAll("legend")].find((element) => text(element) === legend);
  if (!named) return null;
  place = named.closest("fieldset");
}
if (kind === "label") return fit(place.querySelectorAll("label"))?.control ?? null;
return fit(place.querySelectorAll("button, a[href], summary")) ?? null;
