import type { EmailMessage } from "../../prisma/generated/client";

/** An id that the verb put into a message's props. */
export function idIn({ props }: EmailMessage, name: string): string | null {
  if (typeof props !== "object" || props === null || Array.isArray(props)) return null;
  const value = props[name];
  return typeof value === "string" ? value : null;
}
