import { execFileSync } from "node:child_process";
import type { Page } from "@playwright/test";

/** What a page says on paper: printed to PDF and read back with pdftotext (Debian: poppler-utils). */
export async function printedText(page: Page): Promise<string> {
  const pdf = await page.pdf({ format: "A4" });
  return execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf, encoding: "utf8" });
}
