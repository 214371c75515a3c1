import { foldText } from "@/lib/fold-text";
import messages from "@/messages/en.json";
import { GUIDES, type ListedGuide } from "./guides";

/** The guides that have every word of a search, those that have them in their title first. */
export function findGuides(search: string): ListedGuide[] {
  const words = foldText(search).split(" ").filter(Boolean);
  if (words.length === 0) return [];
  const has = (text: string) => words.every((word) => text.includes(word));
  const ranked = GUIDES.map((guide) => {
    const { title, about } = messages.support.guides[guide.key];
    const whole = foldText([title, about, ...wordsOf(guide.words)].join(" "));
    return { guide, rank: has(foldText(title)) ? 0 : has(whole) ? 1 : 2 };
  });
  return ranked
    .filter(({ rank }) => rank < 2)
    .sort((one, other) => one.rank - other.rank)
    .map(({ guide }) => guide);
}

/** Every sentence of a guide, without the tags of its links. */
function wordsOf(part: unknown): string[] {
  if (typeof part === "string") return [part.replace(/<[^>]*>/g, "")];
  return typeof part === "object" && part !== null ? Object.values(part).flatMap(wordsOf) : [];
}
