// The items of the picture, as plain data.

export interface NodeItem {
  readonly type: "node";
  readonly key: string;
  readonly name: string;
  /** `Ready`, `NotReady,SchedulingDisabled`: kubectl's own word. */
  readonly status: string;
  readonly roles: string;
  readonly createdAt: number;
  readonly cpu: string;
  readonly memory: string;
}

export interface PodItem {
  readonly type: "pod";
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  /** kubectl's STATUS and READY columns. */
  readonly status: string;
  readonly ready: string;
  readonly restarts: number;
  readonly createdAt: number;
  /** Key of the controller. */
  readonly owner?: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface WorkloadItem {
  readonly type: "workload";
  readonly key: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly wanted: number;
  readonly ready: number;
  readonly owner?: string;
}

export interface ServiceItem {
  readonly type: "service";
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  readonly address: string;
  readonly ports: string;
  /** Keys of the pods it reaches now. */
  readonly pods: readonly string[];
}

export interface EventItem {
  readonly type: "event";
  readonly key: string;
  readonly at: number;
  /** The store's revision of its last change. */
  readonly revision: number;
  readonly isWarning: boolean;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Within one second the store knows which came last. */
export const newestFirst = (a: EventItem, b: EventItem): number =>
  b.at - a.at || b.revision - a.revision || (a.key < b.key ? -1 : 1);

/** Said when the picture leaves something out. */
export interface NoteItem {
  readonly type: "note";
  readonly key: string;
  readonly kind: string;
  readonly hidden: number;
}

export type PictureItem = NodeItem | PodItem | WorkloadItem | ServiceItem | EventItem | NoteItem;

const systemNamespaces: ReadonlySet<string> = new Set([
  "kube-system",
  "kube-public",
  "kube-node-lease",
  "kube-flannel",
]);

/** Not the learner's own: left out of the picture until asked for. */
export const isSystem = (namespace: string): boolean => systemNamespaces.has(namespace);
