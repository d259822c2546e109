import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { readLocale } from "@/lib/messages/read-locale";
import { site } from "@/lib/messages/site";
import { translator } from "@/lib/messages/translate";
import { Header } from "./_ui/header";
import { LocaleProvider } from "./_ui/locale-context";
import { themeCookie, themeOf } from "./_ui/theme";
import "pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css";
import "./_ui/fonts.css";
import "./_ui/tokens.css";
import "./_ui/global.css";

export const metadata: Metadata = {
  title: { default: "나루 — 한국어 쿠버네티스 수업", template: "%s · 나루" },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await readLocale();
  const theme = themeOf((await cookies()).get(themeCookie)?.value);
  return (
    <html lang={locale} data-theme={theme === "system" ? undefined : theme}>
      <body>
        <LocaleProvider locale={locale}>
          <a href="#main" className="skip-link">
            {translator(site, locale)("skip")}
          </a>
          <Header />
          {children}
        </LocaleProvider>
      </body>
    </html>
  );
}
