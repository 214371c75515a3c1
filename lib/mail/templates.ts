/** Every mail that the portal sends. An invitation's wording depends on what is known when it leaves. */
export const TEMPLATES = [
  "invitation",
  "passwordReset",
  "passwordChanged",
  "operatorGranted",
] as const;

export type Template = (typeof TEMPLATES)[number];
