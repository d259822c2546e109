/**
 * Interface texts with typed placeholders. `{name}` is replaced; `{name|을/를}` is replaced and
 * followed by the particle its last sound asks for, so that a text never says `을(를)`.
 *
 *     translator({ ko: { open: "{file|을/를} 열어요" }, en: { open: "Open {file}" } }, "ko")
 *       ("open", { file: "pod.yaml" })   →  "pod.yaml을 열어요"
 */
import { josa } from "es-hangul";
import { lastSound } from "./last-sound";

export type Locale = "ko" | "en";

/** The shape a second language must have: every key of the first. */
export type SameKeys<T> = { readonly [K in keyof T]: string };

export interface Catalog<T extends Record<string, string>> {
  readonly ko: T;
  readonly en: SameKeys<T>;
}

type Value = string | number;

type Placeholders<S extends string> = S extends `${string}{${infer Inside}}${infer Rest}`
  ? NameOf<Inside> | Placeholders<Rest>
  : never;
type NameOf<S extends string> = S extends `${infer Name}|${string}` ? Name : S;

type Values<S extends string> = [Placeholders<S>] extends [never]
  ? []
  : [values: { readonly [Name in Placeholders<S>]: Value }];

export type Translate<T extends Record<string, string>> = <K extends keyof T & string>(
  key: K,
  ...values: Values<T[K]>
) => string;

export function translator<T extends Record<string, string>>(
  catalog: Catalog<T>,
  locale: Locale,
): Translate<T> {
  return (key, ...values) => fill(catalog[locale][key], values[0] ?? {});
}

export function fill(text: string, values: { readonly [name: string]: Value }): string {
  return text.replace(
    /\{(\w+)(?:\|([^}]+))?\}/gu,
    (placeholder, name: string, particle?: string) => {
      const value = values[name];
      if (value === undefined) return placeholder;
      return `${value}${particle === undefined ? "" : particleAfter(String(value), particle)}`;
    },
  );
}

/** `particleAfter("kubectl", "을/를")` → `을`. */
export function particleAfter(word: string, particle: string): string {
  const sound = lastSound(word);
  return josa(sound, particle as Parameters<typeof josa>[1]).slice(sound.length);
}
