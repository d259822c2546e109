// The line which the client library logs when a call fails.
import { goJson } from "../../meta/go-json";
import { formatMicroTime } from "../../meta/time";
import type { FlagValues } from "../kubectl/flags/flag-values";
import type { EtcdIo } from "./command";
import { addressOf, type Endpoint } from "./endpoint";

export interface FailedCall {
  readonly endpoint: Endpoint;
  readonly error: string;
  /** Nobody was reached, so there is no peer to name. */
  readonly isUnreached?: boolean;
}

export function sayRetry(io: EtcdIo, _flags: FlagValues, failed: FailedCall): void {
  const { endpoint, error, isUnreached } = failed;
  const address = addressOf(endpoint);
  const pid = io.process.pid;
  const pointer = `0xc000${((pid * 2654435761) % 0xffffff).toString(16).padStart(6, "0")}`;
  const port = 32_768 + (pid % 28_000);
  const peer = `Peer{Addr: '${address}', LocalAddr: '${localAddress(endpoint, io)}:${port}', AuthInfo: '${endpoint.isTls ? "tls" : "insecure"}'}`;
  const line = {
    level: "warn",
    ts: formatMicroTime(io.process.now),
    logger: "etcd-client",
    caller: "v3/retry_interceptor.go:66",
    msg: "retrying of unary invoker failed",
    target: `etcd-endpoints://${pointer}/${address}`,
    ...(isUnreached ? {} : { peer }),
    attempt: 0,
    error,
  };
  io.stderr(`${goJson(line, { keepOrder: true, plainHtml: true })}\n`);
}

const localAddress = ({ host }: Endpoint, io: EtcdIo): string =>
  /^127\.|^localhost$/.test(host) ? "127.0.0.1" : (io.world.network.address ?? "127.0.0.1");
