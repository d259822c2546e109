/** The reader's language: the one they chose (a cookie), else Korean. Server only. */
import { cookies } from "next/headers";
import { localeCookie } from "./locale-cookie";
import type { Locale } from "./translate";

export async function readLocale(): Promise<Locale> {
  return (await cookies()).get(localeCookie)?.value === "en" ? "en" : "ko";
}
