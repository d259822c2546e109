import { expect, it } from "vitest";
import { wireJson } from "./wire-json";

const configMap = {
  metadata: { labels: { b: "1", a: "<2>" }, uid: "u", name: "c" },
  data: { z: "1", a: "2" },
  apiVersion: "v1",
  kind: "ConfigMap",
};

const ordered =
  '"metadata":{"name":"c","uid":"u","labels":{"a":"\\u003c2\\u003e","b":"1"}},"data":{"a":"2","z":"1"}}';

it.each([
  ["an object as its Go struct", configMap, `{"kind":"ConfigMap","apiVersion":"v1",${ordered}`],
  [
    "the items of a list",
    {
      kind: "ConfigMapList",
      apiVersion: "v1",
      metadata: {},
      items: [{ ...configMap, kind: undefined, apiVersion: undefined }],
    },
    `{"kind":"ConfigMapList","apiVersion":"v1","metadata":{},"items":[{${ordered}]}`,
  ],
  [
    "a custom resource by key",
    {
      spec: { b: 1, a: [{ d: 1, c: 2 }] },
      metadata: { uid: "u", name: "x" },
      kind: "Boat",
      apiVersion: "e.com/v1",
    },
    '{"apiVersion":"e.com/v1","kind":"Boat","metadata":{"name":"x","uid":"u"},"spec":{"a":[{"c":2,"d":1}],"b":1}}',
  ],
  ["other answers as they are", { versions: ["v1"], kind: "X" }, '{"versions":["v1"],"kind":"X"}'],
])("orders %s", (_name, value, text) => {
  expect(wireJson(value)).toBe(text);
});
