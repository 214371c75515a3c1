import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { currentPerson } from "@/lib/auth/current-person";
import { fontVariables } from "./fonts";
import "./globals.css";

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("frame");
  return {
    title: { template: `%s · ${t("product")}`, default: t("product") },
    robots: { index: false, follow: false },
    formatDetection: { telephone: false, email: false, address: false },
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // A script nonce is good for one answer only, so no page may be rendered ahead of its request.
  const request = (await headers()).get("x-request-id") ?? undefined;
  const locale = await getLocale();
  const dir = RIGHT_TO_LEFT.has(locale) ? "rtl" : "ltr";
  // Unset, the device decides.
  const user = (await currentPerson())?.user;
  return (
    <html
      lang={locale}
      dir={dir}
      className={fontVariables}
      data-theme={user?.theme.toLowerCase()}
      data-person={user?.id}
      data-request={request}
    >
      <body>{children}</body>
    </html>
  );
}
