import { compareText } from "@/lib/sim/meta/go-text";
import type { Command } from "../command";
import { groupVersion } from "../discovery";
import { type Session, usage } from "../session";

export const apiVersions: Command = {
  name: "api-versions",
  summary: 'Print the supported API versions on the server, in the form of "group/version"',
  usage: "",
  run(session: Session) {
    if (session.args.length > 0)
      throw usage(session, `unexpected arguments: [${session.args.join(" ")}]`);
    const versions = [...new Set(session.cluster.discovery.renew().map(groupVersion))].sort(
      compareText,
    );
    session.io.stdout(versions.map((version) => `${version}\n`).join(""));
    return 0;
  },
};
