// The cluster as a building: namespaces are rooms, nodes belong to the whole building.

const rooms = [
  { x: 14, y: 40, name: "default", items: ["myapp-pod"], soft: false, mine: true },
  {
    x: 206,
    y: 40,
    name: "dev",
    items: ["myapp-pod", "db-service", "compute-quota"],
    soft: false,
    mine: true,
  },
  {
    x: 14,
    y: 158,
    name: "kube-system",
    items: ["etcd · kube-apiserver", "coredns · kube-proxy"],
    soft: true,
    mine: false,
  },
  { x: 206, y: 158, name: "kube-public", items: ["cluster-info"], soft: true, mine: false },
];

export function Rooms() {
  return (
    <svg
      viewBox="0 0 400 388"
      role="img"
      aria-labelledby="rooms-title rooms-desc"
      style={{
        display: "block",
        width: "100%",
        maxWidth: 560,
        height: "auto",
        margin: "0 auto",
      }}
      fontFamily="var(--font-sans)"
      fontSize="13"
      fill="var(--ink)"
    >
      <title id="rooms-title">클러스터 안의 네임스페이스</title>
      <desc id="rooms-desc">
        클러스터 안에 방이 다섯 있어요. default와 dev에는 이름이 같은 myapp-pod가 하나씩 있고,
        dev에는 db-service와 compute-quota도 있어요. kube-system에는 etcd, kube-apiserver, coredns,
        kube-proxy가, kube-public에는 cluster-info가, kube-node-lease에는 노드마다 리스가 하나씩
        있어요. 맨 아래의 노드 controlplane, node01, node02는 어느 방에도 속하지 않아요.
      </desc>
      <rect
        x="1"
        y="1"
        width="398"
        height="386"
        rx="10"
        fill="none"
        stroke="var(--ink)"
        strokeWidth="1.5"
      />
      <text x="14" y="24" fontWeight="600">
        클러스터
      </text>
      {rooms.map((r) => (
        <g key={r.name}>
          <rect
            x={r.x}
            y={r.y}
            width="180"
            height="106"
            rx="8"
            fill={r.mine ? "var(--accent-soft)" : "var(--paper-soft)"}
            stroke={r.mine ? "var(--accent)" : "var(--line)"}
            strokeWidth="1.5"
          />
          <text x={r.x + 12} y={r.y + 22} fontFamily="var(--font-mono)" fontWeight="600">
            {r.name}
          </text>
          {r.items.map((item, i) => (
            <text
              key={item}
              x={r.x + 12}
              y={r.y + 48 + i * 22}
              fontFamily="var(--font-mono)"
              fontSize="12"
              fill={r.soft ? "var(--ink-soft)" : "var(--ink)"}
            >
              {item}
            </text>
          ))}
        </g>
      ))}
      <rect
        x="14"
        y="276"
        width="372"
        height="46"
        rx="8"
        fill="var(--paper-soft)"
        stroke="var(--line)"
        strokeWidth="1.5"
      />
      <text x="26" y="304" fontFamily="var(--font-mono)" fontWeight="600">
        kube-node-lease
      </text>
      <text x="374" y="304" textAnchor="end" fontSize="12" fill="var(--ink-soft)">
        노드마다 리스 하나
      </text>
      <path d="M14 334H386" stroke="var(--line)" strokeDasharray="5 3" />
      <text x="14" y="364" fontSize="12" fill="var(--ink-soft)">
        방 없음
      </text>
      {["controlplane", "node01", "node02"].map((n, i) => (
        <g key={n}>
          <rect
            x={72 + i * 106}
            y="344"
            width="98"
            height="32"
            rx="5"
            fill="var(--paper)"
            stroke="var(--ink)"
          />
          <text
            x={121 + i * 106}
            y="365"
            textAnchor="middle"
            fontFamily="var(--font-mono)"
            fontSize="12"
          >
            {n}
          </text>
        </g>
      ))}
    </svg>
  );
}
