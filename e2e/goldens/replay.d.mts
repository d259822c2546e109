export interface Scenario {
  readonly head: readonly string[];
  readonly files: readonly { readonly name: string; readonly content: string }[];
  readonly steps: readonly { readonly line: string; readonly out: readonly string[] }[];
  readonly source: string;
}
export function parse(text: string): Scenario;
export function collapse(lines: readonly string[]): string[];
export class Normaliser {
  constructor(source: string, server?: string);
  apply(text: string, directory?: string): string;
}
