// Deployment, its two ReplicaSets, their pods: ownership from top to bottom.

const pods = [
  { x: 150, tail: "4mzqd" },
  { x: 232, tail: "c9wkv" },
  { x: 314, tail: "xj2rf" },
];

export function ThreeFloors() {
  return (
    <svg
      viewBox="0 0 400 330"
      role="img"
      aria-labelledby="three-floors-title three-floors-desc"
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
      <title id="three-floors-title">디플로이먼트, 레플리카셋, 파드</title>
      <desc id="three-floors-desc">
        맨 위의 디플로이먼트 myapp-deployment가 레플리카셋 둘을 소유해요. 옛 템플릿 nginx:1.26의
        레플리카셋은 0개로 줄어 있고, 새 템플릿 nginx:1.27의 레플리카셋이 파드 셋을 소유해요. 파드
        이름은 레플리카셋 이름 뒤에 다섯 글자를 붙인 것이에요.
      </desc>
      <g fontSize="12" fill="var(--ink-soft)">
        <text x="4" y="22">
          버전의 역사
        </text>
        <text x="4" y="128">
          개수
        </text>
        <text x="4" y="252">
          실행
        </text>
      </g>

      <rect x="96" y="6" width="240" height="56" rx="8" fill="var(--accent)" />
      <text x="216" y="28" textAnchor="middle" fill="var(--paper)" fontWeight="600">
        디플로이먼트
      </text>
      <text
        x="216"
        y="49"
        textAnchor="middle"
        fill="var(--paper)"
        fontFamily="var(--font-mono)"
        fontSize="12"
      >
        myapp-deployment
      </text>

      <path
        d="M140 62V86H96V108"
        fill="none"
        stroke="var(--line)"
        strokeWidth="2"
        strokeDasharray="5 3"
      />
      <path d="M260 62V108" stroke="var(--accent)" strokeWidth="2" />

      {/* old ReplicaSet */}
      <rect
        x="40"
        y="108"
        width="96"
        height="90"
        rx="8"
        fill="var(--paper-soft)"
        stroke="var(--line)"
        strokeWidth="1.5"
        strokeDasharray="5 3"
      />
      <g textAnchor="middle" fill="var(--ink-soft)">
        <text x="88" y="130">
          옛 레플리카셋
        </text>
        <text x="88" y="151" fontFamily="var(--font-mono)" fontSize="12">
          …6d8f5c7b94
        </text>
        <text x="88" y="169" fontFamily="var(--font-mono)" fontSize="12">
          nginx:1.26
        </text>
        <text x="88" y="187" fontFamily="var(--font-mono)" fontSize="12">
          replicas: 0
        </text>
      </g>

      {/* new ReplicaSet */}
      <rect
        x="152"
        y="108"
        width="236"
        height="90"
        rx="8"
        fill="var(--accent-soft)"
        stroke="var(--accent)"
        strokeWidth="1.5"
      />
      <g textAnchor="middle">
        <text x="270" y="130" fontWeight="600">
          새 레플리카셋
        </text>
        <text x="270" y="151" fontFamily="var(--font-mono)" fontSize="12">
          myapp-deployment-7f9b4c6d85
        </text>
        <text x="270" y="169" fontFamily="var(--font-mono)" fontSize="12" fill="var(--ink-soft)">
          nginx:1.27
        </text>
        <text x="270" y="187" fontFamily="var(--font-mono)" fontSize="12" fontWeight="600">
          replicas: 3
        </text>
      </g>

      {pods.map((p) => (
        <g key={p.tail}>
          <path
            d={`M270 198V214H${p.x + 37}V232`}
            fill="none"
            stroke="var(--accent)"
            strokeWidth="2"
          />
          <rect
            x={p.x}
            y="232"
            width="74"
            height="60"
            rx="7"
            fill="var(--paper)"
            stroke="var(--ink)"
          />
          <text x={p.x + 37} y="256" textAnchor="middle">
            파드
          </text>
          <text
            x={p.x + 37}
            y="278"
            textAnchor="middle"
            fontFamily="var(--font-mono)"
            fontSize="12"
          >
            …{p.tail}
          </text>
        </g>
      ))}
      <text x="88" y="256" textAnchor="middle" fontSize="12" fill="var(--ink-soft)">
        파드 없음
      </text>
      <text x="88" y="274" textAnchor="middle" fontSize="12" fill="var(--ink-soft)">
        되돌릴 자리
      </text>
      <path d="M88 198V238" stroke="var(--line)" strokeWidth="2" strokeDasharray="5 3" />
      <text x="200" y="320" textAnchor="middle" fontSize="12" fill="var(--ink-soft)">
        선은 ownerReferences예요. 아래가 위를 가리켜요.
      </text>
    </svg>
  );
}
