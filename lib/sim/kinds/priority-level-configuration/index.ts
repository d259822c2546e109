// PriorityLevelConfiguration: how many requests are served at once.
//
// Kubernetes: pkg/printers/internalversion/printers.go
import type { PriorityLevelConfiguration } from "@/generated/kubernetes/types";
import { age, ageColumn, column, nameColumn } from "../cells";
import { defineKind } from "../define-kind";

export const priorityLevelConfiguration = defineKind<PriorityLevelConfiguration>()({
  kind: "PriorityLevelConfiguration",
  group: "flowcontrol.apiserver.k8s.io",
  version: "v1",
  plural: "prioritylevelconfigurations",
  singular: "prioritylevelconfiguration",
  namespaced: false,
  hasStatus: true,
  hasGeneration: true,
  columns: [
    nameColumn,
    column("Type", "Limited or Exempt."),
    column("NominalConcurrencyShares", "Its share."),
    column("Queues", "How many queues."),
    column("HandSize", "Queues per flow."),
    column("QueueLengthLimit", "How long a queue may be."),
    ageColumn,
  ],
  row: (resource, now) => {
    const { spec } = resource;
    return [
      resource.metadata.name,
      spec?.type ?? "",
      numberCell(spec?.limited?.nominalConcurrencyShares),
      numberCell(spec?.limited?.limitResponse?.queuing?.queues),
      numberCell(spec?.limited?.limitResponse?.queuing?.handSize),
      numberCell(spec?.limited?.limitResponse?.queuing?.queueLengthLimit),
      age(resource, now),
    ];
  },
  example: {
    apiVersion: "flowcontrol.apiserver.k8s.io/v1",
    kind: "PriorityLevelConfiguration",
    metadata: { name: "example" },
    spec: { type: "Limited", limited: { nominalConcurrencyShares: 20 } },
  },
});

const numberCell = (value: number | undefined): string => String(value ?? "<none>");
