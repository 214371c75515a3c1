import { OBJECTION_WINDOW } from "@/lib/designations/objection-window";

/** The objection window in the words of the screens. */
export const OBJECTION_HOURS = OBJECTION_WINDOW / (60 * 60 * 1000);
