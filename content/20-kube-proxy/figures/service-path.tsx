// A packet for the Service's address meets the rules that kube-proxy wrote, and leaves for one of three pods.

const pods = [
  { x: 14, ip: "10.244.0.116", rule: "확률 1/3", share: "1/3" },
  { x: 143, ip: "10.244.0.117", rule: "남은 것의 1/2", share: "1/3" },
  { x: 272, ip: "10.244.0.118", rule: "나머지", share: "1/3" },
];

export function ServicePath() {
  return (
    <svg
      viewBox="0 0 400 420"
      role="img"
      aria-labelledby="service-path-title service-path-desc"
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
      <title id="service-path-title">서비스 IP에서 파드 IP까지</title>
      <desc id="service-path-desc">
        손님 파드가 10.96.10.10의 80번으로 패킷을 보내요. 노드의 커널에 있는 KUBE-SERVICES 규칙이
        받아 KUBE-SVC 사슬로 넘기고, 거기서 확률 1/3, 남은 것의 1/2, 나머지 모두로 파드 셋 가운데
        하나를 골라 목적지를 바꿔 써요. 셋의 몫은 똑같이 1/3이에요. kube-proxy는 규칙 상자 옆에서
        규칙을 적기만 하고 패킷은 지나가지 않아요.
      </desc>

      <rect x="14" y="10" width="150" height="40" rx="6" fill="var(--paper)" stroke="var(--ink)" />
      <text x="89" y="35" textAnchor="middle">
        접속하는 파드
      </text>
      <path d="M89 50V104" stroke="var(--accent)" strokeWidth="2" />
      <path d="M84 102L89 111L94 102Z" fill="var(--accent)" />
      <text x="100" y="72" fontSize="12" fill="var(--ink-soft)">
        목적지
      </text>
      <text x="100" y="90" fontFamily="var(--font-mono)" fontSize="12" fontWeight="600">
        10.96.10.10:80
      </text>

      {/* kube-proxy writes, off the path */}
      <rect
        x="262"
        y="10"
        width="124"
        height="40"
        rx="6"
        fill="var(--accent-soft)"
        stroke="var(--accent)"
      />
      <text x="324" y="35" textAnchor="middle" fontFamily="var(--font-mono)" fontWeight="600">
        kube-proxy
      </text>
      <path d="M324 50V104" stroke="var(--accent)" strokeWidth="1.5" strokeDasharray="4 4" />
      <path d="M319 102L324 111L329 102Z" fill="var(--accent)" />
      <text x="316" y="80" textAnchor="end" fontSize="12" fill="var(--accent)">
        규칙을 적기만
      </text>

      {/* the kernel's rules */}
      <rect
        x="8"
        y="112"
        width="384"
        height="172"
        rx="10"
        fill="var(--paper-soft)"
        stroke="var(--line)"
        strokeWidth="1.5"
      />
      <text x="382" y="132" textAnchor="end" fontSize="12" fill="var(--ink-soft)">
        노드의 커널
      </text>
      <rect x="20" y="122" width="170" height="32" rx="5" fill="var(--paper)" stroke="var(--ink)" />
      <text x="105" y="143" textAnchor="middle" fontFamily="var(--font-mono)" fontSize="12">
        KUBE-SERVICES
      </text>
      <path d="M105 154V172" stroke="var(--accent)" strokeWidth="2" />
      <path d="M100 170L105 179L110 170Z" fill="var(--accent)" />
      <rect x="20" y="180" width="360" height="32" rx="5" fill="var(--paper)" stroke="var(--ink)" />
      <text x="200" y="201" textAnchor="middle" fontFamily="var(--font-mono)" fontSize="12">
        KUBE-SVC-CDGGSHYLG3RE2FKL
      </text>

      {pods.map((p) => (
        <g key={p.ip}>
          <path d={`M${p.x + 57} 212V244`} stroke="var(--accent)" strokeWidth="2" />
          <path d={`M${p.x + 52} 242L${p.x + 57} 251L${p.x + 62} 242Z`} fill="var(--accent)" />
          <text x={p.x + 64} y="233" fontSize="11" fill="var(--warning)">
            {p.rule}
          </text>
          <rect
            x={p.x + 6}
            y="252"
            width="102"
            height="24"
            rx="5"
            fill="var(--paper)"
            stroke="var(--ink-soft)"
          />
          <text x={p.x + 57} y="268" textAnchor="middle" fontSize="11.5">
            목적지 바꾸기
          </text>
          <path d={`M${p.x + 57} 276V330`} stroke="var(--accent)" strokeWidth="2" />
          <path d={`M${p.x + 52} 328L${p.x + 57} 337L${p.x + 62} 328Z`} fill="var(--accent)" />
          <text
            x={p.x + 64}
            y="312"
            fontSize="12"
            fontFamily="var(--font-mono)"
            fill="var(--ink-soft)"
          >
            {p.share}
          </text>
          <rect
            x={p.x}
            y="338"
            width="114"
            height="52"
            rx="8"
            fill="var(--accent-soft)"
            stroke="var(--accent)"
          />
          <text x={p.x + 57} y="359" textAnchor="middle" fontWeight="600">
            파드 web
          </text>
          <text
            x={p.x + 57}
            y="379"
            textAnchor="middle"
            fontFamily="var(--font-mono)"
            fontSize="12"
          >
            {p.ip}
          </text>
        </g>
      ))}
      <text x="200" y="412" textAnchor="middle" fontSize="12" fill="var(--ink-soft)">
        10.96.10.10은 어느 기계에도 없어요
      </text>
    </svg>
  );
}
