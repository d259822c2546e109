"use client";
// The reader's language for client components; the server reads the cookie once, in the layout.
import { createContext, type ReactNode, use } from "react";
import { type Catalog, type Locale, type Translate, translator } from "@/lib/messages/translate";

const LocaleContext = createContext<Locale>("ko");

export function LocaleProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext value={locale}>{children}</LocaleContext>;
}

export const useLocale = (): Locale => use(LocaleContext);

/** `const t = useMessages(learn)` */
export function useMessages<T extends Record<string, string>>(catalog: Catalog<T>): Translate<T> {
  return translator(catalog, useLocale());
}
