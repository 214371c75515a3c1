import type { Letter } from "./letter";

/** The plain-text part, written for reading: nothing of the HTML but its words, in its order. */
export function letterText(letter: Letter): string {
  return [
    letter.heading,
    letter.greeting,
    ...letter.paragraphs,
    letter.facts.map(([label, value]) => letter.line(label, value)).join("\n"),
    letter.line(letter.button.label, `\n${letter.button.href}`),
    letter.until?.join("\n") ?? "",
    "--",
    letter.why,
    letter.notYou,
    letter.sender,
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}
