/** What a reader may ask for: groups of actions, by the object that their name begins with. */
export const ACTIVITY_KINDS = {
  invitations: ["invitation", "link"],
  people: ["membership", "import"],
  administrators: ["designation"],
  keys: ["key"],
  visibility: ["visibility"],
  domains: ["domain"],
  signIns: ["session", "password", "profile", "second_factor", "email", "email_change", "user"],
  partners: ["partner_user"],
  agreements: ["agreement", "account"],
  vendor: ["operator", "message", "suppression", "data"],
  trail: ["trail", "activity", "people", "orders", "licenses"],
} as const satisfies Record<string, readonly string[]>;

export type ActivityKind = keyof typeof ACTIVITY_KINDS;

export const isActivityKind = (text: string | undefined): text is ActivityKind =>
  text !== undefined && Object.hasOwn(ACTIVITY_KINDS, text);
