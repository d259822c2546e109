// `-w json`: the messages as Go marshals them.
import type { Member } from "../../../etcd/member";
import type { ResponseHeader } from "../../../etcd/requests";
import type { KeyValue } from "../../../etcd/store";
import type { OperationResult } from "../../../etcd/txn";
import { valueText } from "../../../etcd/value-text";
import { encodeBase64Bytes } from "../../../meta/base64";
import { bytesOfText } from "../../../meta/byte-text";
import { goJson } from "../../../meta/go-json";
import { idNumber, type Response, signedId } from "./response";

export const json = (response: Response): string =>
  `${goJson(message(response), { keepOrder: true })}\n`;

function message(response: Response): unknown {
  switch (response.kind) {
    case "get":
    case "put":
    case "delete":
      return result(response);
    case "txn":
      return {
        header: header(response.header),
        succeeded: response.succeeded || undefined,
        responses: response.results.map((each) => ({ Response: wrapped(each) })),
      };
    case "watch":
      return {
        Header: header(response.header),
        Events: response.events.map(({ type, keyValue, previous }) => ({
          type: type === "DELETE" ? 1 : undefined,
          kv: pair(keyValue),
          prev_kv: previous && pair(previous),
        })),
        CompactRevision: 0,
        Canceled: false,
        Created: false,
      };
    case "lease":
      return { ...header(response.header), ID: signedId(response.id), TTL: response.ttl };
    case "timeToLive":
      return {
        ...header(response.header),
        id: signedId(response.id),
        ttl: response.ttl,
        "granted-ttl": response.grantedTtl,
        keys: response.keys === undefined ? null : response.keys.map(base64),
      };
    case "leases":
      return {
        ...header(response.header),
        leases: response.ids.map((id) => ({ id: signedId(id) })),
      };
    case "members":
      return {
        header: { ...header(response.header), revision: undefined },
        members: response.members.map(member),
      };
    case "health":
      return response.endpoints.map(({ endpoint, took, error }) => ({
        endpoint,
        health: error === "",
        took,
        error: error || undefined,
      }));
    case "status":
      return response.endpoints.map((one) => ({
        Endpoint: one.endpoint,
        Status: {
          header: header(one.header),
          version: one.version,
          dbSize: one.databaseBytes,
          leader: idNumber(one.leader),
          raftIndex: one.raftIndex,
          raftTerm: one.header.raftTerm,
          raftAppliedIndex: one.raftIndex,
          dbSizeInUse: one.databaseBytes,
        },
      }));
    case "hash":
      return response.endpoints.map((one) => ({
        Endpoint: one.endpoint,
        HashKV: { header: header(one.header), hash: one.hash, compact_revision: -1 },
      }));
    case "alarms":
      return {
        header: header(response.header),
        alarms: response.alarms.map((_) => ({
          memberID: idNumber(response.header.memberId),
          alarm: 1,
        })),
      };
    case "database":
      return response.status;
    case "note":
      return { header: header(response.header), ...response.fields };
  }
}

function result(response: OperationResult): unknown {
  const head = { header: header(response.header) };
  if (response.kind === "put")
    return { ...head, prev_kv: response.previous && pair(response.previous) };
  if (response.kind === "delete") {
    const previous = response.previous.map(pair);
    return {
      ...head,
      deleted: response.deleted || undefined,
      prev_kvs: previous.length === 0 ? undefined : previous,
    };
  }
  const { keyValues, more, count } = response.result;
  return {
    ...head,
    kvs: keyValues.length === 0 ? undefined : keyValues.map(pair),
    more: more || undefined,
    count: count || undefined,
  };
}

function wrapped(each: OperationResult): unknown {
  const inner = result({ ...each });
  if (each.kind === "put") return { response_put: inner };
  return each.kind === "get" ? { response_range: inner } : { response_delete_range: inner };
}

const header = ({ clusterId, memberId, revision, raftTerm }: ResponseHeader) => ({
  cluster_id: idNumber(clusterId),
  member_id: idNumber(memberId),
  revision: revision || undefined,
  raft_term: raftTerm,
});

const member = ({ id, name, peerUrls, clientUrls, isLearner }: Member) => ({
  ID: idNumber(id),
  name: name || undefined,
  peerURLs: peerUrls,
  clientURLs: clientUrls.length === 0 ? undefined : clientUrls,
  isLearner: isLearner || undefined,
});

function pair(one: KeyValue) {
  const value = valueText(one);
  return {
    key: base64(one.key),
    create_revision: one.createRevision || undefined,
    mod_revision: one.modRevision || undefined,
    version: one.version || undefined,
    value: value === "" ? undefined : base64(value),
    lease: one.lease === undefined ? undefined : signedId(one.lease),
  };
}

const base64 = (text: string): string => encodeBase64Bytes(bytesOfText(text));
