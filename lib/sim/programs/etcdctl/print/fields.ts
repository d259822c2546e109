// `-w fields`: every field of the message on a line of its own.
import type { ResponseHeader } from "../../../etcd/requests";
import type { KeyValue } from "../../../etcd/store";
import { valueText } from "../../../etcd/value-text";
import { goQuote } from "../../../meta/go-text";
import { idNumber, type Response, signedId } from "./response";

export function fields(response: Response): string {
  const text = "header" in response ? head(response.header) : "";
  return text + body(response);
}

function body(response: Response): string {
  switch (response.kind) {
    case "get": {
      const { keyValues, more, count } = response.result;
      const pairs = keyValues.map((one) => pair("", one)).join("");
      return `${pairs}${field("More", more)}${field("Count", count)}`;
    }
    case "put":
      return response.previous === undefined ? "" : pair("Prev", response.previous);
    case "delete":
      return `${field("Deleted", response.deleted)}${response.previous.map((one) => pair("Prev", one)).join("")}`;
    case "txn":
      return `${field("Succeeded", response.succeeded)}${response.results.map(fields).join("")}`;
    case "watch":
      return response.events
        .map(({ type, keyValue, previous }) => {
          const before = previous === undefined ? "" : pair("Prev", previous);
          return `${field("Type", type)}${before}${pair("", keyValue)}`;
        })
        .join("");
    case "lease":
      return `${field("ID", signedId(response.id))}${field("TTL", response.ttl)}`;
    case "timeToLive": {
      const keys = (response.keys ?? []).map((key) => field("Key", goQuote(key))).join("");
      return `${field("ID", signedId(response.id))}${field("TTL", response.ttl)}${field("GrantedTTL", response.grantedTtl)}${keys}`;
    }
    case "leases":
      return response.ids.map((id) => field("ID", signedId(id))).join("");
    case "members":
      return response.members
        .map(
          ({ id, name, peerUrls, clientUrls, isLearner }) =>
            `${field("ID", idNumber(id))}${field("Name", goQuote(name))}${peerUrls.map((url) => field("PeerURL", goQuote(url))).join("")}${clientUrls.map((url) => field("ClientURL", goQuote(url))).join("")}${field("IsLearner", isLearner)}\n`,
        )
        .join("");
    case "health":
      return response.endpoints
        .map(
          ({ endpoint, took, error }) =>
            `${field("Endpoint", goQuote(endpoint))}${field("Health", error === "")}${field("Took", took)}${field("Error", error)}\n`,
        )
        .join("");
    case "status":
      return response.endpoints
        .map(
          (one) =>
            `${head(one.header)}${field("Version", goQuote(one.version))}${field("DBSize", one.databaseBytes)}${field("Leader", idNumber(one.leader))}${field("IsLearner", one.isLearner)}${field("RaftIndex", one.raftIndex)}${field("RaftTerm", one.header.raftTerm)}${field("RaftAppliedIndex", one.raftIndex)}${field("Errors", "[]")}${field("Endpoint", goQuote(one.endpoint))}\n`,
        )
        .join("");
    case "hash":
      return response.endpoints
        .map(
          (one) =>
            `${head(one.header)}${field("Endpoint", goQuote(one.endpoint))}${field("Hash", one.hash)}\n`,
        )
        .join("");
    case "alarms":
      return response.alarms
        .map(
          (alarm) =>
            `${field("MemberID", idNumber(response.header.memberId))}${field("AlarmType", alarm)}\n`,
        )
        .join("");
    case "database": {
      const { hash, revision, totalKey, totalSize } = response.status;
      return `${field("Hash", hash)}${field("Revision", revision)}${field("Keys", totalKey)}${field("Size", totalSize)}`;
    }
    case "note":
      return "";
  }
}

const field = (name: string, value: unknown): string => `"${name}" : ${value}\n`;

function head({ clusterId, memberId, revision, raftTerm }: ResponseHeader): string {
  return `${field("ClusterID", idNumber(clusterId))}${field("MemberID", idNumber(memberId))}${field("Revision", revision)}${field("RaftTerm", raftTerm)}`;
}

function pair(prefix: string, one: KeyValue): string {
  const of = (name: string, value: unknown): string => field(prefix + name, value);
  const lease = one.lease === undefined ? 0 : signedId(one.lease);
  return `${of("Key", goQuote(one.key))}${of("CreateRevision", one.createRevision)}${of("ModRevision", one.modRevision)}${of("Version", one.version)}${of("Value", goQuote(valueText(one)))}${of("Lease", lease)}`;
}
