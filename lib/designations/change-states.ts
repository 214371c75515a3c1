import type { ChangeState } from "../../prisma/generated/client";

/** Not decided yet: the database allows one of these per account. */
export const OPEN: ChangeState[] = ["WAITING", "OBJECTED", "REVIEW"];

/** Open, and only the vendor can end it; the clock can't. */
export const FROZEN: ChangeState[] = ["OBJECTED", "REVIEW"];

/** Open, and those who were mailed may still object. */
export const OBJECTIONABLE: ChangeState[] = ["WAITING", "REVIEW"];
