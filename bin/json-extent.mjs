/**
 * How deep a JSON text is and how many values it has at most, counted sign by sign before anything is built
 * from it. `onText` hears of every text in it, with where it begins.
 */
export function jsonExtent(text, onText = () => {}) {
  let [depth, deepest, values] = [0, 0, 1];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') {
      onText(at + 1);
      at = endOfText(text, at);
    } else if (sign === "[" || sign === "{") deepest = Math.max(deepest, (depth += 1));
    else if (sign === "]" || sign === "}") depth -= 1;
    else if (sign === ",") values += 1;
  }
  return { depth: deepest, values };
}

function endOfText(text, start) {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}
