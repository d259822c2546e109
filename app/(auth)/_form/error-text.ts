// From the reason of a refusal to a sentence, on the server and in the browser alike.
import type { RefusalReason } from "@/lib/actions/refusal";
import { errors } from "@/lib/messages/errors";
import type { ErrorKey } from "@/lib/messages/errors/ko";
import { fill, type Locale } from "@/lib/messages/translate";

export const errorText = ({ key, values }: RefusalReason, locale: Locale) =>
  fill(errors[locale][key], values ?? {});

/** next-auth has codes of its own; what we throw in `authorize` arrives as it was thrown. */
export function signInErrorKey(code: string): ErrorKey {
  if (code in errors.ko) return code as ErrorKey;
  if (code === "CredentialsSignin") return "wrongPassword";
  if (code === "OAuthAccountNotLinked") return "accountNotLinked";
  return "providerFailed";
}
