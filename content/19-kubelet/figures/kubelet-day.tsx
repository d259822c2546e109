// The kubelet between its two sources of pods above and the runtime below.

export function KubeletDay() {
  return (
    <svg
      viewBox="0 0 400 404"
      role="img"
      aria-labelledby="kubelet-day-title kubelet-day-desc"
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
      <title id="kubelet-day-title">kubelet의 자리</title>
      <desc id="kubelet-day-desc">
        노드 안의 kubelet은 위쪽의 API 서버에서 자기 노드에 배정된 파드를 받고, 파드와 노드의 상태를
        보고하고, 10초마다 리스를 고쳐 적어요. 노드의 /etc/kubernetes/manifests 폴더에서도 스태틱
        파드를 받아요. 아래로는 CRI로 containerd에 부탁해 파드의 컨테이너를 켜고, 컨테이너에
        프로브를 보내요.
      </desc>

      <rect
        x="84"
        y="10"
        width="292"
        height="40"
        rx="8"
        fill="var(--accent-soft)"
        stroke="var(--accent)"
      />
      <text x="230" y="35" textAnchor="middle" fontFamily="var(--font-mono)" fontWeight="700">
        kube-apiserver
      </text>

      {/* the node */}
      <rect
        x="10"
        y="126"
        width="380"
        height="268"
        rx="10"
        fill="var(--paper-soft)"
        stroke="var(--line)"
        strokeWidth="1.5"
      />
      <text x="22" y="386" fontSize="12" fill="var(--ink-soft)">
        노드 <tspan fontFamily="var(--font-mono)">node01</tspan>
      </text>

      {/* between API server and kubelet */}
      <g stroke="var(--accent)" strokeWidth="2">
        <path d="M196 50V140M262 152V60M330 152V60" />
      </g>
      <g fill="var(--accent)">
        <path d="M191 138L196 147L201 138Z" />
        <path d="M257 61L262 52L267 61Z" />
        <path d="M325 61L330 52L335 61Z" />
      </g>
      <g fontSize="12">
        <text x="188" y="84" textAnchor="end">
          내 이름이
        </text>
        <text x="188" y="101" textAnchor="end">
          적힌 파드
        </text>
        <text x="270" y="84">
          상태
        </text>
        <text x="270" y="101">
          보고
        </text>
        <text x="338" y="84">
          리스
        </text>
        <text x="338" y="101">
          10초
        </text>
      </g>

      <rect
        x="160"
        y="148"
        width="216"
        height="48"
        rx="8"
        fill="var(--paper)"
        stroke="var(--accent)"
        strokeWidth="2"
      />
      <text
        x="268"
        y="178"
        textAnchor="middle"
        fontFamily="var(--font-mono)"
        fontSize="15"
        fontWeight="700"
      >
        kubelet
      </text>

      {/* static pods */}
      <rect
        x="22"
        y="146"
        width="100"
        height="52"
        rx="6"
        fill="var(--paper)"
        stroke="var(--ink-soft)"
      />
      <text x="72" y="167" textAnchor="middle" fontFamily="var(--font-mono)" fontSize="11">
        /etc/kubernetes
      </text>
      <text x="72" y="184" textAnchor="middle" fontFamily="var(--font-mono)" fontSize="11">
        /manifests
      </text>
      <path d="M122 172H150" stroke="var(--accent)" strokeWidth="2" />
      <path d="M149 167L158 172L149 177Z" fill="var(--accent)" />
      <text x="72" y="216" textAnchor="middle" fontSize="12" fill="var(--ink-soft)">
        스태틱 파드
      </text>

      {/* down to the runtime */}
      <path d="M210 196V238" stroke="var(--accent)" strokeWidth="2" />
      <path d="M205 236L210 245L215 236Z" fill="var(--accent)" />
      <text x="202" y="222" textAnchor="end" fontSize="12">
        CRI
      </text>
      <rect
        x="160"
        y="246"
        width="100"
        height="34"
        rx="6"
        fill="var(--paper)"
        stroke="var(--ink)"
      />
      <text x="210" y="268" textAnchor="middle" fontFamily="var(--font-mono)" fontSize="12">
        containerd
      </text>
      <path d="M210 280V308" stroke="var(--ink)" strokeWidth="1.5" />
      <path d="M205 306L210 315L215 306Z" />

      {/* probes go straight to the pod */}
      <path d="M336 196V306" stroke="var(--warning)" strokeWidth="1.5" strokeDasharray="4 4" />
      <path d="M331 306L336 315L341 306Z" fill="var(--warning)" />
      <text x="328" y="250" textAnchor="end" fontSize="12" fill="var(--warning)">
        프로브
      </text>

      <rect
        x="144"
        y="316"
        width="232"
        height="60"
        rx="8"
        fill="var(--paper)"
        stroke="var(--accent)"
        strokeDasharray="5 3"
      />
      <text x="156" y="336" fontSize="12" fill="var(--ink-soft)">
        파드
      </text>
      {[
        { x: 186, name: "pause" },
        { x: 282, name: "nginx" },
      ].map((c) => (
        <g key={c.name}>
          <rect
            x={c.x}
            y="330"
            width="84"
            height="34"
            rx="5"
            fill="var(--accent-soft)"
            stroke="var(--ink-soft)"
          />
          <text
            x={c.x + 42}
            y="352"
            textAnchor="middle"
            fontFamily="var(--font-mono)"
            fontSize="12"
          >
            {c.name}
          </text>
        </g>
      ))}
    </svg>
  );
}
