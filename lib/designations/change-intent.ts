import { intentSchema } from "../intent-schema";

/** The buttons beside an open change; the id is the change's. */
export const changeIntentSchema = intentSchema(["approve", "refuse", "withdraw"]);
