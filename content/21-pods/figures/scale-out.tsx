// Three stages of growth: one pod, more pods on the node, a second node.

const pods = (x: number, y: number, n: number, fresh: number) =>
  Array.from({ length: n }, (_, i) => ({
    x: x + (i % 2) * 42,
    y: y + Math.floor(i / 2) * 36,
    fresh: i >= n - fresh,
  }));

const stages = [
  {
    x: 8,
    label: "처음",
    note: "파드 하나",
    nodes: [{ y: 50, name: "노드 1", pods: pods(0, 0, 1, 0) }],
  },
  {
    x: 140,
    label: "손님이 늘면",
    note: "파드를 더",
    nodes: [{ y: 50, name: "노드 1", pods: pods(0, 0, 4, 3) }],
  },
  {
    x: 272,
    label: "노드가 차면",
    note: "노드를 더",
    nodes: [
      { y: 50, name: "노드 1", pods: pods(0, 0, 4, 0) },
      { y: 172, name: "노드 2", added: true, pods: pods(0, 0, 2, 2) },
    ],
  },
];

export function ScaleOut() {
  return (
    <svg
      viewBox="0 0 400 300"
      role="img"
      aria-labelledby="scale-out-title scale-out-desc"
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
      <title id="scale-out-title">파드를 늘리고, 그다음 노드를 늘려요</title>
      <desc id="scale-out-desc">
        왼쪽부터 세 단계예요. 처음에는 노드 하나에 파드 하나, 손님이 늘면 같은 노드에 파드 네 개, 그
        노드가 차면 두 번째 노드가 생기고 새 파드 두 개가 그리로 가요. 파드마다 컨테이너는 그대로
        하나예요.
      </desc>
      {stages.map((s) => (
        <g key={s.label} transform={`translate(${s.x} 0)`}>
          <text x="60" y="18" textAnchor="middle" fontWeight="600">
            {s.label}
          </text>
          <text x="60" y="37" textAnchor="middle" fontSize="12" fill="var(--ink-soft)">
            {s.note}
          </text>
          {s.nodes.map((node) => (
            <g key={node.name} transform={`translate(8 ${node.y})`}>
              <rect
                width="104"
                height="110"
                rx="8"
                fill="var(--paper-soft)"
                stroke={node.added ? "var(--accent)" : "var(--line)"}
                strokeWidth="1.5"
                strokeDasharray={node.added ? "5 3" : undefined}
              />
              <text x="10" y="20" fontSize="12" fill="var(--ink-soft)">
                {node.name}
              </text>
              {node.pods.map((p) => (
                <g key={`${p.x}-${p.y}`} transform={`translate(${p.x + 14} ${p.y + 32})`}>
                  <rect
                    width="34"
                    height="28"
                    rx="5"
                    fill={p.fresh ? "var(--accent-soft)" : "var(--paper)"}
                    stroke={p.fresh ? "var(--accent)" : "var(--ink)"}
                    strokeWidth={p.fresh ? 2 : 1}
                  />
                  <circle
                    cx="17"
                    cy="14"
                    r="5"
                    fill={p.fresh ? "var(--accent)" : "var(--ink-soft)"}
                  />
                </g>
              ))}
            </g>
          ))}
        </g>
      ))}
      <path d="M128 100h14M260 100h14" stroke="var(--ink-soft)" strokeWidth="1.5" />
      <path d="M140 95l8 5l-8 5zM272 95l8 5l-8 5z" fill="var(--ink-soft)" />
      <g transform="translate(16 204)" fontSize="12">
        <rect width="22" height="18" rx="4" fill="var(--paper)" stroke="var(--ink)" />
        <circle cx="11" cy="9" r="4" fill="var(--ink-soft)" />
        <text x="30" y="14">
          파드와 그 안의 컨테이너
        </text>
        <rect
          y="28"
          width="22"
          height="18"
          rx="4"
          fill="var(--accent-soft)"
          stroke="var(--accent)"
          strokeWidth="2"
        />
        <circle cx="11" cy="37" r="4" fill="var(--accent)" />
        <text x="30" y="42">
          새로 생긴 파드
        </text>
      </g>
    </svg>
  );
}
