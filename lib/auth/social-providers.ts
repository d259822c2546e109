// Kakao, Naver, Google and GitHub, each only where its two environment variables are set.

import GitHub from "next-auth/providers/github";
import Google from "next-auth/providers/google";
import type { Provider } from "next-auth/providers/index";
import Kakao from "next-auth/providers/kakao";
import Naver from "next-auth/providers/naver";

interface SocialProvider {
  readonly id: string;
  readonly name: string;
  readonly make: (keys: { clientId: string; clientSecret: string }) => Provider;
  readonly variable: string;
}

const known: readonly SocialProvider[] = [
  { id: "kakao", name: "카카오", make: Kakao, variable: "KAKAO" },
  { id: "naver", name: "네이버", make: Naver, variable: "NAVER" },
  { id: "google", name: "Google", make: Google, variable: "GOOGLE" },
  { id: "github", name: "GitHub", make: GitHub, variable: "GITHUB" },
];

/** What the sign-in page offers. */
export function configuredProviders(): { readonly id: string; readonly name: string }[] {
  return known.filter(isConfigured).map(({ id, name }) => ({ id, name }));
}

export const socialProviders = () =>
  known.filter(isConfigured).map(({ make, variable }) => make(credentialsOf(variable)));

const isConfigured = ({ variable }: SocialProvider) => {
  const { clientId, clientSecret } = credentialsOf(variable);
  return clientId !== "" && clientSecret !== "";
};

/** `KAKAO_CLIENT_ID` and `KAKAO_CLIENT_SECRET`, and so on. */
function credentialsOf(variable: string) {
  return {
    clientId: process.env[`${variable}_CLIENT_ID`] ?? "",
    clientSecret: process.env[`${variable}_CLIENT_SECRET`] ?? "",
  };
}
