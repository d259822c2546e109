// What a program said went wrong, in the reader's language. Rules stand from the special to the general; each names a
// text and the words of the output that belong in it. Only lines that programs write as errors are looked at.
import type { ko } from "@/lib/messages/terminal-errors/ko";

export type TerminalErrorKey = keyof typeof ko;

export interface Explanation {
  readonly key: TerminalErrorKey;
  readonly values: Readonly<Record<string, string>>;
}

interface Rule {
  /** Named groups become the values of the text. */
  readonly when: RegExp;
  readonly key: TerminalErrorKey;
}

const yaml = "^error: error parsing .*yaml: (?:line (?<line>\\d+): )?";
const rule = (key: TerminalErrorKey, when: string | RegExp): Rule => ({
  key,
  when: new RegExp(when, "m"),
});

const rules: readonly Rule[] = [
  rule("yamlTab", `${yaml}found character that cannot start any token`),
  rule("yamlColon", `${yaml}could not find expected ':'`),
  rule("yamlMapping", `${yaml}mapping values are not allowed`),
  rule("yamlKey", `${yaml}did not find expected`),
  rule("yamlAliases", `${yaml}document contains excessive aliasing`),
  rule("yamlOther", `${yaml}`),
  rule("kindMissing", /^error: .*"(?<file>[^"]+)": .*kind not set/),
  rule("apiVersionMissing", /^error: .*"(?<file>[^"]+)": .*apiVersion not set/),
  rule("noMatch", /no matches for kind "(?<kind>[^"]+)" in version "(?<version>[^"]+)"/),
  rule("unknownField", /unknown field "(?<field>[^"]+)"/),
  rule(
    "wrongType",
    /cannot unmarshal \w+ into Go struct field \w+\.(?<field>\S+) of type (?<type>\S+)/,
  ),
  rule("selectorMismatch", /`selector` does not match template `labels`/),
  rule("immutable", /(?:^The .* is invalid: |^\* )(?<field>[^:\s]+): .*field is immutable/),
  rule("immutable", /^The .* is invalid: (?<field>spec): Forbidden: .* updates may not change/),
  rule("badName", /^(?:The .* is invalid: |\* )[^:]+: .*a lowercase RFC 1[01]\d\d /),
  rule("required", /^(?:The .* is invalid: |\* )(?<field>[^:\s]+): Required value/),
  rule("unsupported", /^(?:The .* is invalid: |\* )(?<field>[^:\s]+): Unsupported value/),
  rule("invalid", /^(?:The .* is invalid: |\* )(?<field>[^:\s]+): (?:Invalid value|Too )/),
  rule("noFile", /^error: the path "(?<file>[^"]+)" does not exist/),
  rule("noResourceType", /^error: the server doesn't have a resource type "(?<type>[^"]+)"/),
  rule("noNamespace", /\(NotFound\): .*namespaces "(?<name>[^"]+)" not found/),
  rule("notFound", /^(?:error: |Error from server ).*\(NotFound\): .*"(?<name>[^"]+)" not found/i),
  rule("exists", /^(?:error: |Error from server ).*"(?<name>[^"]+)" already exists/),
  rule("quota", /\(Forbidden\): .*exceeded quota/),
  rule("forbidden", /\(Forbidden\): .*User "[^"]*" cannot /),
  rule("forbiddenByRule", /^Error from server \(Forbidden\): /),
  rule("applyConflict", /^error: Apply failed with \d+ conflicts?/),
  rule("conflict", /\(Conflict\): .*the object has been modified/),
  rule("unknownCommand", /^error: unknown command "(?<command>[^"]+)"/),
  rule("unknownFlag", /^error: unknown flag: (?<flag>\S+)/),
  rule("unknownFlag", /^error: unknown shorthand flag: '.*' in (?<flag>\S+)/),
  rule("flagNeedsValue", /^error: flag needs an argument/),
  rule("requiredFlag", /^error: required flag\(s\) "(?<flag>[^"]+)"/),
  rule("noName", /^error: resource\(s\) were provided, but no name was specified/),
  rule("noSource", /^error: must specify one of -f and -k/),
  rule("overwrite", /^error: .* already has a value .*--overwrite is false/),
  rule("noPort", /^error: couldn't find port via --port/),
  rule("timedOut", /^error: timed out waiting for the condition/),
  rule("noMetrics", /^error: Metrics API not available/),
  rule("noContext", /^error: no context exists with the name: "(?<name>[^"]+)"/),
  rule("refused", /^The connection to the server .* was refused/),
  rule("commandNotFound", /^bash: (?:line \d+: )?(?<command>[^:]+): command not found/),
  rule("noSuchFile", /^\w+: (?:.*['": ])?(?<file>[^'": ]+)'?: No such file or directory/),
  rule("openQuote", /^bash: .*(?:unexpected EOF while looking for|unexpected end of file)/),
  rule("stopped", /^\[stopped: /),
];

/** Nothing when no error is recognised. `output` is what one command line printed. */
export function explainOutput(output: string): Explanation | undefined {
  for (const { when, key } of rules) {
    const found = when.exec(output);
    if (found === null) continue;
    const values = Object.entries(found.groups ?? {});
    return { key, values: Object.fromEntries(values.map(([name, value]) => [name, value ?? "?"])) };
  }
  return undefined;
}
