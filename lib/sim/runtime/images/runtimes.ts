// Language runtimes: without a script they leave at once, as the real ones do without a terminal.
import { defineImage, type ImageDefinition, type ServerProgram } from "../define-image";
import { debianTools } from "../tool-sets";

function runtime(options: {
  name: string;
  program: string;
  tags: RegExp;
  sizeBytes: number;
  version: string;
}): ImageDefinition {
  const { name, program, tags, sizeBytes, version } = options;
  const interpreter: ServerProgram = {
    name: program,
    summary: `the ${name} interpreter`,
    run(io) {
      if (io.args.some((word) => /^(-v|-V|--version)$/.test(word))) io.stdout(`${version}\n`);
      else if (io.args.length > 0) {
        io.stderr(`${program}: running ${name} programs is not simulated here\n`);
        return 1;
      }
      return 0;
    },
  };
  return defineImage({
    repository: `docker.io/library/${name}`,
    tags,
    sizeBytes,
    command: [program],
    tools: debianTools,
    shell: "bash",
    programs: [interpreter],
  });
}

const suffix = "(-slim|-alpine|-bookworm|-trixie|-bullseye|-slim-bookworm)?$";

export const node = runtime({
  name: "node",
  program: "node",
  tags: new RegExp(`^(latest|lts|current|1[0-9]|2[0-5]|\\d{2}\\.\\d+(?:\\.\\d+)?)${suffix}`),
  sizeBytes: 385_000_000,
  version: "v24.11.0",
});

export const python = runtime({
  name: "python",
  program: "python3",
  tags: new RegExp(`^(latest|2\\.7|3|3\\.(?:[7-9]|1[0-4])(?:\\.\\d+)?)${suffix}`),
  sizeBytes: 365_000_000,
  version: "Python 3.14.0",
});
