import { intentSchema } from "../intent-schema";

/** The buttons beside an invitation; the id is the invitation's. */
export const invitationIntentSchema = intentSchema(["resend", "revoke", "approve", "confirm"]);
