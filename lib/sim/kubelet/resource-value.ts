// A container's requests and limits as whole numbers, rounded up; without a limit, what the node can give.
//
// Kubernetes: pkg/api/v1/resource/helpers.go (ExtractContainerResourceValue)
import type { Container, Pod, ResourceFieldSelector } from "@/generated/kubernetes/types";
import type { Client } from "../client/client";
import { quantityOf } from "../meta/quantity";

export interface ResourceRequest {
  readonly client: Client;
  readonly pod: Pod;
  readonly container: Container;
}

export function resourceValue(selector: ResourceFieldSelector, request: ResourceRequest): string {
  const { resource, divisor, containerName } = selector;
  const [side = "", name = ""] = splitOnce(resource);
  const container =
    request.pod.spec?.containers.find((each) => each.name === containerName) ?? request.container;
  const own = container.resources?.[side as "limits" | "requests"]?.[name];
  const amount = own ?? (side === "limits" ? allocatable(request, name) : "0");
  const by = quantityOf(divisor === undefined || divisor === "0" ? "1" : divisor).nanos;
  const total = quantityOf(amount).nanos;
  return String((total + by - 1n) / by);
}

function splitOnce(text: string): string[] {
  const dot = text.indexOf(".");
  return [text.slice(0, dot), text.slice(dot + 1)];
}

function allocatable({ client, pod }: ResourceRequest, name: string): string {
  const node = client.get("Node", { name: pod.spec?.nodeName ?? "" });
  return node?.status?.allocatable?.[name] ?? "0";
}
