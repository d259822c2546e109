import { beforeEach, describe, expect, it } from "vitest";
import type { Cluster } from "../../cluster";
import { forkBase } from "../../testing/base-cluster";

let cluster: Cluster;
const run = (line: string) => cluster.run("controlplane", line);

beforeEach(() => {
  cluster = forkBase();
});

describe("openssl", () => {
  it("makes a key and a request for it, and shows the request", () => {
    expect(run("openssl genrsa -out kim.key 2048").status).toBe(0);
    expect(run("head -1 kim.key").stdout).toBe("-----BEGIN PRIVATE KEY-----\n");
    run("openssl req -new -key kim.key -subj /CN=kim/O=dev/O=ops -out kim.csr");
    const { stdout } = run("openssl req -in kim.csr -noout -text");
    expect(stdout).toContain("Subject: CN = kim, O = dev, O = ops\n");
    expect(stdout).toContain("Public-Key: (2048 bit)\n");
  });

  it("signs its own certificate, valid for the days it was told", () => {
    run(
      "openssl req -x509 -nodes -newkey rsa:2048 -days 365 -keyout tls.key -out tls.crt -subj /CN=web.example.com",
    );
    const { stdout } = run("openssl x509 -in tls.crt -noout -subject -issuer -enddate");
    expect(stdout).toMatch(
      /^subject=CN = web.example.com\nissuer=CN = web.example.com\nnotAfter=[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4} GMT\n$/,
    );
    expect(run("openssl x509 -in tls.crt -noout -checkend 86400").status).toBe(0);
    expect(run("openssl x509 -in tls.crt -noout -checkend 40000000").status).toBe(1);
  });

  it("reads a certificate from a pipe", () => {
    run("openssl req -x509 -nodes -newkey rsa:2048 -keyout k -out c -subj /CN=a");
    expect(run("cat c | openssl x509 -noout -subject").stdout).toBe("subject=CN = a\n");
  });

  it("draws other bytes each time, and the same when the session is played again", () => {
    const again = cluster.fork();
    const first = run("openssl rand -hex 16").stdout;
    expect(first).toMatch(/^[0-9a-f]{32}\n$/);
    expect(again.run("controlplane", "openssl rand -hex 16").stdout).toBe(first);
    expect(run("openssl rand -hex 16").stdout).not.toBe(first);
  });

  it.each([
    ["openssl x509 -in nothing -noout", /loading certificate from nothing\nUnable to load/],
    ["openssl req -new -key nothing -subj /CN=a", /loading private key from nothing\n/],
    ["openssl req -new -newkey rsa:2048 -nodes", /questions are not simulated here/],
    ["openssl req -new -newkey rsa:2048 -nodes -subj CN=a", /not in that format: 'CN=a'/],
    ["openssl s_client -connect web:443", /Invalid command 's_client'/],
    ["openssl x509 -purpose", /Unknown option: -purpose/],
  ])("%s", (line, words) => {
    const { status, stderr } = run(line);
    expect(stderr).toMatch(words);
    expect(status).toBe(1);
  });
});
