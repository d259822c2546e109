// What can happen to a session, as the log keeps it. Everything a learner does is one of these; replaying
// them in order on a new cluster gives the same cluster, byte for byte.
import { z } from "zod";
import { limits } from "@/lib/sim";

const terminal = z.string().regex(/^[a-z0-9-]{1,40}$/);
const machine = z.string().min(1).max(120);
const path = z.string().min(1).max(1024).startsWith("/");

/** Who the API server takes somebody outside for. */
const user = z.object({
  name: z.string().max(1024),
  uid: z.string().max(128).optional(),
  groups: z.array(z.string().max(1024)).max(100),
  extra: z.record(z.string().max(256), z.array(z.string().max(1024))).optional(),
});

const streamChange = z.discriminatedUnion("type", [
  /** Bytes in base64. */
  z.object({ type: z.literal("input"), data: z.string().max(limits.streamPieceBytes * 1.4) }),
  z.object({ type: z.literal("end") }),
  z.object({
    type: z.literal("signal"),
    signal: z.enum(["INT", "EOF", "QUIT", "TSTP"]),
    partial: z.string().max(2000).optional(),
  }),
  z.object({ type: z.literal("resize"), columns: z.number().int().min(20).max(500) }),
  z.object({
    type: z.literal("taken"),
    stdout: z.number().int().min(0),
    stderr: z.number().int().min(0),
  }),
  z.object({ type: z.literal("close") }),
]);

export const sessionAction = z.discriminatedUnion("kind", [
  /** A terminal tab is opened on a machine. */
  z.object({
    kind: z.literal("open-terminal"),
    terminal,
    machine,
    columns: z.number().int().min(20).max(500),
  }),
  z.object({
    kind: z.literal("resize-terminal"),
    terminal,
    columns: z.number().int().min(20).max(500),
  }),
  z.object({ kind: z.literal("close-terminal"), terminal }),
  /** A command line, or standard input of what runs in the foreground. */
  z.object({ kind: z.literal("input"), terminal, text: z.string().max(limits.inputCharacters) }),
  z.object({
    kind: z.literal("signal"),
    terminal,
    signal: z.enum(["INT", "EOF", "QUIT", "TSTP"]),
    /** What stood on the line that Ctrl-C gave up. */
    partial: z.string().max(2000).optional(),
  }),
  z.object({
    kind: z.literal("save-file"),
    machine,
    path,
    text: z.string().max(limits.fileCharacters),
  }),
  z.object({ kind: z.literal("delete-file"), machine, path }),
  /** `vi` and `kubectl edit` wait for this. */
  z.object({ kind: z.literal("close-editor"), terminal, saved: z.boolean() }),
  /** What a client outside has asked of the API server: kubectl, k9s, helm. Reads are not kept. */
  z.object({
    kind: z.literal("api-request"),
    method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
    /** Path and query, as they were sent. */
    target: z.string().max(limits.requestTargetCharacters).startsWith("/"),
    headers: z.record(z.string().max(64), z.string().max(limits.requestHeaderCharacters)),
    /** In base64: a log holds no bytes, and not every text. */
    body: z
      .string()
      .max(limits.requestBodyBytes * 1.4)
      .optional(),
    user: user.optional(),
  }),
  /** What somebody outside does to a command that is running for them: types, has read, hangs up. */
  z.object({ kind: z.literal("stream"), stream: z.string().max(20), change: streamChange }),
  /** A request that port-forward has carried to a port of a container, as bytes in base64. */
  z.object({
    kind: z.literal("forward"),
    machine,
    port: z.number().int().min(1).max(65_535),
    data: z.string().max(limits.forwardBytes * 1.4),
  }),
  /** The learner lets time pass at once: "+5분", "다음 일까지". */
  z.object({ kind: z.literal("skip"), ms: z.number().int().min(1).max(limits.advanceMs) }),
  z.object({ kind: z.literal("pause"), paused: z.boolean() }),
  /** The learner left: time stands still until the next action. */
  z.object({ kind: z.literal("leave") }),
  /** 채점. Changes nothing in the cluster; kept for the replay. */
  z.object({ kind: z.literal("check") }),
  z.object({
    kind: z.literal("hint"),
    task: z.string().max(80),
    key: z.string().max(80),
  }),
  z.object({ kind: z.literal("solution") }),
  z.object({ kind: z.literal("checkpoint"), name: z.string().trim().min(1).max(60) }),
  /** The cluster as it was after action `to`. */
  z.object({ kind: z.literal("undo"), to: z.number().int().min(0) }),
]);

export type SessionAction = z.infer<typeof sessionAction>;

/** A row of the log. */
export interface LoggedAction {
  readonly sequence: number;
  /** The cluster's clock when it happened (milliseconds since 1970). */
  readonly at: number;
  readonly wallAt: Date;
  readonly actorId: string;
  readonly action: SessionAction;
  readonly digest: string;
}
