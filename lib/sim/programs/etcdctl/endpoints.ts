// The endpoints a command asks: those given, or with `--cluster` those of all members.
import type { Call } from "./command";
import { type Endpoint, endpointsOf, parseEndpoint } from "./endpoint";

export function askedEndpoints({ flags, server }: Call): readonly Endpoint[] {
  if (!flags.bool("cluster")) return endpointsOf(flags);
  return server()
    .row.members.flatMap(({ clientUrls }) => clientUrls)
    .map(parseEndpoint);
}
