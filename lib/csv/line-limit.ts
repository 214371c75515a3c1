import { refuse } from "../errors";

/** Characters of one line: the parser counts what cells hold, but not the cells. */
const MAX_LINE = 16_000;

/** Passes a text on, and throws `invalid` at a line that no list of people has. */
export async function* withLineLimit(text: AsyncIterable<string>): AsyncGenerator<string> {
  let length = 0;
  let line = 1;
  let last = 0;
  for await (const piece of text) {
    for (let at = 0; at < piece.length; at += 1) {
      const sign = piece.charCodeAt(at);
      if (sign === LF || sign === CR) {
        // Both together end one line.
        if (sign === CR || last !== CR) line += 1;
        length = 0;
      } else if ((length += 1) > MAX_LINE) {
        throw refuse("invalid", "importRowTooLong", { line });
      }
      last = sign;
    }
    yield piece;
  }
}

const LF = 10;
const CR = 13;
