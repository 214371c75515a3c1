import { getTranslations } from "next-intl/server";
import { Missing } from "@/components/missing";
import { AnyFrame } from "./any-frame";

export async function generateMetadata() {
  const t = await getTranslations("errorsPages");
  return { title: t("notFoundTitle") };
}

export default function NotFound() {
  return (
    <AnyFrame>
      <Missing />
    </AnyFrame>
  );
}
