// Real PostgreSQL out of node_modules: makes, starts or joins the database of one folder.
// Several programs may use it at once; the last one to leave stops it, whoever started it, so neither
// Ctrl-C in one terminal nor kill -9 of the starter leaves anything behind or takes it from another.
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { postgresProgram, postgresPrograms } from "./postgres-programs.mjs";

const startTimeoutMs = 30_000;

/** Returns `{ url, stop }`. `folder` holds everything: data, password, log, and who is using it. */
export async function startDatabase(folder) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const data = path.join(folder, "postgres");
  const leave = enter(folder);
  const password = createCluster({ folder, data });
  const port = (await joinRunning(data)) ?? (await launch({ folder, data }));
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      if (!leave()) return;
      await stopPostgres(data);
    },
  };
}

/** Stops a database whose users were all killed; tells whether nobody uses the folder any more. */
export async function stopAbandoned(folder) {
  if (!fs.existsSync(usersOf(folder)) || livingUsers(folder).length > 0) return false;
  await stopPostgres(path.join(folder, "postgres"));
  return true;
}

function createCluster({ folder, data }) {
  const passwordFile = path.join(folder, "postgres-password");
  if (fs.existsSync(path.join(data, "PG_VERSION")) && fs.existsSync(passwordFile)) {
    return fs.readFileSync(passwordFile, "utf8");
  }
  // What is left of an interrupted initdb cannot be used. A complete cluster is never removed: its
  // password file is written before initdb runs.
  if (!fs.existsSync(path.join(data, "PG_VERSION")))
    fs.rmSync(data, { recursive: true, force: true });
  const password = randomBytes(18).toString("base64url");
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  const made = runPostgres("initdb", [
    `--pgdata=${data}`,
    "--username=postgres",
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    "--encoding=UTF8",
    "--no-locale",
    "--no-instructions",
    "--no-sync",
  ]);
  if (made.status === 0) return password;
  fs.rmSync(data, { recursive: true, force: true });
  throw new Error(databaseAdvice(made.error?.message ?? made.stderr.trim()));
}

function runPostgres(name, args) {
  const [command, all] = postgresProgram(name, args);
  return spawnSync(command, all, { encoding: "utf8" });
}

/** The port of the server that runs on this data already, if one does. */
async function joinRunning(data) {
  const running = readPidFile(data);
  if (!running) return undefined;
  if (!isPostgres(running.pid)) {
    // Left by a crash. Should its number meanwhile belong to another program, as it does when a
    // container starts again, PostgreSQL would refuse to start.
    fs.rmSync(path.join(data, "postmaster.pid"), { force: true });
    return undefined;
  }
  return waitUntilReady(data, () => !isPostgres(running.pid));
}

async function launch({ folder, data }) {
  // Numbers of an earlier life of this machine may by now belong to anybody.
  forgetOthers(folder);
  const port = await freePort();
  const log = path.join(folder, "postgres.log");
  const output = fs.openSync(log, "w");
  const [command, args] = postgresProgram("postgres", [
    `-D${data}`,
    `-p${port}`,
    "-clisten_addresses=127.0.0.1",
    "-cunix_socket_directories=",
    "-cmax_connections=100",
    "-cshared_buffers=64MB",
    // Our columns hold UTC without saying so; the machine's own zone must not slip in.
    "-ctimezone=UTC",
  ]);
  // In a group of its own: Ctrl-C in the terminal must reach us first, to say good-bye in order.
  const child = spawn(command, args, { stdio: ["ignore", output, output], detached: true });
  fs.closeSync(output);
  let failure;
  child.on("error", (error) => {
    failure = error.message;
  });
  child.on("exit", (code) => {
    failure ??= `it ended with code ${code}`;
  });
  child.unref();
  const ready = await waitUntilReady(data, () => failure !== undefined);
  if (ready) return ready;
  const lastWords = fs.readFileSync(log, "utf8").slice(-2000);
  throw new Error(databaseAdvice(`${failure ?? "it did not become ready in time"}\n${lastWords}`));
}

/** The port, as soon as the server takes connections there. */
async function waitUntilReady(data, hasFailed) {
  for (let waited = 0; waited < startTimeoutMs && !hasFailed(); waited += 20) {
    const running = readPidFile(data);
    if (running?.isReady && (await answers(running.port))) return running.port;
    await sleep(20);
  }
  return undefined;
}

/** postmaster.pid: the process on line 1, the port on line 4, the status on line 8. */
function readPidFile(data) {
  const file = path.join(data, "postmaster.pid");
  if (!fs.existsSync(file)) return undefined;
  const lines = fs.readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  if (!pid) return undefined;
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === "ready" };
}

/** Writes down that this process uses the database; the answer forgets it, and tells if it was the last. */
function enter(folder) {
  fs.mkdirSync(usersOf(folder), { recursive: true });
  const mine = path.join(usersOf(folder), String(process.pid));
  fs.writeFileSync(mine, "");
  return () => {
    fs.rmSync(mine, { force: true });
    return livingUsers(folder).length === 0;
  };
}

const usersOf = (folder) => path.join(folder, "postgres-users");

function forgetOthers(folder) {
  const others = fs.readdirSync(usersOf(folder)).filter((pid) => pid !== String(process.pid));
  for (const pid of others) fs.rmSync(path.join(usersOf(folder), pid), { force: true });
}

const livingUsers = (folder) =>
  fs.readdirSync(usersOf(folder)).filter((pid) => isAlive(Number(pid)));

async function stopPostgres(data) {
  const running = readPidFile(data);
  if (!running || !isPostgres(running.pid)) return;
  // A fast shutdown: connections are closed, everything committed is on disk.
  process.kill(running.pid, "SIGINT");
  for (let waited = 0; waited < 10_000 && isAlive(running.pid); waited += 20) await sleep(20);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error.code === "EPERM";
  }
}

function isPostgres(pid) {
  if (!isAlive(pid)) return false;
  const commandLine = `/proc/${pid}/cmdline`;
  // Where the system does not tell, a living process of that number is taken for ours.
  return !fs.existsSync(commandLine) || fs.readFileSync(commandLine, "utf8").includes("postgres");
}

/** In a container without an init process a dead child of a dead parent stays listed for ever. */
function isZombie(pid) {
  try {
    return /^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function databaseAdvice(reason) {
  const asRoot = process.getuid?.() === 0 ? "run it as an ordinary user, or " : "";
  return [
    `The embedded PostgreSQL (${postgresPrograms()}) cannot run here: ${reason}`,
    `What to do: ${asRoot}set DATABASE_URL to a PostgreSQL database of your own.`,
  ].join("\n");
}
