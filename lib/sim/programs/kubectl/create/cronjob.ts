import { defineGenerator, knownKind, orNothing } from "./generator";

export const createCronJob = defineGenerator({
  name: "cronjob",
  aliases: ["cj"],
  summary: "Create a cron job with the specified name",
  usage: "NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...] [flags]",
  flags: "image:string! schedule:string! restart:string",
  resource: knownKind("batch/v1", "CronJob", "cronjobs"),
  failure: "failed to create cronjob: ",
  build: ({ flags, args }, name) => ({
    metadata: { name },
    spec: {
      schedule: flags.string("schedule"),
      jobTemplate: {
        metadata: { name },
        spec: {
          template: {
            metadata: {},
            spec: {
              containers: [
                {
                  name,
                  image: flags.string("image"),
                  command: orNothing(args.slice(1)),
                  resources: {},
                },
              ],
              restartPolicy: flags.string("restart") || "OnFailure",
            },
          },
        },
      },
    },
    status: {},
  }),
});
