/** Every mail that the portal sends. An invitation's wording depends on what is known when it leaves. */
export const TEMPLATES = [
  "invitation",
  "reminder",
  "alreadyAccess",
  "invitationBounced",
  "invitationDeclined",
  "invitationExpired",
  "designationObjection",
  "administratorReplaced",
  "administratorNamed",
  "administratorChanged",
  "passwordReset",
  "passwordChanged",
  "operatorGranted",
  "operatorInvitation",
] as const;

export type Template = (typeof TEMPLATES)[number];
