import { getTranslations } from "next-intl/server";
import { Missing } from "@/components/missing";
import { PublicFrame } from "@/components/public-frame";
import { env } from "@/lib/env";

export async function generateMetadata() {
  const t = await getTranslations("errorsPages");
  return { title: t("notFoundTitle") };
}

export default function NotFound() {
  return (
    <PublicFrame vendor={env.VENDOR_NAME} demo={env.demo}>
      <Missing />
    </PublicFrame>
  );
}
