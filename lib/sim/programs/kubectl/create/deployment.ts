import { CommandError } from "../command-error";
import { commandWords } from "../session";
import { defineGenerator, knownKind, orNothing } from "./generator";

export const createDeployment = defineGenerator({
  name: "deployment",
  aliases: ["deploy"],
  summary: "Create a deployment with the specified name",
  usage: "NAME --image=image -- [COMMAND] [args...]",
  flags: "image:slice! port:int32=-1 replicas,r:int32=1",
  resource: knownKind("apps/v1", "Deployment", "deployments"),
  failure: "failed to create deployment: ",
  build(session, name) {
    const { flags } = session;
    const images = flags.list("image");
    const command = commandWords(session);
    if (images.length > 1 && command.length > 0) {
      throw new CommandError("cannot specify multiple --image options and command");
    }
    const port = flags.number("port");
    const labels = { app: name };
    const containers = images.map((image, index) => ({
      name: containerName(image),
      image,
      command: orNothing(command),
      ports: port >= 0 && index === 0 ? [{ containerPort: port }] : undefined,
      resources: {},
    }));
    return {
      metadata: { name, labels },
      spec: {
        replicas: flags.number("replicas"),
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers } },
        strategy: {},
      },
      status: {},
    };
  },
});

/** `registry:5000/team/nginx:1.27@sha256:…` → `nginx`, with letters that a name cannot have made `-`. */
function containerName(image: string): string {
  const last = image.slice(image.lastIndexOf("/") + 1);
  const bare = last.split("@")[0]?.split(":")[0] ?? last;
  return bare.toLowerCase().replace(/[^a-z0-9-]/g, "-");
}
