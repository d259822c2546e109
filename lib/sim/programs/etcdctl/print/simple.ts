// `-w simple`: what people read.
//
// https://github.com/etcd-io/etcd: etcdctl/ctlv3/command/printer_simple.go
import type { KeyValue } from "../../../etcd/store";
import { valueText } from "../../../etcd/value-text";
import { bytesOfText } from "../../../meta/byte-text";
import type { Response } from "./response";
import { databaseRow, memberRow, statusRow } from "./rows";

export function simple(response: Response, isHex: boolean): string {
  const pair = (one: KeyValue, valueOnly = false): string => keyValueText(one, isHex, valueOnly);
  switch (response.kind) {
    case "get":
      return response.result.keyValues.map((one) => pair(one, response.valueOnly)).join("");
    case "put":
      return `OK\n${response.previous === undefined ? "" : pair(response.previous)}`;
    case "delete":
      return `${response.deleted}\n${response.previous.map((one) => pair(one)).join("")}`;
    case "txn": {
      const results = response.results.map((result) => `\n${simple(result, isHex)}`);
      return `${response.succeeded ? "SUCCESS" : "FAILURE"}\n${results.join("")}`;
    }
    case "watch":
      return response.events
        .map(({ type, keyValue, previous }) => {
          const before = previous === undefined ? "" : pair(previous);
          return `${type}\n${before}${pair(keyValue)}`;
        })
        .join("");
    case "timeToLive":
      return timeToLive(response);
    case "leases":
      return `found ${response.ids.length} leases\n${response.ids.map((id) => `${id.padStart(16, "0")}\n`).join("")}`;
    case "members":
      return response.members.map((member) => line(memberRow(member))).join("");
    case "health":
      return "";
    case "status":
      return response.endpoints.map((endpoint) => line(statusRow(endpoint))).join("");
    case "hash":
      return response.endpoints
        .map(({ endpoint, hash }) => line([endpoint, String(hash)]))
        .join("");
    case "alarms":
      return response.alarms
        .map((alarm) => `memberID:${BigInt(`0x${response.header.memberId}`)} alarm:${alarm} \n`)
        .join("");
    case "database":
      return line(databaseRow(response.status));
    case "lease":
    case "note":
      return response.text;
  }
}

const line = (cells: readonly string[]): string => `${cells.join(", ")}\n`;

function keyValueText(one: KeyValue, isHex: boolean, valueOnly: boolean): string {
  const show = (text: string): string => (isHex ? hexText(text) : text);
  return `${valueOnly ? "" : `${show(one.key)}\n`}${show(valueText(one))}\n`;
}

const hexText = (text: string): string =>
  [...bytesOfText(text)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");

function timeToLive(response: Response & { kind: "timeToLive" }): string {
  const id = response.id.padStart(16, "0");
  if (response.grantedTtl === 0 && response.ttl === -1) return `lease ${id} already expired\n`;
  const keys = response.keys === undefined ? "" : `, attached keys([${response.keys.join(" ")}])`;
  return `lease ${id} granted with TTL(${response.grantedTtl}s), remaining(${response.ttl}s)${keys}\n`;
}
