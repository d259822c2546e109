// Which names are allowed, in Kubernetes' own words, and how generated names are made. Each rule returns
// the list of complaints; an empty list means the name is fine.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go,
// staging/src/k8s.io/apimachinery/pkg/api/validate/content/
import { byteLength, utf8Bytes } from "./go-text";

const label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const subdomain = `${label}(\\.${label})*`;
const label1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
const labelKey = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const labelValue = `(${labelKey})?`;
const wildcard = `\\*\\.${subdomain}`;
const environmentName = "[-._a-zA-Z][-._a-zA-Z0-9]*";
const configMapKey = "[-._a-zA-Z0-9]+";
const percent = "[0-9]+%";
const httpHeader = "[-A-Za-z0-9]+";

const labelMessage =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
const subdomainMessage =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
const label1035Message =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";
const labelKeyMessage =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const labelValueMessage =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const wildcardMessage =
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character";
const environmentNameMessage =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit";
const relaxedEnvironmentNameMessage =
  "a valid environment variable name must consist only of printable ASCII characters other than '='";
const configMapKeyMessage =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.'";
const percentMessage = "a valid percent string must be a numeric string followed by an ending '%'";
const httpHeaderMessage = "a valid HTTP header must consist of alphanumeric characters or '-'";

export const maxSubdomainLength = 253;
export const maxLabelLength = 63;

export function dns1123Label(value: string): string[] {
  const errors = tooLong(value, maxLabelLength);
  if (matches(label, value)) return errors;
  if (matches(subdomain, value)) return [...errors, "must not contain dots"];
  return [...errors, regexError(labelMessage, label, "my-name", "123-abc")];
}

export function dns1123Subdomain(value: string): string[] {
  const errors = tooLong(value, maxSubdomainLength);
  if (matches(subdomain, value)) return errors;
  return [...errors, regexError(subdomainMessage, subdomain, "example.com")];
}

export function dns1035Label(value: string): string[] {
  const errors = tooLong(value, maxLabelLength);
  if (matches(label1035, value)) return errors;
  return [...errors, regexError(label1035Message, label1035, "my-name", "abc-123")];
}

export function wildcardDns1123Subdomain(value: string): string[] {
  const errors = tooLong(value, maxSubdomainLength);
  if (matches(wildcard, value)) return errors;
  return [...errors, regexError(wildcardMessage, wildcard, "*.example.com")];
}

/** Label keys, annotation keys, finalizers, resource names: `[prefix/]name`. */
export function qualifiedName(value: string): string[] {
  const parts = value.split("/");
  const nameError = regexError(labelKeyMessage, labelKey, "MyName", "my.name", "123-abc");
  if (parts.length > 2) {
    return [
      `a valid label key ${nameError} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const name = parts.at(-1) ?? "";
  const errors = parts.length === 2 ? prefixErrors(parts[0] ?? "") : [];
  if (name === "") errors.push("name part must be non-empty");
  else if (byteLength(name) > maxLabelLength)
    errors.push("name part must be no more than 63 bytes");
  if (!matches(labelKey, name)) errors.push(`name part ${nameError}`);
  return errors;
}

function prefixErrors(prefix: string): string[] {
  if (prefix === "") return ["prefix part must be non-empty"];
  const errors = byteLength(prefix) > maxSubdomainLength ? ["must be no more than 253 bytes"] : [];
  if (!matches(subdomain, prefix))
    errors.push(regexError(subdomainMessage, subdomain, "example.com"));
  return errors.map((error) => `prefix part ${error}`);
}

export function validLabelValue(value: string): string[] {
  const errors = byteLength(value) > maxLabelLength ? ["must be no more than 63 bytes"] : [];
  if (matches(labelValue, value)) return errors;
  return [...errors, regexError(labelValueMessage, labelValue, "MyValue", "my_value", "12345")];
}

/** Names that only have to survive in a URL, such as those of Roles. */
export function pathSegmentName(value: string): string[] {
  if (value === "." || value === "..") return [`may not be '${value}'`];
  return ["/", "%"]
    .filter((part) => value.includes(part))
    .map((part) => `may not contain '${part}'`);
}

export function environmentVariableName(value: string): string[] {
  const errors = matches(environmentName, value)
    ? []
    : [
        regexError(
          environmentNameMessage,
          environmentName,
          "my.env-name",
          "MY_ENV.NAME",
          "MyEnvName1",
        ),
      ];
  return [...errors, ...directoryErrors(value)];
}

/** What pods accept since the relaxed rule became the default. */
export function relaxedEnvironmentVariableName(value: string): string[] {
  const errors = value === "" ? ["environment variable name must be non-empty"] : [];
  return /^[ -<>-~]*$/.test(value) ? errors : [...errors, relaxedEnvironmentNameMessage];
}

export function validConfigMapKey(value: string): string[] {
  const errors = tooLong(value, maxSubdomainLength);
  if (!matches(configMapKey, value)) {
    errors.push(regexError(configMapKeyMessage, configMapKey, "key.name", "KEY_NAME", "key-name"));
  }
  return [...errors, ...directoryErrors(value)];
}

export function portNumber(port: number): string[] {
  return Number.isInteger(port) && port >= 1 && port <= 65535
    ? []
    : [inclusiveRangeError(1, 65535)];
}

export function portName(port: string): string[] {
  const errors = tooLong(port, 15);
  if (!/^[-a-z0-9]+$/.test(port)) {
    errors.push("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
  }
  if (!/[a-z]/.test(port)) errors.push("must contain at least one letter (a-z)");
  if (port.includes("--")) errors.push("must not contain consecutive hyphens");
  if (port.startsWith("-") || port.endsWith("-"))
    errors.push("must not begin or end with a hyphen");
  return errors;
}

export function validPercent(value: string): string[] {
  return matches(percent, value) ? [] : [regexError(percentMessage, percent, "1%", "93%")];
}

export function httpHeaderName(value: string): string[] {
  return matches(httpHeader, value)
    ? []
    : [regexError(httpHeaderMessage, httpHeader, "X-Header-Name")];
}

export const inclusiveRangeError = (low: number, high: number): string =>
  `must be between ${low} and ${high}, inclusive`;

export const maxLengthError = (length: number): string =>
  `must be no more than ${length} characters`;

export function regexError(message: string, pattern: string, ...examples: string[]): string {
  if (examples.length === 0) return `${message} (regex used for validation is '${pattern}')`;
  const list = examples.map((example) => `'${example}', `).join(" or ");
  return `${message} (e.g. ${list}regex used for validation is '${pattern}')`;
}

const compiled: Readonly<Record<string, RegExp>> = Object.fromEntries(
  [label, subdomain, label1035, labelKey, labelValue, wildcard]
    .concat([environmentName, configMapKey, percent, httpHeader])
    .map((pattern) => [pattern, new RegExp(`^(?:${pattern})$`)]),
);

const matches = (pattern: string, value: string): boolean =>
  compiled[pattern]?.test(value) ?? false;

const tooLong = (value: string, length: number): string[] =>
  byteLength(value) > length ? [maxLengthError(length)] : [];

function directoryErrors(value: string): string[] {
  if (value === "." || value === "..") return [`must not be '${value}'`];
  return value.startsWith("..") ? ["must not start with '..'"] : [];
}

// Kubernetes: staging/src/k8s.io/apimachinery/pkg/util/rand/rand.go — no vowels, no look-alikes.
const safeAlphabet = "bcdfghjklmnpqrstvwxz2456789";

/** `rand.SafeEncodeString`: turns a decimal hash into a name without accidental words. */
export function safeEncodeString(text: string): string {
  return utf8Bytes(text)
    .map((byte) => safeAlphabet.charAt(byte % safeAlphabet.length))
    .join("");
}

/** FNV-1, 32 bits, over the UTF-8 bytes of `text`. */
export function fnv32(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of utf8Bytes(text)) hash = Math.imul(hash, 0x01000193) ^ byte;
  return hash >>> 0;
}

/** FNV-1a, 32 bits, over the UTF-8 bytes of `text` and then `more`. */
export function fnv1a32(text: string, more: readonly number[] = []): number {
  let hash = 0x811c9dc5;
  for (const byte of utf8Bytes(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  for (const byte of more) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
