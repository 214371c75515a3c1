import { getTranslations } from "next-intl/server";
import { requestPath } from "@/lib/auth/request-origin";
import { MissingOrEnded } from "./missing-or-ended";

export async function generateMetadata() {
  const t = await getTranslations("errorsPages");
  return { title: t("notFoundTitle") };
}

export default async function NotFound() {
  return <MissingOrEnded path={await requestPath()} />;
}
