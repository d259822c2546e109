// A selector as a net: pods inside carry the label, whoever made them; those outside do not.

const inside = [
  { x: 32, name: "myapp-pod", by: "내가 만든 파드", fresh: false },
  { x: 148, name: "myapp-rs-6nvq5", by: "RS가 만든 파드", fresh: true },
  { x: 264, name: "myapp-rs-zt8xw", by: "RS가 만든 파드", fresh: true },
];

const outside = [
  { x: 32, name: "db-0", label: "type=db" },
  { x: 148, name: "myapp-old", label: "type=debug" },
  { x: 264, name: "scratch", label: "레이블 없음" },
];

export function SelectorNet() {
  return (
    <svg
      viewBox="0 0 400 304"
      role="img"
      aria-labelledby="selector-net-title selector-net-desc"
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
      <title id="selector-net-title">셀렉터가 고르는 파드</title>
      <desc id="selector-net-desc">
        레플리카셋 myapp-rs의 셀렉터는 type=front-end예요. 점선 그물 안에는 그 레이블을 단 파드 셋이
        있어요. 하나는 내가 미리 만들어 입양된 파드이고 둘은 레플리카셋이 만들었어요. 그물 밖에는
        type=db, type=debug, 레이블이 없는 파드가 있고 세지 않아요.
      </desc>
      <rect x="116" y="4" width="168" height="46" rx="8" fill="var(--accent)" />
      <text x="200" y="23" textAnchor="middle" fill="var(--paper)" fontWeight="600">
        레플리카셋 myapp-rs
      </text>
      <text
        x="200"
        y="41"
        textAnchor="middle"
        fill="var(--paper)"
        fontFamily="var(--font-mono)"
        fontSize="12"
      >
        replicas: 3
      </text>
      <path d="M200 50V76" stroke="var(--accent)" strokeWidth="2" />

      <rect
        x="14"
        y="76"
        width="372"
        height="118"
        rx="12"
        fill="var(--accent-soft)"
        stroke="var(--accent)"
        strokeWidth="1.5"
        strokeDasharray="6 4"
      />
      <text
        x="200"
        y="98"
        textAnchor="middle"
        fontFamily="var(--font-mono)"
        fontSize="12"
        fontWeight="600"
      >
        selector: type=front-end
      </text>
      {inside.map((p) => (
        <g key={p.name}>
          <rect
            x={p.x}
            y="110"
            width="104"
            height="72"
            rx="7"
            fill="var(--paper)"
            stroke={p.fresh ? "var(--accent)" : "var(--ink)"}
            strokeWidth={p.fresh ? 2 : 1}
          />
          <text
            x={p.x + 52}
            y="131"
            textAnchor="middle"
            fontFamily="var(--font-mono)"
            fontSize="11"
          >
            {p.name}
          </text>
          <text
            x={p.x + 52}
            y="150"
            textAnchor="middle"
            fontFamily="var(--font-mono)"
            fontSize="11"
            fill="var(--accent)"
          >
            type=front-end
          </text>
          <text x={p.x + 52} y="170" textAnchor="middle" fontSize="12" fill="var(--ink-soft)">
            {p.by}
          </text>
        </g>
      ))}

      <text x="200" y="220" textAnchor="middle" fontSize="12" fill="var(--ink-soft)">
        그물 밖 · 세지 않아요
      </text>
      {outside.map((p) => (
        <g key={p.name}>
          <rect
            x={p.x}
            y="232"
            width="104"
            height="56"
            rx="7"
            fill="var(--paper-soft)"
            stroke="var(--line)"
            strokeWidth="1.5"
          />
          <text
            x={p.x + 52}
            y="256"
            textAnchor="middle"
            fontFamily="var(--font-mono)"
            fontSize="12"
            fill="var(--ink-soft)"
          >
            {p.name}
          </text>
          <text
            x={p.x + 52}
            y="276"
            textAnchor="middle"
            fontFamily={p.label.includes("=") ? "var(--font-mono)" : undefined}
            fontSize="12"
            fill="var(--ink-soft)"
          >
            {p.label}
          </text>
        </g>
      ))}
    </svg>
  );
}
