// What happens after a node falls silent, with the defaults of 1.36. Not to scale: the wait of 300 s is cut.

const moments = [
  {
    y: 40,
    time: "0초",
    head: "마지막 소식",
    text: "kubelet이 리스를 고쳐 적어요 (10초마다)",
    tone: "var(--accent)",
  },
  {
    y: 118,
    time: "50초",
    head: "유예가 끝나요",
    text: "컨트롤러는 5초마다 확인하는 중",
    tone: "var(--warning)",
  },
  {
    y: 178,
    time: "약 55초",
    head: "NotReady",
    text: "Ready=Unknown, unreachable 테인트",
    tone: "var(--danger)",
  },
  {
    y: 290,
    time: "약 355초",
    head: "축출",
    text: "300초를 참은 파드가 Terminating으로",
    tone: "var(--danger)",
  },
  {
    y: 344,
    time: "1초 안",
    head: "새 파드",
    text: "레플리카셋이 다른 노드에 띄워요",
    tone: "var(--accent)",
  },
];

export function NodeTimeline() {
  return (
    <svg
      viewBox="0 0 400 392"
      role="img"
      aria-labelledby="node-timeline-title node-timeline-desc"
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
      <title id="node-timeline-title">노드가 멎은 뒤의 시간표</title>
      <desc id="node-timeline-desc">
        0초에 마지막 소식이 와요. 50초에 유예가 끝나고, 5초마다 확인하는 컨트롤러가 약 55초에 노드를
        NotReady로 바꾸고 테인트를 걸어요. 거기서 300초 뒤, 약 355초에 파드가 축출되고 1초 안에 다른
        노드에 새 파드가 생겨요.
      </desc>

      <path d="M96 40V214" stroke="var(--ink-soft)" strokeWidth="2" />
      <path d="M96 214V266" stroke="var(--ink-soft)" strokeWidth="2" strokeDasharray="3 6" />
      <path d="M96 266V344" stroke="var(--ink-soft)" strokeWidth="2" />

      {[53, 66, 79].map((y) => (
        <path
          key={y}
          d={`M91 ${y}L101 ${y + 6}M101 ${y}L91 ${y + 6}`}
          stroke="var(--ink-soft)"
          strokeWidth="1.5"
        />
      ))}
      <text x="116" y="78" fontSize="12" fill="var(--ink-soft)">
        와야 할 소식이 오지 않아요
      </text>

      <rect
        x="116"
        y="222"
        width="270"
        height="36"
        rx="6"
        fill="var(--paper-soft)"
        stroke="var(--line)"
      />
      <text x="128" y="245" fontSize="12">
        <tspan fontFamily="var(--font-mono)">tolerationSeconds: 300</tspan>
        <tspan fill="var(--ink-soft)"> 파드가 참아요</tspan>
      </text>

      {moments.map((m) => (
        <g key={m.head}>
          <circle cx="96" cy={m.y} r="6" fill={m.tone} stroke="var(--paper)" strokeWidth="2" />
          <text x="82" y={m.y + 5} textAnchor="end" fontWeight="600">
            {m.time}
          </text>
          <text x="116" y={m.y} fontWeight="700" fill={m.tone}>
            {m.head}
          </text>
          <text x="116" y={m.y + 18} fontSize="12" fill="var(--ink-soft)">
            {m.text}
          </text>
        </g>
      ))}
    </svg>
  );
}
