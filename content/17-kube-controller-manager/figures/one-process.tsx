// One process full of controllers, all of them talking to the API server only.

const controllers = [
  "노드",
  "레플리카셋",
  "디플로이먼트",
  "네임스페이스",
  "서비스어카운트",
  "엔드포인트슬라이스",
  "데몬셋",
  "잡",
  "가비지 컬렉터",
];

export function OneProcess() {
  return (
    <svg
      viewBox="0 0 400 276"
      role="img"
      aria-labelledby="one-process-title one-process-desc"
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
      <title id="one-process-title">컨트롤러 매니저와 API 서버</title>
      <desc id="one-process-desc">
        kube-controller-manager라는 상자 하나 안에 노드, 레플리카셋, 디플로이먼트를 비롯한 컨트롤러
        아홉 개가 들어 있어요. 상자는 아래의 kube-apiserver와 두 화살표로 이어져 있어요. 올라오는
        화살표는 지켜보기, 내려가는 화살표는 바로잡기예요.
      </desc>

      <rect
        x="12"
        y="10"
        width="376"
        height="158"
        rx="8"
        fill="var(--paper-soft)"
        stroke="var(--accent)"
        strokeWidth="1.5"
      />
      <text x="200" y="32" textAnchor="middle" fontFamily="var(--font-mono)" fontWeight="700">
        kube-controller-manager
      </text>
      {controllers.map((name, i) => {
        const x = 24 + (i % 3) * 120;
        const y = 46 + Math.floor(i / 3) * 38;
        return (
          <g key={name}>
            <rect
              x={x}
              y={y}
              width="112"
              height="30"
              rx="15"
              fill="var(--paper)"
              stroke="var(--ink-soft)"
            />
            <text x={x + 56} y={y + 20} textAnchor="middle" fontSize="12">
              {name}
            </text>
          </g>
        );
      })}

      <g stroke="var(--accent)" strokeWidth="2">
        <path d="M150 222V176M250 168V214" />
      </g>
      <g fill="var(--accent)">
        <path d="M145 178L150 169L155 178Z" />
        <path d="M245 212L250 221L255 212Z" />
      </g>
      <text x="140" y="200" textAnchor="end" fontSize="12">
        지켜보기
      </text>
      <text x="262" y="200" fontSize="12">
        바로잡기
      </text>

      <rect
        x="70"
        y="222"
        width="260"
        height="42"
        rx="8"
        fill="var(--accent-soft)"
        stroke="var(--accent)"
      />
      <text x="200" y="248" textAnchor="middle" fontFamily="var(--font-mono)" fontWeight="700">
        kube-apiserver
      </text>
    </svg>
  );
}
