import { useTranslations } from "next-intl";
import { Day } from "@/components/ui/day";

/** First and last day of a subscription. */
export function SubscriptionTerm({ from, until }: { from: Date; until: Date }) {
  const t = useTranslations("services");
  return t.rich("days", { from: () => <Day date={from} />, until: () => <Day date={until} /> });
}
