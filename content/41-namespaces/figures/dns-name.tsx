// The full DNS name of a Service taken apart, and how much of it may be left out.

const parts = [
  { x: 4, w: 104, text: "db-service", note: "서비스 이름" },
  { x: 116, w: 48, text: "dev", note: "네임스페이스" },
  { x: 172, w: 48, text: "svc", note: "서비스용" },
  { x: 228, w: 168, text: "cluster.local", note: "클러스터의 기본 도메인" },
];

const uses = [
  { w: 104, from: "같은 방에서", text: "db-service" },
  { w: 160, from: "다른 방에서", text: "db-service.dev" },
  { w: 392, from: "어디서든", text: "db-service.dev.svc.cluster.local" },
];

export function DnsName() {
  return (
    <svg
      viewBox="0 0 400 246"
      role="img"
      aria-labelledby="dns-name-title dns-name-desc"
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
      <title id="dns-name-title">서비스의 DNS 이름</title>
      <desc id="dns-name-desc">
        db-service.dev.svc.cluster.local을 네 조각으로 나눴어요. db-service는 서비스 이름, dev는
        네임스페이스, svc는 서비스를 위한 하위 도메인, cluster.local은 클러스터의 기본 도메인이에요.
        같은 네임스페이스에서는 db-service만, 다른 네임스페이스에서는 db-service.dev까지 쓰면 돼요.
      </desc>
      {parts.map((p, i) => (
        <g key={p.text}>
          <rect
            x={p.x}
            y="10"
            width={p.w}
            height="40"
            rx="6"
            fill={i < 2 ? "var(--accent)" : "var(--paper-soft)"}
            stroke={i < 2 ? "var(--accent)" : "var(--ink-soft)"}
          />
          <text
            x={p.x + p.w / 2}
            y="35"
            textAnchor="middle"
            fontFamily="var(--font-mono)"
            fontSize="14"
            fill={i < 2 ? "var(--paper)" : "var(--ink)"}
          >
            {p.text}
          </text>
          {i > 0 ? (
            <text x={p.x - 4} y="46" textAnchor="middle" fontWeight="700">
              .
            </text>
          ) : null}
          <text
            x={p.x + p.w / 2}
            y={i === 2 ? 90 : 72}
            textAnchor="middle"
            fontSize="12"
            fill="var(--ink-soft)"
          >
            {p.note}
          </text>
          {i === 2 ? <path d={`M${p.x + p.w / 2} 54V76`} stroke="var(--line)" /> : null}
        </g>
      ))}
      {uses.map((u, i) => {
        const y = 118 + i * 42;
        return (
          <g key={u.text}>
            <path d={`M4 ${y + 24}H${4 + u.w}`} stroke="var(--accent)" strokeWidth="2" />
            <path
              d={`M4 ${y + 19}v10M${4 + u.w} ${y + 19}v10`}
              stroke="var(--accent)"
              strokeWidth="2"
            />
            <text x="4" y={y + 12} fontSize="12">
              {u.from}
            </text>
            <text
              x="84"
              y={y + 12}
              fontSize="12"
              fontFamily="var(--font-mono)"
              fill="var(--accent)"
            >
              {u.text}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
