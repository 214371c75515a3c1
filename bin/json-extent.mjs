/**
 * Whether a JSON text is no deeper and has no more values and no longer texts than that, looked at sign by
 * sign before anything is built from it, and no further than need be. `onText` hears where each text begins.
 */
export function isJsonWithin(text, most, onText = () => {}) {
  let [depth, values] = [0, 1];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === MARK) {
      onText(at + 1);
      const end = endOfText(text, at);
      if (end - at - 1 > (most.text ?? Infinity)) return false;
      at = end;
    } else if (sign === OPEN_LIST || sign === OPEN_OBJECT) depth += 1;
    else if (sign === CLOSE_LIST || sign === CLOSE_OBJECT) depth -= 1;
    else if (sign === COMMA) values += 1;
    if (depth > most.depth || values > most.values) return false;
  }
  return true;
}

const [MARK, COMMA, ESCAPE] = [0x22, 0x2c, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** The next quotation mark that no odd number of backslashes stands before. */
function endOfText(text, start) {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let first = at;
    while (text.charCodeAt(first - 1) === ESCAPE) first -= 1;
    if ((at - first) % 2 === 0) return at;
  }
  return text.length;
}
