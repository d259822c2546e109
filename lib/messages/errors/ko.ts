// What a refused request is told. `Refusal` and server actions carry the keys, screens show the texts.
export const ko = {
  unexpected:
    "저희 쪽에서 문제가 생겼어요. 잠시 뒤 다시 해 보세요. 계속되면 이 번호를 알려 주세요: {id}",
  signInRequired: "먼저 로그인해 주세요.",
  signInExpired: "로그인이 만료됐어요. 다시 로그인하면 하던 곳에서 이어 갈 수 있어요.",
  forbidden: "이 일을 할 수 있는 권한이 없어요.",
  notFound: "찾을 수 없어요. 지워졌거나 주소가 바뀌었을 수 있어요.",
  invalidInput: "입력한 값을 다시 확인해 주세요.",
  tooManyAttempts: "짧은 시간에 너무 여러 번 시도했어요. 15분쯤 뒤에 다시 해 주세요.",
  wrongPassword: "이메일이나 비밀번호가 맞지 않아요. 대소문자와 한/영 상태를 확인해 보세요.",
  emailTaken: "이미 가입한 이메일이에요. 그 계정으로 로그인해 주세요.",
  accountNotLinked:
    "같은 이메일로 다른 방법으로 가입한 계정이 있어요. 처음 가입한 방법으로 로그인해 주세요.",
  providerFailed:
    "소셜 계정으로 로그인하지 못했어요. 잠시 뒤 다시 하거나 다른 방법으로 로그인해 주세요.",
  cohortNotFound: "이 코드를 쓰는 반이 없어요. 강사가 준 링크나 코드를 다시 확인해 주세요.",
  cohortEnded: "이 반은 이미 끝났어요. 강사에게 새 링크를 물어보세요.",
  nameRequired: "강사가 알아볼 수 있게 이름을 적어 주세요.",
  datesReversed: "끝나는 날이 시작하는 날보다 앞서 있어요.",
  sessionGone: "이 클러스터는 다시 시작했거나 지워졌어요. 새로 고치면 지금 것을 열어요.",
  actionRefused: "할 수 없었어요: {reason}",
  solutionWaits: "풀이는 한 과제의 힌트를 다 연 다음에 볼 수 있어요.",
  nothingAhead: "앞으로 15분 동안은 아무 일도 예정되어 있지 않아요.",
  nothingToUndo: "되돌릴 것이 없어요.",
  tooLarge: "너무 커요. 한 번에 보낼 수 있는 크기를 넘었어요.",
  tooFast: "너무 빨라요. 조금만 쉬었다가 이어서 해 주세요.",
  tooManySessions: "짧은 시간에 클러스터를 너무 많이 만들었어요. 한 시간쯤 뒤에 다시 해 주세요.",
  tooManyStreams: "이 클러스터를 보는 창이 너무 많아요. 다른 탭을 닫고 다시 해 주세요.",
  unreachable: "서버에 닿지 못했어요. 연결되면 다시 해 주세요. 친 것은 그대로 있어요.",
} as const;

export type ErrorKey = keyof typeof ko;
