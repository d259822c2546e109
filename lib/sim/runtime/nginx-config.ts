// What is read of nginx' configuration: ports, document roots and fixed answers, which is what lessons mount.
//
// Differs: other directives are accepted and do nothing here.
import type { Files } from "../machine/files-contract";

export interface NginxLocation {
  readonly path: string;
  readonly isExact: boolean;
  readonly root?: string;
  readonly type?: string;
  readonly answer?: FixedAnswer;
}

export interface FixedAnswer {
  readonly status: number;
  readonly text: string;
}

export interface NginxServer {
  readonly ports: readonly number[];
  readonly name: string;
  readonly root?: string;
  readonly answer?: FixedAnswer;
  readonly locations: readonly NginxLocation[];
}

interface Directive {
  readonly words: readonly string[];
  readonly block?: readonly Directive[];
}

const mainFile = "/etc/nginx/nginx.conf";

/** Reads the files as they are now: nginx here needs no reload. */
export function readServers(files: Files): NginxServer[] | { readonly error: string } {
  if (!files.exists(mainFile)) {
    return { error: `open() "${mainFile}" failed (2: No such file or directory)` };
  }
  const main = files.read(mainFile);
  if (main === nginxConfig) {
    const paths = files.glob("/etc/nginx/conf.d/*.conf");
    if (paths.length === 1 && files.read(paths[0] ?? "") === nginxDefaultConfig)
      return defaultServers;
  }
  const whole = parse(main, mainFile);
  if ("error" in whole) return whole;
  const servers: NginxServer[] = [];
  for (const directive of blocksOf(whole, "http").flatMap(({ block = [] }) => block)) {
    if (directive.words[0] === "server") servers.push(serverOf(directive.block ?? []));
    if (directive.words[0] !== "include") continue;
    for (const path of files
      .glob(directive.words[1] ?? "")
      .filter((name) => name.endsWith(".conf"))) {
      const included = parse(files.read(path), path);
      if ("error" in included) return included;
      servers.push(...blocksOf(included, "server").map(({ block = [] }) => serverOf(block)));
    }
  }
  return servers;
}

const blocksOf = (directives: readonly Directive[], name: string): Directive[] =>
  directives.filter(({ words }) => words[0] === name);

function serverOf(block: readonly Directive[]): NginxServer {
  const ports = blocksOf(block, "listen").map(({ words }) =>
    Number(/(\d+)$/.exec(words[1] ?? "")?.[1] ?? 80),
  );
  const root = wordOf(block, "root");
  const answer = answerOf(block);
  return {
    ports: ports.length === 0 ? [80] : [...new Set(ports)],
    name: wordOf(block, "server_name") ?? "localhost",
    ...(root === undefined ? {} : { root }),
    ...(answer === undefined ? {} : { answer }),
    locations: blocksOf(block, "location").map(({ words, block: inside = [] }) =>
      locationOf(words, inside),
    ),
  };
}

function locationOf(words: readonly string[], block: readonly Directive[]): NginxLocation {
  const isExact = words[1] === "=";
  const root = wordOf(block, "root");
  const type = wordOf(block, "default_type");
  const answer = answerOf(block);
  return {
    path: words[words.length - 1] ?? "/",
    isExact,
    ...(root === undefined ? {} : { root }),
    ...(type === undefined ? {} : { type }),
    ...(answer === undefined ? {} : { answer }),
  };
}

const wordOf = (block: readonly Directive[], name: string): string | undefined =>
  block.find(({ words }) => words[0] === name)?.words[1];

function answerOf(block: readonly Directive[]): FixedAnswer | undefined {
  const words = block.find((directive) => directive.words[0] === "return")?.words;
  if (words === undefined) return undefined;
  const text = (words[2] ?? "").replaceAll("\\n", "\n");
  return { status: Number(words[1]) || 200, text };
}

function parse(text: string, path: string): Directive[] | { error: string } {
  const token = /\s+|#[^\n]*|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([{};])|([^\s{};"']+)/y;
  const stack: Directive[][] = [[]];
  const heads: string[][] = [];
  let words: string[] = [];
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    const line = text.slice(0, at).split("\n").length;
    if (match === null)
      return { error: `unexpected end of file, expecting ";" or "}" in ${path}:${line}` };
    const [, double, single, mark, word] = match;
    const value = double ?? single ?? word;
    if (value !== undefined) words.push(value);
    if (mark === ";") {
      if (words.length > 0) stack.at(-1)?.push({ words });
      else return { error: `unexpected ";" in ${path}:${line}` };
      words = [];
    } else if (mark === "{") {
      heads.push(words);
      stack.push([]);
      words = [];
    } else if (mark === "}") {
      if (words.length > 0 || heads.length === 0)
        return { error: `unexpected "}" in ${path}:${line}` };
      const block = stack.pop() ?? [];
      stack.at(-1)?.push({ words: heads.pop() ?? [], block });
    }
  }
  const lines = text.split("\n").length;
  if (heads.length > 0 || words.length > 0) {
    return {
      error: `unexpected end of file, expecting ${words.length > 0 ? '";" or ' : ""}"}" in ${path}:${lines}`,
    };
  }
  return stack[0] ?? [];
}

export const nginxConfig = `
user  nginx;
worker_processes  auto;

error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;


events {
    worker_connections  1024;
}


http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;

    log_format  main  '$remote_addr - $remote_user [$time_local] "$request" '
                      '$status $body_bytes_sent "$http_referer" '
                      '"$http_user_agent" "$http_x_forwarded_for"';

    access_log  /var/log/nginx/access.log  main;

    sendfile        on;
    #tcp_nopush     on;

    keepalive_timeout  65;

    #gzip  on;

    include /etc/nginx/conf.d/*.conf;
}
`;

export const nginxDefaultConfig = `server {
    listen       80;
    listen  [::]:80;
    server_name  localhost;

    #access_log  /var/log/nginx/host.access.log  main;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    #error_page  404              /404.html;

    # redirect server error pages to the static page /50x.html
    #
    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}
`;

const defaultServers: NginxServer[] = [
  {
    ports: [80],
    name: "localhost",
    locations: [
      { path: "/", isExact: false, root: "/usr/share/nginx/html" },
      { path: "/50x.html", isExact: true, root: "/usr/share/nginx/html" },
    ],
  },
];
