export type AgreementState = "ACTIVE" | "ENDED" | "TERMINATED";

const DAY = 24 * 60 * 60 * 1000;

/** Active through the whole of its last day, by UTC; ended from the clock, whatever a sweep did. */
export function agreementStatus(
  { status, endsOn }: { status: "ACTIVE" | "TERMINATED"; endsOn: Date | null },
  now: Date,
): AgreementState {
  if (status === "TERMINATED") return "TERMINATED";
  return endsOn && endsOn.getTime() + DAY <= now.getTime() ? "ENDED" : "ACTIVE";
}
