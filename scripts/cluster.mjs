// `npm run cluster -- [--port N] [--kubeconfig FILE] [--preset NAME] [--seed N]`: see lib/standalone/run.ts.
import { root } from "./root.mjs";
import { setup } from "./setup.mjs";

// A relative FILE is meant from where the command was typed.
process.env.INIT_CWD ??= process.cwd();
process.chdir(root);
await setup();
process.argv.splice(2, 0, "lib/standalone/run.ts");
await import("./run-typescript.mjs");
