// The gates a writing request passes, what each turns away, and who acts afterwards on their own.

const gates = [
  { name: "인증", asks: "누구인가요?", error: "401 Unauthorized" },
  { name: "인가", asks: "해도 되나요?", error: "403 User … cannot …" },
  { name: "변형 어드미션", asks: "빈칸을 채워요", error: "403 forbidden" },
  { name: "검증", asks: "모양이 맞나요?", error: "422 is invalid" },
  { name: "검증 어드미션", asks: "정책에 맞나요?", error: "403 exceeded quota" },
];

const top = 48;
const step = 52;

export function RequestPath() {
  const end = top + gates.length * step;
  return (
    <svg
      viewBox="0 0 400 440"
      role="img"
      aria-labelledby="request-path-title request-path-desc"
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
      <title id="request-path-title">쓰는 요청이 지나는 관문</title>
      <desc id="request-path-desc">
        kubectl의 요청이 API 서버 안에서 인증, 인가, 변형 어드미션, 검증, 검증 어드미션을 차례로
        지나 etcd에 저장돼요. 관문마다 오른쪽으로 나가는 화살표에 401, 403, 422 같은 오류가 적혀
        있어요. 읽는 요청은 인가까지만 지나요. 저장이 끝나면 맨 아래의 스케줄러와 kubelet이
        지켜보다가 스스로 움직여요.
      </desc>

      <text x="116" y="18" textAnchor="middle" fontFamily="var(--font-mono)">
        kubectl run web
      </text>
      <path d="M116 26V40" stroke="var(--accent)" strokeWidth="2" />
      <rect
        x="14"
        y="40"
        width="204"
        height={end + 10}
        rx="8"
        fill="var(--paper-soft)"
        stroke="var(--line)"
      />

      {gates.map((g, i) => {
        const y = top + i * step;
        return (
          <g key={g.name}>
            <rect
              x="24"
              y={y}
              width="184"
              height="40"
              rx="6"
              fill="var(--paper)"
              stroke="var(--ink)"
            />
            <text x="34" y={y + 25}>
              <tspan fontWeight="700">{g.name}</tspan>
            </text>
            <text x="200" y={y + 25} textAnchor="end" fontSize="11.5" fill="var(--ink-soft)">
              {g.asks}
            </text>
            <path d={`M116 ${y + 40}V${y + step}`} stroke="var(--accent)" strokeWidth="2" />
            <path d={`M208 ${y + 20}H232`} stroke="var(--danger)" strokeWidth="1.5" />
            <path d={`M231 ${y + 16}L239 ${y + 20}L231 ${y + 24}Z`} fill="var(--danger)" />
            <text
              x="244"
              y={y + 24}
              fontFamily="var(--font-mono)"
              fontSize="11"
              fill="var(--danger)"
            >
              {g.error}
            </text>
          </g>
        );
      })}

      {/* reads leave here */}
      <path d={`M244 ${top + 2 * step - 6}H386`} stroke="var(--ink-soft)" strokeDasharray="4 4" />
      <text x="386" y={top + 2 * step - 12} textAnchor="end" fontSize="11.5" fill="var(--ink-soft)">
        읽는 요청은 여기까지
      </text>

      <rect
        x="24"
        y={end}
        width="184"
        height="40"
        rx="6"
        fill="var(--accent-soft)"
        stroke="var(--accent)"
        strokeWidth="1.5"
      />
      <text x="34" y={end + 25} fontWeight="700">
        저장
      </text>
      <text x="200" y={end + 25} textAnchor="end" fontSize="11.5" fill="var(--ink-soft)">
        <tspan fontFamily="var(--font-mono)">etcd</tspan>에 적어요
      </text>
      <path d={`M208 ${end + 20}H232`} stroke="var(--accent)" strokeWidth="2" />
      <path d={`M231 ${end + 15}L240 ${end + 20}L231 ${end + 25}Z`} fill="var(--accent)" />
      <text x="246" y={end + 24} fontFamily="var(--font-mono)" fontSize="11.5" fill="var(--accent)">
        pod/web created
      </text>

      <g stroke="var(--ink-soft)" strokeWidth="1.5" strokeDasharray="4 4">
        <path
          d={`M80 ${end + 84}V${end + 52}M290 ${end + 84}V${end + 64}H150V${end + 52}`}
          fill="none"
        />
      </g>
      <g fill="var(--ink-soft)">
        <path d={`M75 ${end + 54}L80 ${end + 45}L85 ${end + 54}Z`} />
        <path d={`M145 ${end + 54}L150 ${end + 45}L155 ${end + 54}Z`} />
      </g>
      <text x="246" y={end + 58} fontSize="11.5" fill="var(--ink-soft)">
        지켜보다가 스스로
      </text>
      <g fontFamily="var(--font-mono)" fontSize="12">
        <rect
          x="24"
          y={end + 84}
          width="150"
          height="36"
          rx="6"
          fill="var(--paper)"
          stroke="var(--ink)"
        />
        <text x="99" y={end + 107} textAnchor="middle">
          kube-scheduler
        </text>
        <rect
          x="226"
          y={end + 84}
          width="150"
          height="36"
          rx="6"
          fill="var(--paper)"
          stroke="var(--ink)"
        />
        <text x="301" y={end + 107} textAnchor="middle">
          kubelet
        </text>
      </g>
    </svg>
  );
}
