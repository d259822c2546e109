import { describe, expect, it } from "vitest";
import { Cluster } from "../../cluster";
import { forkBase } from "../../testing/base-cluster";

const schema = {
  type: "object",
  properties: {
    spec: {
      type: "object",
      required: ["sails"],
      properties: {
        sails: { type: "integer", minimum: 1 },
        captain: { type: "string", default: "Kim", maxLength: 5 },
        crew: {
          type: "array",
          items: { type: "object", properties: { name: { type: "string" } } },
        },
      },
      "x-kubernetes-validations": [
        { rule: "self.sails < 9", message: "too many sails" },
        {
          rule: "self.sails >= oldSelf.sails",
          messageExpression: "'had ' + string(oldSelf.sails)",
        },
      ],
    },
    status: { type: "object", properties: { sails: { type: "integer" } } },
  },
};

function begin() {
  const cluster = forkBase();
  cluster.client().create("CustomResourceDefinition", {
    metadata: { name: "boats.example.com" },
    spec: {
      group: "example.com",
      scope: "Namespaced",
      names: { plural: "boats", kind: "Boat" },
      versions: [
        {
          name: "v1",
          served: true,
          storage: true,
          subresources: { status: {} },
          schema: { openAPIV3Schema: schema },
        },
        { name: "v2", served: true, storage: false, schema: { openAPIV3Schema: schema } },
      ],
    },
  });
  cluster.settle();
  return cluster;
}

function send(
  cluster: Cluster,
  method: Parameters<Cluster["request"]>[0]["method"],
  path: string,
  object?: object,
  contentType = "application/json",
) {
  const [url = "", query = ""] = path.split("?");
  const { code, body } = cluster.request({
    method,
    path: `/apis/example.com/${url}`,
    query: Object.fromEntries(
      [...new URLSearchParams(query)].map(([key, value]) => [key, [value]]),
    ),
    headers: { "content-type": contentType },
    user: { name: "system:admin", groups: ["system:masters"] },
    ...(object === undefined ? {} : { body: JSON.stringify(object) }),
  });
  return { code, body: body as Record<string, unknown> & { message?: string } };
}

const boats = "v1/namespaces/default/boats";
const boat = (spec: object) => ({
  apiVersion: "example.com/v1",
  kind: "Boat",
  metadata: { name: "mary" },
  spec,
});

describe("a custom resource", () => {
  it("is stored with its defaults and without unknown fields", () => {
    const { code, body } = send(
      begin(),
      "POST",
      boats,
      boat({ sails: 2, engine: 1, crew: [{ name: "a", age: 3 }] }),
    );
    expect(code).toBe(201);
    expect(body.spec).toEqual({ sails: 2, captain: "Kim", crew: [{ name: "a" }] });
  });

  it.each([
    [
      { sails: 0 },
      "spec.sails: Invalid value: 0: spec.sails in body should be greater than or equal to 1",
    ],
    [
      { sails: "2" },
      'spec.sails: Invalid value: "string": spec.sails in body must be of type integer: "string"',
    ],
    [{}, "spec.sails: Required value"],
    [{ sails: 1, captain: "Katharina" }, "spec.captain: Too long: may not be more than 5 bytes"],
    [{ sails: 9 }, "spec: Invalid value: too many sails"],
  ])("%j is refused", (spec, why) => {
    const { code, body } = send(begin(), "POST", boats, boat(spec));
    expect(code).toBe(422);
    expect(body.message).toContain(why);
  });

  it("keeps transition rules when it is changed", () => {
    const cluster = begin();
    send(cluster, "POST", boats, boat({ sails: 4 }));
    const { body } = send(
      cluster,
      "PATCH",
      `${boats}/mary`,
      { spec: { sails: 3 } },
      "application/merge-patch+json",
    );
    expect(body.message).toContain("spec: Invalid value: had 4");
  });

  it("is served in every version", () => {
    const cluster = begin();
    send(cluster, "POST", boats, boat({ sails: 2 }));
    expect(send(cluster, "GET", "v2/namespaces/default/boats/mary").body.apiVersion).toBe(
      "example.com/v2",
    );
    const changed = send(
      cluster,
      "PATCH",
      "v2/namespaces/default/boats/mary",
      { spec: { sails: 5 } },
      "application/merge-patch+json",
    );
    expect(changed.body).toMatchObject({ apiVersion: "example.com/v2", spec: { sails: 5 } });
    expect(send(cluster, "GET", `${boats}/mary`).body.apiVersion).toBe("example.com/v1");
  });

  it("lives through a save and a fork", () => {
    const cluster = begin();
    send(cluster, "POST", boats, boat({ sails: 2 }));
    const restored = Cluster.restore(JSON.parse(JSON.stringify(cluster.save())));
    expect(send(restored, "GET", `${boats}/mary`).code).toBe(200);
    expect(send(cluster.fork(), "GET", `${boats}/mary`).code).toBe(200);
  });

  it("goes with its definition, its namespace and its owner", () => {
    const cluster = begin();
    const client = cluster.client();
    const owner = client.create("ConfigMap", {
      metadata: { name: "harbour", namespace: "default" },
    });
    const reference = {
      apiVersion: "v1",
      kind: "ConfigMap",
      name: "harbour",
      uid: owner.metadata.uid,
    };
    send(cluster, "POST", boats, {
      ...boat({ sails: 2 }),
      metadata: { name: "mary", ownerReferences: [reference] },
    });
    client.delete("ConfigMap", owner.metadata);
    cluster.settle();
    expect(send(cluster, "GET", `${boats}/mary`).code).toBe(404);
    client.create("Namespace", { metadata: { name: "sea" } });
    send(cluster, "POST", "v1/namespaces/sea/boats", boat({ sails: 2 }));
    client.delete("Namespace", { name: "sea" });
    cluster.advance(20_000);
    expect(client.get("Namespace", { name: "sea" })).toBeUndefined();
    send(cluster, "POST", boats, boat({ sails: 2 }));
    client.delete("CustomResourceDefinition", { name: "boats.example.com" });
    cluster.settle();
    expect(client.get("CustomResourceDefinition", { name: "boats.example.com" })).toBeUndefined();
    expect(send(cluster, "GET", boats).code).toBe(404);
  });
});
