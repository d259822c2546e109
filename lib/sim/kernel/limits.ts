// Every bound of the simulator, in one place, each with its reason. A bound that is hit gives a clear
// message and never loses what was there before.

export const limits = {
  /** Work handled by one `advance`; 10,000 pods starting need about 400,000. Beyond it we have a livelock. */
  stepsPerAdvance: 5_000_000,
  /** etcd's own default (`--quota-backend-bytes` is 2 GiB there): 40,000 keys keep a save under 10 MB. */
  objectsPerCluster: 40_000,
  /** Revisions kept for watches; the real server compacts after five minutes. */
  revisionsKept: 10_000,
  /** `--max-request-body-bytes` is 3 MiB upstream. */
  requestBodyBytes: 3 * 1024 * 1024,
  /** Path and query of a request, and one header; Go's server takes 1 MiB of all headers together. */
  requestTargetCharacters: 16_384,
  requestHeaderCharacters: 4096,
  /** etcd's `--max-request-bytes` (1.5 MiB): the largest single object. */
  objectBytes: 1_572_864,
  /** Nesting of a JSON or YAML document; upstream's decoder stops at 10,000 and a screen at far less. */
  documentDepth: 100,
  /** Nodes an aliased YAML document may grow to; stops "billion laughs". */
  documentNodes: 100_000,
  /** Requests to one cluster's API server from outside; more answer 429. Twice what kubectl asks at most. */
  requestsPerSecond: 100,
  requestBurst: 600,
  /** Live watches of one cluster; more answers 429. */
  watches: 100,
  /** Commands and attachments that clients outside hold open, and what each may be sent: a machine's files. */
  streams: 50,
  streamCharacters: 20 * 1024 * 1024,
  /** As much of it as is passed on at once. */
  streamPieceBytes: 256 * 1024,
  /** One request through port-forward; servers here answer to small ones. */
  forwardBytes: 1024 * 1024,
  /** Terminal output kept for coming back to (per terminal). */
  scrollbackCharacters: 200_000,
  /** What one command line may print before it is stopped. */
  outputCharacters: 1_000_000,
  /** What a container's log keeps; the kubelet rotates at 10 MiB, which no lesson needs. */
  containerLogCharacters: 100_000,
  /** Interpreter steps one command line may take without waiting (`while true` is stopped after these). */
  shellSteps: 100_000,
  /** Processes on one machine, against fork bombs. */
  processesPerMachine: 512,
  /** One file, and all files of a machine. */
  fileCharacters: 5 * 1024 * 1024,
  machineFiles: 10_000,
  machineCharacters: 20 * 1024 * 1024,
  /** A command line that is typed or pasted. */
  inputCharacters: 65_536,
  /** Virtual time one `advance` may skip: 30 days covers every certificate and CronJob lesson. */
  advanceMs: 30 * 24 * 3_600_000,
} as const;
