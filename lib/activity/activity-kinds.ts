/** What a reader may ask for: groups of actions, by the object that their name begins with. */
export const ACTIVITY_KINDS = {
  invitations: ["invitation", "link", "join_request"],
  people: ["membership", "import"],
  administrators: ["designation"],
  keys: ["key"],
  downloads: ["download"],
  services: ["seat", "subscription"],
  visibility: ["visibility"],
  domains: ["domain"],
  signIns: ["session", "password", "profile", "second_factor", "email", "email_change", "user"],
  partners: ["partner_user"],
  agreements: ["agreement", "account"],
  vendor: ["operator", "message", "suppression", "data", "service_key"],
  trail: ["trail", "activity", "people", "orders", "licenses", "reports"],
} as const satisfies Record<string, readonly string[]>;

export type ActivityKind = keyof typeof ACTIVITY_KINDS;

export const isActivityKind = (text: string | undefined): text is ActivityKind =>
  text !== undefined && Object.hasOwn(ACTIVITY_KINDS, text);
