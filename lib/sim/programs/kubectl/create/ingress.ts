import { CommandError } from "../command-error";
import type { Session } from "../session";
import { defineGenerator, knownKind, orNothing } from "./generator";

const rulePattern =
  /^(?<host>[\w*\-.]*)(?<path>\/.*)(=)(?<service>[\w-]+):(?<port>[\w-]+)(,tls)?(=)?([\w-]+)?$/;

export const createIngress = defineGenerator({
  name: "ingress",
  aliases: ["ing"],
  summary: "Create an ingress with the specified name",
  usage: "NAME --rule=host/path=service:port[,tls[=secret]] ",
  flags: "class:string rule:array default-backend:string annotation:array",
  resource: knownKind("networking.k8s.io/v1", "Ingress", "ingresses"),
  failure: "failed to create ingress: ",
  build(session, name) {
    validate(session);
    const { flags } = session;
    const backend = flags.string("default-backend");
    const annotations = flags.list("annotation").map((text) => {
      const equals = text.indexOf("=");
      return [text.slice(0, equals), text.slice(equals + 1)];
    });
    return {
      metadata: { name, annotations: orNothing(Object.fromEntries(annotations)) },
      spec: {
        ingressClassName: orNothing(flags.string("class")),
        defaultBackend: backend === "" ? undefined : serviceBackend(backend),
        tls: orNothing(tlsRules(flags.list("rule"))),
        rules: orNothing(ingressRules(flags.list("rule"))),
      },
      status: { loadBalancer: {} },
    };
  },
});

function validate({ flags }: Session): void {
  const rules = flags.list("rule");
  if (flags.string("default-backend") === "" && rules.length === 0) {
    throw new CommandError(
      "not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)",
    );
  }
  const badRule = rules.find((rule) => !rulePattern.test(rule));
  if (badRule !== undefined) {
    throw new CommandError(
      `rule ${badRule} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`,
    );
  }
  const badAnnotation = flags.list("annotation").find((annotation) => !annotation.includes("="));
  if (badAnnotation !== undefined) {
    throw new CommandError(
      `annotation ${badAnnotation} is invalid and should be in format key=[value]`,
    );
  }
  const backend = flags.string("default-backend");
  if (backend !== "" && backend.split(":").length !== 2) {
    throw new CommandError("default-backend should be in format servicename:serviceport");
  }
}

function serviceBackend(text: string) {
  const [name = "", port = ""] = text.split(":");
  return {
    service: { name, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } },
  };
}

interface Rule {
  readonly host?: string;
  readonly http: { readonly paths: object[] };
}

function ingressRules(rules: readonly string[]): Rule[] {
  const made: Rule[] = [];
  for (const rule of rules) {
    const [bare = ""] = rule.split(",");
    const slash = bare.indexOf("/");
    const host = bare.slice(0, slash);
    const [written = "", service = ""] = bare.slice(slash).split("=");
    const isPrefix = written.endsWith("*");
    const path = {
      path: isPrefix ? written.slice(0, -1) : written,
      pathType: isPrefix ? "Prefix" : "Exact",
      backend: serviceBackend(service),
    };
    const same = made.find((one) => (one.host ?? "") === host);
    if (same !== undefined) same.http.paths.push(path);
    else made.push({ ...(host === "" ? {} : { host }), http: { paths: [path] } });
  }
  return made;
}

function tlsRules(rules: readonly string[]): object[] {
  const made: { hosts: string[]; secretName?: string }[] = [];
  const seen = new Set<string>();
  for (const rule of rules) {
    const [bare = "", tls] = rule.split(",");
    const host = bare.split("/")[0] ?? "";
    if (tls === undefined || seen.has(host)) continue;
    seen.add(host);
    const secret = tls.split("=")[1] ?? "";
    const same = made.find((one) => (one.secretName ?? "") === secret);
    if (same !== undefined) same.hosts.push(host);
    else if (host !== "" || secret !== "") {
      made.push({
        hosts: host === "" ? [] : [host],
        ...(secret === "" ? {} : { secretName: secret }),
      });
    }
  }
  return made.map(({ hosts, secretName }) => ({
    ...(hosts.length === 0 ? {} : { hosts }),
    ...(secretName ? { secretName } : {}),
  }));
}
