// Two roads from the kubelet down to a container: through dockershim (gone since 1.24) and through CRI.

const boxes = [
  { x: 14, y: 96, name: "dockershim", note: "1.24에서 삭제", gone: true },
  { x: 14, y: 164, name: "Docker Engine", note: "도커 엔진", gone: true },
  { x: 14, y: 232, name: "containerd", note: "도커 안의", gone: true },
  { x: 148, y: 232, name: "containerd", note: "CRI 플러그인", gone: false },
  { x: 282, y: 232, name: "CRI-O", note: "CRI 구현", gone: false },
];

export function CriStack() {
  return (
    <svg
      viewBox="0 0 400 430"
      role="img"
      aria-labelledby="cri-stack-title cri-stack-desc"
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
      <title id="cri-stack-title">kubelet에서 컨테이너까지 가는 옛 길과 지금 길</title>
      <desc id="cri-stack-desc">
        맨 위의 kubelet에서 두 길이 내려와요. 점선으로 그린 왼쪽 옛 길은 dockershim, 도커 엔진, 도커
        안의 containerd를 차례로 거쳐요. 지금 길은 CRI를 지나 곧바로 containerd나 CRI-O로 가요. 두
        길 모두 OCI runtime-spec을 지나 runc에 닿고, runc가 컨테이너를 만들어요. crictl은 CRI에,
        nerdctl과 ctr은 containerd에 말을 걸어요.
      </desc>

      <rect
        x="14"
        y="12"
        width="372"
        height="40"
        rx="6"
        fill="var(--accent-soft)"
        stroke="var(--accent)"
      />
      <text x="200" y="37" textAnchor="middle" fontFamily="var(--font-mono)" fontWeight="600">
        kubelet
      </text>

      {/* the old road */}
      <g stroke="var(--ink-soft)" strokeWidth="1.5" strokeDasharray="4 4" fill="none">
        <path d="M66 52V96M66 140V164M66 208V232M66 276V330" />
      </g>
      <text x="74" y="78" fontSize="12" fill="var(--ink-soft)">
        옛 길
      </text>

      {/* CRI */}
      <rect
        x="148"
        y="96"
        width="238"
        height="44"
        rx="6"
        fill="var(--paper-soft)"
        stroke="var(--accent)"
        strokeWidth="1.5"
      />
      <text x="267" y="115" textAnchor="middle" fontWeight="700" fill="var(--accent)">
        CRI
      </text>
      <text x="267" y="132" textAnchor="middle" fontSize="11" fill="var(--ink-soft)">
        gRPC, 누구나 구현할 수 있는 창구
      </text>
      <g stroke="var(--accent)" strokeWidth="2" fill="none">
        <path d="M200 52V90M200 140V226M334 140V226M200 276V324M334 276V324" />
      </g>
      <g fill="var(--accent)">
        <path d="M195 88L200 97L205 88Z" />
        <path d="M195 223L200 232L205 223Z" />
        <path d="M329 223L334 232L339 223Z" />
        <path d="M195 321L200 330L205 321Z" />
        <path d="M329 321L334 330L339 321Z" />
      </g>

      {boxes.map((b) => (
        <g key={`${b.x}-${b.y}`}>
          <rect
            x={b.x}
            y={b.y}
            width="104"
            height="44"
            rx="6"
            fill="var(--paper)"
            stroke={b.gone ? "var(--ink-soft)" : "var(--ink)"}
            strokeDasharray={b.gone ? "4 4" : undefined}
          />
          <text
            x={b.x + 52}
            y={b.y + 19}
            textAnchor="middle"
            fontFamily="var(--font-mono)"
            fontSize="12"
            fill={b.gone ? "var(--ink-soft)" : "var(--ink)"}
          >
            {b.name}
          </text>
          <text
            x={b.x + 52}
            y={b.y + 36}
            textAnchor="middle"
            fontSize="11"
            fill={b.name === "dockershim" ? "var(--danger)" : "var(--ink-soft)"}
          >
            {b.note}
          </text>
        </g>
      ))}

      {/* who talks to whom */}
      <g fontFamily="var(--font-mono)" fontSize="11" fill="var(--warning)">
        <text x="267" y="164" textAnchor="middle">
          crictl ↑
        </text>
        <text x="210" y="204">
          nerdctl, ctr ↓
        </text>
      </g>

      <text x="267" y="306" textAnchor="middle" fontSize="11" fill="var(--ink-soft)">
        OCI runtime-spec
      </text>
      <rect
        x="14"
        y="330"
        width="372"
        height="36"
        rx="6"
        fill="var(--paper-soft)"
        stroke="var(--line)"
      />
      <text x="200" y="353" textAnchor="middle">
        <tspan fontFamily="var(--font-mono)">runc</tspan>
        <tspan fill="var(--ink-soft)"> 같은 저수준 런타임</tspan>
      </text>
      <path d="M200 366V386" stroke="var(--ink)" strokeWidth="1.5" />
      <path d="M195 384L200 393L205 384Z" />
      <text x="200" y="412" textAnchor="middle" fontWeight="600">
        컨테이너
      </text>
    </svg>
  );
}
