// `-w protobuf`: the bytes of the message.
import { keyValueMessage } from "../../../etcd/database";
import type { ResponseHeader } from "../../../etcd/requests";
import type { KeyValue } from "../../../etcd/store";
import { valueText } from "../../../etcd/value-text";
import { textOfBytes } from "../../../meta/byte-text";
import { WireWriter } from "../../../meta/protobuf/write-wire";
import { idNumber, type Response } from "./response";

/** Nothing for what is not simulated in this format. */
export function protobuf(response: Response): string | undefined {
  const writer = new WireWriter();
  switch (response.kind) {
    case "get": {
      const { keyValues, more, count } = response.result;
      writer.data(1, head(response.header));
      for (const one of keyValues) writer.data(2, pair(one));
      writer.number(3, more ? 1 : 0).number(4, count);
      break;
    }
    case "put":
      writer.data(1, head(response.header));
      if (response.previous !== undefined) writer.data(2, pair(response.previous));
      break;
    case "delete":
      writer.data(1, head(response.header)).number(2, response.deleted);
      for (const one of response.previous) writer.data(3, pair(one));
      break;
    default:
      return undefined;
  }
  return textOfBytes(Uint8Array.from(writer.bytes));
}

const head = ({ clusterId, memberId, revision, raftTerm }: ResponseHeader): number[] =>
  new WireWriter()
    .number(1, idNumber(clusterId))
    .number(2, idNumber(memberId))
    .number(3, revision)
    .number(4, raftTerm).bytes;

const pair = (one: KeyValue): number[] => keyValueMessage(one, valueText(one));
