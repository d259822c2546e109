// The controller's loop: observe through the API server, compare, act through the API server.

const pods = [
  { x: 206, name: "rs-6nvq5", alive: true },
  { x: 268, name: "rs-zt8xw", alive: true },
  { x: 330, name: "rs-p4d2k", alive: false },
];

export function ReconcileLoop() {
  return (
    <svg
      viewBox="0 0 400 372"
      role="img"
      aria-labelledby="reconcile-loop-title reconcile-loop-desc"
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
      <title id="reconcile-loop-title">레플리카셋 컨트롤러의 조정 루프</title>
      <desc id="reconcile-loop-desc">
        맨 위의 컨트롤러가 가운데 API 서버를 지켜봐요. 레플리카셋은 3개를 바라는데 살아 있는 파드는
        2개예요. 차이가 1이므로 컨트롤러는 API 서버에 파드 하나를 만들어 달라고 적어요. 맨 아래
        노드의 kubelet은 API 서버를 보고 컨테이너를 켜고 상태를 API 서버에 보고해요. 컨트롤러와
        kubelet 사이에는 직접 이어진 선이 없어요.
      </desc>

      <rect
        x="60"
        y="6"
        width="280"
        height="86"
        rx="10"
        fill="var(--paper-soft)"
        stroke="var(--accent)"
        strokeWidth="1.5"
      />
      <text x="200" y="28" textAnchor="middle" fontWeight="600">
        레플리카셋 컨트롤러
      </text>
      <g textAnchor="middle">
        <text x="114" y="54" fontSize="12" fill="var(--ink-soft)">
          바라는 수
        </text>
        <text x="114" y="78" fontSize="19" fontWeight="700">
          3
        </text>
        <text x="158" y="78" fontSize="17">
          −
        </text>
        <text x="202" y="54" fontSize="12" fill="var(--ink-soft)">
          센 수
        </text>
        <text x="202" y="78" fontSize="19" fontWeight="700">
          2
        </text>
        <text x="246" y="78" fontSize="17">
          =
        </text>
        <text x="290" y="54" fontSize="12" fill="var(--ink-soft)">
          할 일
        </text>
        <text x="290" y="78" fontSize="15" fontWeight="700" fill="var(--accent)">
          1개 생성
        </text>
      </g>

      {/* controller and API server */}
      <path d="M120 140V100" stroke="var(--ink-soft)" strokeWidth="1.5" />
      <path d="M115 103l5-10l5 10z" fill="var(--ink-soft)" />
      <text x="110" y="122" textAnchor="end" fontSize="12" fill="var(--ink-soft)">
        지켜보기
      </text>
      <path d="M280 92V132" stroke="var(--accent)" strokeWidth="2" />
      <path d="M275 130l5 10l5-10z" fill="var(--accent)" />
      <text x="290" y="122" fontSize="12" fill="var(--accent)">
        파드를 만들어 줘
      </text>

      <rect x="10" y="140" width="380" height="92" rx="8" fill="var(--accent-soft)" />
      <text x="24" y="162" fontWeight="600">
        API 서버
      </text>
      <rect x="24" y="174" width="160" height="46" rx="6" fill="var(--paper)" stroke="var(--ink)" />
      <text x="104" y="193" textAnchor="middle" fontFamily="var(--font-mono)" fontSize="12">
        rs/myapp-rs
      </text>
      <text
        x="104"
        y="211"
        textAnchor="middle"
        fontFamily="var(--font-mono)"
        fontSize="12"
        fill="var(--ink-soft)"
      >
        replicas: 3
      </text>
      {pods.map((p) => (
        <g key={p.name}>
          <rect
            x={p.x}
            y="174"
            width="54"
            height="46"
            rx="6"
            fill={p.alive ? "var(--paper)" : "none"}
            stroke={p.alive ? "var(--ink)" : "var(--danger)"}
            strokeDasharray={p.alive ? undefined : "4 3"}
          />
          <text
            x={p.x + 27}
            y="194"
            textAnchor="middle"
            fontSize="12"
            fill={p.alive ? "var(--ink)" : "var(--danger)"}
          >
            파드
          </text>
          <text
            x={p.x + 27}
            y="211"
            textAnchor="middle"
            fontSize="11"
            fill={p.alive ? "var(--ink-soft)" : "var(--danger)"}
          >
            {p.alive ? "있음" : "없어짐"}
          </text>
        </g>
      ))}

      {/* API server and kubelet */}
      <path d="M120 232V272" stroke="var(--ink-soft)" strokeWidth="1.5" />
      <path d="M115 270l5 10l5-10z" fill="var(--ink-soft)" />
      <text x="110" y="262" textAnchor="end" fontSize="12" fill="var(--ink-soft)">
        내 노드의 파드
      </text>
      <path d="M280 280V240" stroke="var(--ink-soft)" strokeWidth="1.5" />
      <path d="M275 243l5-10l5 10z" fill="var(--ink-soft)" />
      <text x="290" y="262" fontSize="12" fill="var(--ink-soft)">
        상태 보고
      </text>
      <rect
        x="60"
        y="280"
        width="280"
        height="76"
        rx="10"
        fill="var(--paper-soft)"
        stroke="var(--line)"
        strokeWidth="1.5"
      />
      <text x="200" y="304" textAnchor="middle" fontWeight="600">
        노드의 kubelet
      </text>
      <text x="200" y="324" textAnchor="middle" fontSize="12" fill="var(--ink-soft)">
        컨테이너를 켜고 지켜봐요
      </text>
      <text x="200" y="343" textAnchor="middle" fontSize="12" fill="var(--ink-soft)">
        컨트롤러와는 만난 적이 없어요
      </text>
    </svg>
  );
}
