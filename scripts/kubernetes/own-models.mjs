// Models of APIs that other servers than kube-apiserver bring; client-node has none of them. As `readModels`
// reads the others.
//
// Kubernetes: staging/src/k8s.io/metrics/pkg/apis/metrics/v1beta1/types.go

const field = (name, type, description, format = "") => ({
  name,
  type,
  format,
  required: false,
  description,
});
const root = [
  field(
    "apiVersion",
    "string",
    "APIVersion defines the versioned schema of this representation of an object.",
  ),
  field("kind", "string", "Kind is a string value representing the REST resource of this object."),
  field("metadata", "V1ObjectMeta", "Standard object's metadata."),
];
const measured = [
  field("timestamp", "Date", "When the window over which usage was measured ended.", "date-time"),
  field("window", "string", "The length of that window."),
];
const usage = field(
  "usage",
  "{ [key: string]: string; }",
  "What was used: cpu on average over the window, memory at its end.",
);

export const ownModels = new Map([
  [
    "V1beta1ContainerMetrics",
    {
      description: "What one container uses.",
      fields: [field("name", "string", "The container's name in its pod."), usage],
    },
  ],
  [
    "V1beta1NodeMetrics",
    { description: "What a node uses.", fields: [...root, ...measured, usage] },
  ],
  [
    "V1beta1PodMetrics",
    {
      description: "What the containers of a pod use.",
      fields: [
        ...root,
        ...measured,
        field("containers", "Array<V1beta1ContainerMetrics>", "The containers, all of one window."),
      ],
    },
  ],
]);
