// `npm run transcripts -- PATH…`: see lib/transcripts/run.ts.
process.argv.splice(2, 0, "lib/transcripts/run.ts");
await import("./run-typescript.mjs");
