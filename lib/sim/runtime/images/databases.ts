// mysql, mariadb, postgres and mongo: they refuse to start without what they need to be told, in their own
// words, and then they run.
import { defineLayer } from "../../machine/layers";
import { formatNanoTime } from "../../meta/time";
import { defineImage } from "../define-image";
import { defineServer, type ServerIo } from "../define-server";
import { logTime } from "../http-log";
import { debianTools } from "../tool-sets";

const mebibyte = 1024 ** 2;

const entryTime = (io: ServerIo): string =>
  `${logTime(io.process.now).replaceAll("/", "-").replace(" ", " ")}+00:00`;
const micro = (io: ServerIo): string =>
  formatNanoTime(io.process.now).replace(/(\.\d+)?Z$/, ".000000Z");
const dash = (io: ServerIo): string => logTime(io.process.now).replaceAll("/", "-");

const hasAny = (io: ServerIo, names: readonly string[]): boolean =>
  names.some((name) => (io.process.environment[name] ?? "") !== "");

function mysqlServer(options: { name: string; label: string; prefix: string; version: string }) {
  const { prefix, label, version } = options;
  const needed = ["ROOT_PASSWORD", "ALLOW_EMPTY_PASSWORD", "RANDOM_ROOT_PASSWORD"].map(
    (name) => `${prefix}_${name}`,
  );
  const note = (io: ServerIo, text: string): string =>
    `${entryTime(io)} [Note] [Entrypoint]: ${text}\n`;
  const intro = (io: ServerIo): string =>
    note(io, `Entrypoint script for ${label} Server ${version} started.`) +
    note(io, "Switching to dedicated user 'mysql'") +
    note(io, `Entrypoint script for ${label} Server ${version} started.`);
  return defineServer({
    name: options.name,
    summary: `${label} server`,
    ports: [3306],
    usage: { cpuMillis: 6, memoryBytes: 380 * mebibyte },
    prints: "stderr",
    refuse(io) {
      if (hasAny(io, [...needed, "MYSQL_ROOT_PASSWORD"])) return undefined;
      const list = needed.map((name) => `    - ${name}\n`).join("");
      return {
        stderr: `${intro(io)}${entryTime(io)} [ERROR] [Entrypoint]: Database is uninitialized and password option is not specified\n    You need to specify one of the following as an environment variable:\n${list}`,
        status: 1,
      };
    },
    started: (io) => intro(io) + note(io, "Initializing database files"),
    startupMs: () => 6000,
    ready: (io) =>
      `${micro(io)} 0 [System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections. Version: '${version}'  socket: '/var/run/mysqld/mysqld.sock'  port: 3306  MySQL Community Server - GPL.\n`,
    stopped: (_signal, io) =>
      `${micro(io)} 0 [System] [MY-013172] [Server] Received SHUTDOWN from user <via user signal>. Shutting down mysqld (Version: ${version}).\n`,
    serve: () => ({ kind: "reset" }),
  });
}

export const mysql = defineImage({
  repository: "docker.io/library/mysql",
  tags: /^(latest|lts|innovation|5|5\.[67](?:\.\d+)?|8|8\.[04](?:\.\d+)?|9|9\.\d(?:\.\d+)?)(-debian|-oracle|-oraclelinux9)?$/,
  sizeBytes: 233_000_000,
  layers: [defineLayer("mysql", { "/var/lib/mysql/": {}, "/tmp/": { mode: 0o1777 } })],
  command: ["mysqld"],
  environment: { MYSQL_MAJOR: "8.4", MYSQL_VERSION: "8.4.6-1.el9" },
  ports: [3306],
  tools: debianTools,
  shell: "bash",
  programs: [mysqlServer({ name: "mysqld", label: "MySQL", prefix: "MYSQL", version: "8.4.6" })],
});

export const mariadb = defineImage({
  repository: "docker.io/library/mariadb",
  tags: /^(latest|lts|1[01]|1[01]\.\d{1,2}(?:\.\d+)?|12|12\.\d(?:\.\d+)?)(-noble|-jammy)?$/,
  sizeBytes: 110_000_000,
  layers: [defineLayer("mariadb", { "/var/lib/mysql/": {}, "/tmp/": { mode: 0o1777 } })],
  command: ["mariadbd"],
  ports: [3306],
  tools: debianTools,
  shell: "bash",
  programs: [
    mysqlServer({
      name: "mariadbd",
      label: "MariaDB",
      prefix: "MARIADB",
      version: "1:11.8.3+maria~ubu2404",
    }),
  ],
});

const postgresServer = defineServer({
  name: "postgres",
  summary: "PostgreSQL server",
  ports: [5432],
  usage: { cpuMillis: 3, memoryBytes: 42 * mebibyte },
  refuse(io) {
    const { environment } = io.process;
    if (environment.POSTGRES_PASSWORD || environment.POSTGRES_HOST_AUTH_METHOD === "trust")
      return undefined;
    return {
      stderr: `Error: Database is uninitialized and superuser password is not specified.
       You must specify POSTGRES_PASSWORD to a non-empty value for the
       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
       connections without a password. This is *not* recommended.

       See PostgreSQL documentation about "trust":
       https://www.postgresql.org/docs/current/auth-trust.html
`,
      status: 1,
    };
  },
  started: () =>
    'The files belonging to this database system will be owned by user "postgres".\nThis user must also own the server process.\n\n',
  startupMs: () => 2500,
  ready: (io) =>
    `\nPostgreSQL init process complete; ready for start up.\n\n${dash(io)}.000 UTC [1] LOG:  starting PostgreSQL 17.6 (Debian 17.6-1.pgdg13+1) on x86_64-pc-linux-gnu, compiled by gcc (Debian 14.2.0-19) 14.2.0, 64-bit\n${dash(io)}.000 UTC [1] LOG:  listening on IPv4 address "0.0.0.0", port 5432\n${dash(io)}.000 UTC [1] LOG:  database system is ready to accept connections\n`,
  stopped: (signal, io) =>
    `${dash(io)}.000 UTC [1] LOG:  received ${signal === "INT" ? "fast" : "smart"} shutdown request\n${dash(io)}.000 UTC [1] LOG:  database system is shut down\n`,
  serve: () => ({ kind: "reset" }),
});

export const postgres = defineImage({
  repository: "docker.io/library/postgres",
  tags: /^(latest|1[0-8]|1[0-8]\.\d{1,2})?(?:(?:^|-)(alpine|alpine3\.\d+|bookworm|trixie))?$/,
  sizeBytes: (tag) => (tag.includes("alpine") ? 109_000_000 : 160_000_000),
  layers: [defineLayer("postgres", { "/var/lib/postgresql/data/": {}, "/tmp/": { mode: 0o1777 } })],
  command: ["postgres"],
  environment: { PGDATA: "/var/lib/postgresql/data", PG_MAJOR: "17" },
  users: { postgres: 999 },
  ports: [5432],
  stopSignal: "INT",
  tools: debianTools,
  shell: "bash",
  programs: [postgresServer],
});

export const mongo = defineImage({
  repository: "docker.io/library/mongo",
  tags: /^(latest|[4-8]|[4-8]\.\d(?:\.\d+)?)(-noble|-jammy)?$/,
  sizeBytes: 290_000_000,
  layers: [defineLayer("mongo", { "/data/db/": {}, "/tmp/": { mode: 0o1777 } })],
  command: ["mongod"],
  ports: [27017],
  tools: debianTools,
  shell: "bash",
  programs: [
    defineServer({
      name: "mongod",
      summary: "MongoDB server",
      ports: [27017],
      usage: { cpuMillis: 8, memoryBytes: 170 * mebibyte },
      started: (io) =>
        `{"t":{"$date":"${formatNanoTime(io.process.now)}"},"s":"I","c":"CONTROL","id":20698,"ctx":"main","msg":"***** SERVER RESTARTED *****"}\n`,
      startupMs: () => 1200,
      ready: (io) =>
        `{"t":{"$date":"${formatNanoTime(io.process.now)}"},"s":"I","c":"NETWORK","id":23016,"ctx":"listener","msg":"Waiting for connections","attr":{"port":27017,"ssl":"off"}}\n`,
      serve: () => ({ kind: "reset" }),
    }),
  ],
});
