// The cluster's certificate authority as text.
//
// Differs: the bytes inside are made up (nothing in the simulator verifies a signature); the form is that of
// a real PEM block, so that tools which only carry it about work.

import { random } from "../kernel/random";
import { defineTable, type State } from "../kernel/state";

const table = defineTable<string>("cluster.certificate");
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const lineCount = 17;
const lineLength = 64;

/** The same text every time it is asked for. */
export function clusterCertificate(state: State): string {
  const known = state.table(table).get("ca");
  if (known !== undefined) return known;
  let body = "MIIDBTCCAe2gAwIBAgIIHrQq";
  while (body.length < lineCount * lineLength) {
    body += alphabet[Math.floor(random(state, "certificates") * alphabet.length)];
  }
  const lines = body.match(/.{64}/g) ?? [];
  const text = `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
  state.table(table).set("ca", text);
  return text;
}
