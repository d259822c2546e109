import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { auth } from "@/lib/messages/auth";
import { readLocale } from "@/lib/messages/read-locale";
import { translator } from "@/lib/messages/translate";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(auth, await readLocale())("forbiddenTitle") };
}

/** proxy.ts shows this at the address that was asked for; the status 403 comes from here. */
export default function ForbiddenPage() {
  forbidden();
}
