// From the endpoints and certificates of the command line to a server that answers, or to Go's words for why
// none does.

import { EtcdError } from "../../etcd/etcd-error";
import type { EtcdServer } from "../../etcd/server";
import type { Serving } from "../../etcd/servers";
import { FileError } from "../../machine/file-error";
import { sha256Hex } from "../../meta/sha256";
import type { FlagValues } from "../kubectl/flags/flag-values";
import { badArguments, type EtcdIo, ExitError, exitStatus, NoAnswer } from "./command";
import { type Endpoint, endpointsOf } from "./endpoint";
import { sayRetry } from "./retry-warning";

/** The first endpoint that answers, asked as the user of `--user`. */
export function connect(io: EtcdIo, flags: FlagValues): EtcdServer {
  const endpoints = endpointsOf(flags);
  checkFiles(io, flags);
  let last: { endpoint: Endpoint; why: string } | undefined;
  for (const endpoint of endpoints) {
    const reached = reach(io, flags, endpoint);
    if (typeof reached !== "string") return logIn(io, flags, { endpoint, serving: reached });
    last ??= { endpoint, why: reached };
  }
  throw new NoAnswer(last?.endpoint.text ?? "", last?.why ?? "");
}

/** What listens there, or why it cannot be spoken to. */
export function reach(io: EtcdIo, flags: FlagValues, endpoint: Endpoint): Serving | string {
  const { network, etcd } = io.world;
  const found = network.lookup(endpoint.host);
  if (found.kind !== "found")
    return `transport: Error while dialing: dial tcp: lookup ${endpoint.host}: no such host`;
  const reached = network.connect(found.addresses[0] ?? "", endpoint.port);
  const dial = `transport: Error while dialing: dial tcp ${found.addresses[0]}:${endpoint.port}`;
  if (reached.kind === "timeout") return `${dial}: i/o timeout`;
  if (reached.kind === "unreachable") return `${dial}: connect: no route to host`;
  if (reached.kind === "refused") return `${dial}: connect: connection refused`;
  const serving = etcd.servedBy(reached.listener.process);
  if (serving === undefined) return "error reading server preface: http2: frame too large";
  return tlsProblem(io, flags, { endpoint, serving }) ?? serving;
}

interface Dialled {
  readonly endpoint: Endpoint;
  readonly serving: Serving;
}

/**
 * Differs: a client's certificate is not checked against its authority, only that there is one, with a key.
 */
function tlsProblem(io: EtcdIo, flags: FlagValues, dialled: Dialled): string | undefined {
  const { endpoint, serving } = dialled;
  const usesTls = endpoint.isTls || flags.string("cacert") !== "" || flags.string("cert") !== "";
  const failed = "transport: authentication handshake failed: ";
  if (!serving.isTls)
    return usesTls && endpoint.isTls
      ? `${failed}tls: first record does not look like a TLS handshake`
      : undefined;
  if (!usesTls) return "error reading server preface: EOF";
  const authority = flags.string("cacert");
  const isTrusted =
    flags.bool("insecure-skip-tls-verify") ||
    (authority !== "" && sha256Hex(io.files.read(authority)) === serving.authority);
  if (!isTrusted)
    return `${failed}tls: failed to verify certificate: x509: certificate signed by unknown authority`;
  const hasCertificate = flags.string("cert") !== "" && flags.string("key") !== "";
  if (serving.wantsClientCertificate && !hasCertificate)
    return "error reading server preface: remote error: tls: certificate required";
  return undefined;
}

function checkFiles(io: EtcdIo, flags: FlagValues): void {
  const [certificate, key] = [flags.string("cert"), flags.string("key")];
  if ((certificate === "") !== (key === ""))
    throw badArguments(
      `KeyFile and CertFile must both be present[key: ${key}, cert: ${certificate}]`,
    );
  for (const path of [certificate, key, flags.string("cacert")]) {
    if (path === "") continue;
    try {
      io.files.read(path);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      throw badArguments(`open ${path}: ${error.message.toLowerCase()}`);
    }
  }
}

function logIn(io: EtcdIo, flags: FlagValues, { endpoint, serving }: Dialled): EtcdServer {
  const { etcd } = io.world;
  const given = flags.string("user");
  const open = etcd.server(serving.instance);
  if (given === "" || !open.auth.status.isEnabled) return open;
  const colon = given.indexOf(":");
  const name = colon < 0 ? given : given.slice(0, colon);
  const password = colon < 0 ? flags.string("password") : given.slice(colon + 1);
  try {
    open.auth.authenticate(name, password);
  } catch (error) {
    if (!(error instanceof EtcdError)) throw error;
    sayRetry(io, flags, {
      endpoint,
      error: `rpc error: code = ${error.code} desc = ${error.description}`,
    });
    throw new ExitError(error.description, exitStatus.badConnection);
  }
  return etcd.server(serving.instance, name);
}
