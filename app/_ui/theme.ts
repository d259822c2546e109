// Light, dark, or as the system says: the names and the cookie, for server and browser alike.

export const themeCookie = "naru-theme";

export type Theme = "system" | "light" | "dark";

export function themeOf(cookie: string | undefined): Theme {
  return cookie === "light" || cookie === "dark" ? cookie : "system";
}

export const themeAfter: Readonly<Record<Theme, Theme>> = {
  system: "light",
  light: "dark",
  dark: "system",
};
