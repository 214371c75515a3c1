import type { Letter } from "./letter";

/** The plain-text part, written for reading: nothing of the HTML but its words, in its order. */
export function letterText(letter: Letter): string {
  const { button, otherLink, code, stop } = letter;
  // Addresses and codes get a line of their own, which reads from left to right in every language.
  const below = (label: string, value: string) => letter.line(label, `\n${value}`);
  return [
    letter.heading,
    letter.greeting,
    ...letter.paragraphs,
    letter.facts.map(([label, value]) => letter.line(label, value)).join("\n"),
    button ? below(button.label, button.href) : "",
    otherLink ? below(otherLink.label, otherLink.href) : "",
    letter.until?.join("\n") ?? "",
    code ? `${below(code.label, code.value)}\n${code.hint}` : "",
    "--",
    letter.why,
    letter.notYou,
    stop ? below(stop.label, stop.href) : "",
    letter.sender,
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}
