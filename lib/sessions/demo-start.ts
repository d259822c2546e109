// The small cluster of the first page: three web pods that come back when one is deleted.
import type { LabStart } from "./read-start";

const manifest = `apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: web
  labels:
    app: web
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: nginx
        image: nginx:1.27
`;

export const demoStart: LabStart & { readonly id: string; readonly seed: number } = {
  id: "demo",
  // The same for everyone: the names shown before anyone has typed are those one can delete.
  seed: 20_261,
  files: [{ path: "/root/web.yaml", text: manifest }],
  manifests: [{ name: "web.yaml", text: manifest }],
  commands: [],
};
