// `TYPE NAME KEY=VALUE KEY-`: what label, annotate, taint and set env take apart.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go GetResourcesAndPairs
import { CommandError } from "./command-error";

export interface ResourcesAndPairs {
  readonly resources: readonly string[];
  readonly pairs: readonly string[];
}

export function splitPairs(args: readonly string[], pairType: string): ResourcesAndPairs {
  const isPair = (word: string) =>
    (word.includes("=") && !word.startsWith("=")) || (word.endsWith("-") && word !== "-");
  const first = args.findIndex(isPair);
  if (first < 0) return { resources: args, pairs: [] };
  const pairs = args.slice(first);
  const stray = pairs.find((word) => !isPair(word));
  if (stray !== undefined) {
    throw new CommandError(`all resources must be specified before ${pairType} changes: ${stray}`);
  }
  return { resources: args.slice(0, first), pairs };
}

export interface MapChange {
  readonly set: Readonly<Record<string, string>>;
  readonly remove: readonly string[];
}

export function parsePairs(pairs: readonly string[], pairType: string): MapChange {
  const set: Record<string, string> = {};
  const remove: string[] = [];
  const invalid: string[] = [];
  for (const pair of pairs) {
    const equals = pair.indexOf("=");
    if (equals > 0) set[pair.slice(0, equals)] = pair.slice(equals + 1);
    else if (equals < 0 && pair.endsWith("-") && pair !== "-") remove.push(pair.slice(0, -1));
    else invalid.push(pair);
  }
  if (invalid.length > 0)
    throw new CommandError(`invalid ${pairType} format: ${invalid.join(", ")}`);
  return { set, remove };
}
