export function fidelityPage(): string;
