// A pod as one house: three containers, one address, one shared volume.

const containers = [
  { x: 34, name: "web", image: "nginx:1.27", port: ":80" },
  { x: 148, name: "log-collector", image: "busybox:1.36", port: "" },
  { x: 262, name: "uploader", image: "busybox:1.36", port: "" },
];

export function PodRoom() {
  return (
    <svg
      viewBox="0 0 400 330"
      role="img"
      aria-labelledby="pod-room-title pod-room-desc"
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
      <title id="pod-room-title">한 파드 안의 세 컨테이너</title>
      <desc id="pod-room-desc">
        파드 pod1 안에 web, log-collector, uploader 컨테이너가 나란히 있어요. 셋은 아래에 깔린
        네트워크 하나(IP 10.244.2.7, localhost)를 함께 쓰고, log-collector는 localhost의 80번 포트로
        web을 불러요. shared 볼륨은 web과 uploader에만 이어져 있어요.
      </desc>

      <rect
        x="12"
        y="30"
        width="376"
        height="288"
        rx="10"
        fill="var(--paper-soft)"
        stroke="var(--accent)"
        strokeWidth="1.5"
      />
      <text x="12" y="20" fontWeight="600">
        파드 <tspan fontFamily="var(--font-mono)">pod1</tspan>
      </text>
      <text x="388" y="20" textAnchor="end" fill="var(--ink-soft)" fontSize="12">
        READY 3/3
      </text>

      {/* shared volume, on top */}
      <rect x="34" y="46" width="332" height="36" rx="6" fill="var(--paper)" stroke="var(--line)" />
      <text x="200" y="69" textAnchor="middle">
        볼륨 <tspan fontFamily="var(--font-mono)">shared</tspan>
      </text>
      <path d="M86 82V116M314 82V116" stroke="var(--ink-soft)" strokeWidth="1.5" />
      <text x="94" y="104" fontSize="11" fill="var(--ink-soft)" fontFamily="var(--font-mono)">
        /shared
      </text>
      <text
        x="306"
        y="104"
        fontSize="11"
        fill="var(--ink-soft)"
        fontFamily="var(--font-mono)"
        textAnchor="end"
      >
        /shared
      </text>
      <text x="200" y="104" textAnchor="middle" fontSize="11" fill="var(--ink-soft)">
        붙이지 않음
      </text>

      {containers.map((c) => (
        <g key={c.name}>
          <rect
            x={c.x}
            y="116"
            width="104"
            height="70"
            rx="6"
            fill="var(--paper)"
            stroke="var(--ink)"
          />
          <text
            x={c.x + 52}
            y="142"
            textAnchor="middle"
            fontFamily="var(--font-mono)"
            fontSize="12"
          >
            {c.name}
          </text>
          <text
            x={c.x + 52}
            y="160"
            textAnchor="middle"
            fontFamily="var(--font-mono)"
            fontSize="11"
            fill="var(--ink-soft)"
          >
            {c.image}
          </text>
          <text
            x={c.x + 52}
            y="178"
            textAnchor="middle"
            fontFamily="var(--font-mono)"
            fontSize="12"
            fontWeight="600"
            fill="var(--accent)"
          >
            {c.port}
          </text>
          <path d={`M${c.x + 52} 186V252`} stroke="var(--line)" strokeWidth="1.5" />
        </g>
      ))}

      {/* the call over localhost */}
      <path
        d="M186 186V222Q186 230 178 230H112Q104 230 104 222V194"
        fill="none"
        stroke="var(--accent)"
        strokeWidth="2"
      />
      <path d="M99 197L104 187L109 197Z" fill="var(--accent)" />
      <text
        x="145"
        y="222"
        textAnchor="middle"
        fontFamily="var(--font-mono)"
        fontSize="11"
        fill="var(--accent)"
      >
        localhost
      </text>

      <rect x="34" y="252" width="332" height="50" rx="6" fill="var(--accent-soft)" />
      <text x="200" y="273" textAnchor="middle" fontWeight="600">
        네트워크 하나
      </text>
      <text x="200" y="292" textAnchor="middle" fontSize="12" fontFamily="var(--font-mono)">
        IP 10.244.2.7 · localhost
      </text>
    </svg>
  );
}
