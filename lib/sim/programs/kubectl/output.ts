// `-o`: which printer a command's results go through.
// Kubernetes: staging/src/k8s.io/cli-runtime/pkg/genericclioptions/print_flags.go
import { goJsonIndent } from "@/lib/sim/meta/go-json";
import {
  isJsonObject,
  type KubernetesObject,
  parseApiVersion,
  removePath,
} from "@/lib/sim/meta/object";
import { writeYaml } from "@/lib/sim/meta/yaml/write";
import { CommandError } from "./command-error";
import { kindNameOf } from "./discovery";
import { createCustomColumnsPrinter } from "./print/custom-columns";
import { createGoTemplatePrinter } from "./print/go-template";
import { createJsonPathPrinter } from "./print/jsonpath";
import { writeKyaml } from "./print/kyaml";
import { type DryRun, dryRunOf, type Session, withDryRun } from "./session";

export type Print = (object: unknown) => void;

const templateFormats = ["go-template", "go-template-file", "template", "templatefile"];
const jsonPathFormats = ["jsonpath", "jsonpath-as-json", "jsonpath-file"];
const columnFormats = ["custom-columns", "custom-columns-file"];
const documentFormats = ["json", "yaml", "kyaml"];

/** Of fields in JSON: Go's structs keep theirs, everything else is sorted. */
export type FieldOrder = "go" | "sorted";

export interface Output {
  /** `jsonpath` of `jsonpath={.items}`; empty for none. */
  readonly format: string;
  readonly template: string;
}

export function outputOf(session: Session): Output {
  const given = session.flags.string("output");
  const template = session.flags.string("template");
  if (given === "" && template !== "") return { format: "go-template", template };
  const equals = given.indexOf("=");
  const hasInline = equals > 0 && template === "";
  const format = hasInline ? given.slice(0, equals) : given;
  return { format, template: hasInline ? given.slice(equals + 1) : template };
}

/** How results of a command that changes things are shown: `pod/web created`, or as `-o` says. */
export function resultPrinter(
  session: Session,
  operation: string,
  dryRun: DryRun = dryRunOf(session),
  order: FieldOrder = "sorted",
): Print {
  const { format } = outputOf(session);
  if (format === "") return namePrinter(session, withDryRun(operation, dryRun));
  const print = objectPrinter(session, order);
  if (print !== undefined) return print;
  throw noPrinter(session, [...templateFormats, ...documentFormats, ...jsonPathFormats, "name"]);
}

/** For `-o json`, `yaml`, `name`, templates; nothing for other formats. */
export function objectPrinter(session: Session, order: FieldOrder = "sorted"): Print | undefined {
  const output = outputOf(session);
  const format = output.format.toLowerCase();
  if (format === "name") return namePrinter(session, "");
  if (documentFormats.includes(format)) return documentPrinter(session, format, order);
  if (templateFormats.includes(format) || jsonPathFormats.includes(format)) {
    return templatePrinter(session, { format, template: output.template });
  }
  return undefined;
}

export function columnsPrinter(session: Session): Print | undefined {
  const { format, template } = outputOf(session);
  if (!columnFormats.includes(format)) return undefined;
  if (template === "")
    throw new CommandError("custom-columns format specified but no custom columns given");
  const isFile = format === "custom-columns-file";
  const print = createCustomColumnsPrinter({
    spec: isFile ? "" : template,
    ...(isFile ? { file: readTemplate(session, template) } : {}),
    noHeaders: session.flags.bool("no-headers"),
  });
  return (object) => session.io.stdout(print(object));
}

export function noPrinter(session: Session, allowed: readonly string[]): CommandError {
  const format = session.flags.string("output");
  return new CommandError(
    `unable to match a printer suitable for the output format ${JSON.stringify(format)}, allowed formats are: ${[...allowed].sort().join(",")}`,
  );
}

export const allFormats = [
  ...templateFormats,
  ...jsonPathFormats,
  ...columnFormats,
  ...documentFormats,
  "name",
  "wide",
];

function templatePrinter(session: Session, { format, template }: Output): Print {
  if (template === "") throw new CommandError("template format specified but no template given");
  const isFile = format.endsWith("file");
  const text = isFile ? readTemplate(session, template) : template;
  const allowMissing = session.flags.bool("allow-missing-template-keys");
  const print = jsonPathFormats.includes(format)
    ? createJsonPathPrinter({ template: text, allowMissing, asJson: format === "jsonpath-as-json" })
    : createGoTemplatePrinter({ template: text, allowMissing });
  return (object) => session.io.stdout(print(object));
}

function readTemplate(session: Session, path: string): string {
  if (!session.io.files.exists(path)) {
    throw new CommandError(
      `error reading --template ${path}, open ${path}: no such file or directory`,
    );
  }
  return session.io.files.read(path);
}

function documentPrinter(session: Session, format: string, order: FieldOrder): Print {
  let count = 0;
  const keepsFields = session.flags.bool("show-managed-fields");
  return (object) => {
    const shown = keepsFields ? object : withoutManagedFields(object);
    if (format === "json")
      session.io.stdout(`${goJsonIndent(shown, "    ", { keepOrder: order === "go" })}\n`);
    else {
      const separator = count > 0 ? "---\n" : "";
      session.io.stdout(format === "yaml" ? separator + writeYaml(shown) : writeKyaml(shown));
    }
    count++;
  };
}

export function withoutManagedFields(object: unknown): unknown {
  const bare = removePath(object, ["metadata", "managedFields"]);
  if (!isJsonObject(bare) || !Array.isArray(bare.items)) return bare;
  return {
    ...bare,
    items: bare.items.map((item) => removePath(item, ["metadata", "managedFields"])),
  };
}

/** `pod/web created`; without an operation only `pod/web`. */
function namePrinter(session: Session, operation: string): Print {
  const print: Print = (object) => {
    if (isJsonObject(object) && Array.isArray(object.items)) {
      for (const item of object.items) print(item);
      return;
    }
    const { apiVersion, kind, metadata } = object as KubernetesObject;
    const name = metadata?.name || "<unknown>";
    const suffix = operation === "" ? "" : ` ${operation}`;
    session.io.stdout(`${kindNameOf(kind, parseApiVersion(apiVersion).group)}/${name}${suffix}\n`);
  };
  return print;
}
