import type { EmailMessage } from "../../prisma/generated/client";

/** An id that the verb put into a message's props. */
export function idIn(message: EmailMessage, name: string): string | null {
  const value = propIn(message, name);
  return typeof value === "string" ? value : null;
}

/** The same for a number. */
export function numberIn(message: EmailMessage, name: string): number | null {
  const value = propIn(message, name);
  return typeof value === "number" ? value : null;
}

/** The same for something that is so or not. */
export function flagIn(message: EmailMessage, name: string): boolean {
  return propIn(message, name) === true;
}

function propIn({ props }: EmailMessage, name: string): unknown {
  if (typeof props !== "object" || props === null || Array.isArray(props)) return null;
  return props[name];
}
